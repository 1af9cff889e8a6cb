package prescient.cutover;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import prescient.cutover.Latencies.On;
import prescient.database.DatabaseAbsent;
import prescient.database.DatabaseFailure;

/** Sends a feature's reads and writes to the store its mode says. The only class that knows the modes. */
public final class Cutover {

    private static final Duration SETTLE = Duration.ofSeconds(2);
    /** A service has up to three features and needs most of its heap for its work, however long a database hangs. */
    private static final int HEAP_SHARE = 16;

    private final Feature feature;
    private final ExecutorService threads;
    private final Paths paths;
    private final Writes writes;
    private final Mirror mirror;
    private final ShadowReads shadow;
    /** What had been written when the files last followed the database; -1 when that is unknown. */
    private final AtomicLong followed = new AtomicLong(-1);

    private volatile Runnable follow = () -> {};
    private volatile @Nullable FeatureState state;
    private volatile @Nullable Refusal refusal;
    private volatile boolean imported;

    /** Why everything is refused. */
    private record Refusal(CutoverProblem problem, String reason) {}

    Cutover(Feature feature, CutoverConfig.Cutover config, ExecutorService threads, InstantSource clock) {
        this.feature = feature;
        this.threads = threads;
        this.paths = new Paths(config, threads);
        var limits = new RecordQueue.Limits(
                config.mirror().records(),
                config.mirror().bytes().orElse(Runtime.getRuntime().maxMemory() / HEAP_SHARE),
                config.mirror().batch());
        this.mirror = new Mirror(
                feature, limits, config.mirror().collect(), config.mirror().pause(), clock);
        this.writes = new Writes(paths, mirror, this::decided, config.gateWait(), threads);
        this.shadow = new ShadowReads(feature.name(), config.shadow().sample());
    }

    /** The mode that counts now; database-only until it is known. */
    public Mode mode() {
        var now = state;
        return now == null ? Mode.DATABASE_ONLY : now.mode();
    }

    /**
     * True in dual-write while the database may lack something that the files hold; {@link #repair} ends it. True, too,
     * after every start in dual-write, since the queue of the process before is lost.
     */
    public boolean unrepaired() {
        return mode() == Mode.DUAL_WRITE && mirror.isUnrepaired();
    }

    /**
     * Runs a repair of the database in dual-write while nothing is mirrored: what waits is dropped, since the files hold
     * it; what is written to the files meanwhile follows afterwards. The feature counts as repaired when the work ends
     * without an exception and nothing was lost meanwhile. Blocks; on a virtual thread.
     *
     * @param work compares the stores and writes
     * @return what the work answered
     * @throws prescient.problem.Refused when the feature is not, or will not stay, in dual-write
     */
    public long repair(Repair.Work work) {
        return mirror.repair(this::mode, work);
    }

    /** Tells that records come from files: then the database holds what counts, even if nobody has decided that. */
    public void imported() {
        imported = true;
    }

    /**
     * Lets the store that follows catch up with what has been written until now, as far as it can within a moment. For
     * comparisons, which otherwise take for a difference what is only on its way. Blocks.
     *
     * @return {@link #standing()} afterwards
     */
    public long settle() {
        try {
            switch (mode()) {
                case DUAL_WRITE -> mirror.drained(SETTLE);
                case DATABASE_READ -> follow.run();
                case FILE_ONLY, DATABASE_ONLY -> {}
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        return standing();
    }

    /**
     * How many writes there have been, or -1 while one is under way or the store that follows is behind. The same number
     * before and after reading both stores means that they stood still meanwhile.
     */
    public long standing() {
        long written = writes.gate().quietSince();
        return switch (mode()) {
            case DUAL_WRITE -> mirror.isInStep() ? written : -1;
            case DATABASE_READ -> followed.get() == written ? written : -1;
            case FILE_ONLY, DATABASE_ONLY -> 0; // no store follows: what differs, differs
        };
    }

    /**
     * Reads from the store that is trusted; in database-read from the file when the database does not answer.
     *
     * @param operation for metrics and the latency baseline, for instance {@code portfolio}
     * @param file reads the files; blocks, on a virtual thread
     * @param database reads the database; subscribed on the caller's thread
     */
    public <T> Uni<T> read(String operation, Supplier<T> file, Supplier<Uni<T>> database) {
        return read(operation, file, database, Function.identity());
    }

    /**
     * As {@link #read(String, Supplier, Supplier)}, for answers that two stores give alike only in part.
     *
     * @param comparable what of an answer must be equal in both stores; null and empty mean that nothing was found
     */
    public <T> Uni<T> read(
            String operation, Supplier<T> file, Supplier<Uni<T>> database, Function<? super T, ?> comparable) {
        var mark = StoreMark.ofCaller();
        return Uni.createFrom().deferred(() -> {
            var mode = decided();
            Supplier<Uni<T>> fileRead =
                    () -> paths.file(Paths.read(operation, mode, On.FILE), file).invoke(mark::file);
            return switch (mode) {
                case FILE_ONLY -> fileRead.get();
                case DUAL_WRITE ->
                    compared(
                            operation,
                            fileRead.get(),
                            () -> paths.readAside(Paths.read(operation, mode, On.DATABASE), database),
                            comparable);
                case DATABASE_READ ->
                    compared(
                                    operation,
                                    paths.read(Paths.read(operation, mode, On.DATABASE), database),
                                    () -> paths.fileAside(Paths.read(operation, mode, On.FILE), file),
                                    comparable)
                            .onFailure(DatabaseFailure::isOutage)
                            .recoverWithUni(
                                    failure -> paths.fallback(failure, file).invoke(mark::file));
                case DATABASE_ONLY -> paths.only(Paths.read(operation, mode, On.DATABASE), database);
            };
        });
    }

    /**
     * Writes to the store that is trusted; in dual-write the database follows off the caller's path. Waits while the
     * mode is being changed. Must not be called within another write of the same feature.
     *
     * @param operation for metrics and the latency baseline
     * @param file changes the files, durably, and says which records it changed; blocks, on a virtual thread
     * @param database changes the database; subscribed on the caller's thread
     */
    public <T> Uni<T> write(String operation, Supplier<Changed<T>> file, Supplier<Uni<T>> database) {
        return writes.write(operation, file, database);
    }

    /**
     * Reads what a decision rests on: from the store that is trusted or not at all, so in database-read never from the
     * file, which follows. Does not wait while the mode is being changed.
     *
     * @param operation for metrics
     * @param file reads the files; blocks, on a virtual thread
     * @param database reads the database; subscribed on the caller's thread
     */
    public <T> Uni<T> decide(String operation, Supplier<T> file, Supplier<Uni<T>> database) {
        return Uni.createFrom().deferred(() -> {
            var mode = decided();
            return switch (mode) {
                case FILE_ONLY, DUAL_WRITE -> paths.file(Paths.write(operation, mode, On.FILE), file);
                case DATABASE_READ -> paths.write(Paths.write(operation, mode, On.DATABASE), database);
                case DATABASE_ONLY -> paths.only(Paths.write(operation, mode, On.DATABASE), database);
            };
        });
    }

    private <T> Uni<T> compared(
            String operation, Uni<T> trusted, Supplier<Uni<T>> other, Function<? super T, ?> comparable) {
        return shadow.turn(this::standing)
                .map(turn -> trusted.onTermination().invoke((answer, failure, cancelled) -> {
                    if (failure == null && !cancelled) {
                        threads.execute(() -> turn.compare(operation, answer, other, comparable));
                    } else {
                        turn.skip();
                    }
                }))
                .orElse(trusted);
    }

    /** The mode, or a refusal while there is none to go by. */
    private Mode decided() {
        var now = state;
        if (now == null) {
            // Without legacy files only the database can say.
            throw new DatabaseAbsent("PostgreSQL has not said yet which store of " + feature.name() + " is trusted");
        }
        var refused = refusal;
        if (refused != null) {
            throw refused.problem().with(feature.name() + ": " + refused.reason());
        }
        return now.mode();
    }

    // What follows is for the switch.

    Feature feature() {
        return feature;
    }

    WriteGate gate() {
        return writes.gate();
    }

    Mirror mirror() {
        return mirror;
    }

    ShadowReads shadow() {
        return shadow;
    }

    Paths paths() {
        return paths;
    }

    /** Is told from now on how many nanoseconds each write waited because its records are mirrored, too. Any thread. */
    void writeWaits(LongConsumer nanos) {
        writes.waits(nanos);
    }

    /** How the files follow the database. */
    void follows(Runnable exports) {
        follow = exports;
    }

    /** The files hold what had been written when {@code written} was {@link WriteGate#quietSince}. */
    void followed(long written) {
        followed.set(written);
    }

    /** Everything is refused, since the mode is unknown or cannot be served. */
    boolean isRefusing() {
        return state == null || refusal != null;
    }

    /** Something was written since the start, or taken in from files. */
    boolean isUsed() {
        return imported || writes.gate().isUsed();
    }

    /** From now on everything is refused, until a state is set. */
    void refuse(CutoverProblem problem, String reason) {
        refusal = new Refusal(problem, reason);
    }

    Optional<FeatureState> state() {
        return Optional.ofNullable(state);
    }

    /** From now on this counts. A mode that cannot be served refuses everything, with the reason. */
    void state(FeatureState next, @Nullable String whyNot) {
        var before = state;
        state = next;
        refusal = whyNot == null ? null : new Refusal(CutoverProblem.LEGACY_FOLDER_MISSING, whyNot);
        if (before == null || before.mode() != next.mode()) {
            followed.set(-1);
            paths.latencies().clear(next.mode());
            if (next.mode() == Mode.DUAL_WRITE) {
                mirror.unrepaired(before != null);
            } else {
                mirror.clear();
            }
        }
    }
}
