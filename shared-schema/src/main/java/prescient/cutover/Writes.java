package prescient.cutover;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import prescient.cutover.Latencies.On;
import prescient.problem.Refused;

/** A feature's writes: through the gate, to the store that is trusted, and from the files on to the mirror. */
final class Writes {

    private static final int SERVER_FAULT = 500;

    private final WriteGate gate = new WriteGate();
    private final Paths paths;
    private final Mirror mirror;
    private final Supplier<Mode> mode;
    private final Duration wait;
    private final ExecutorService threads;
    /** Keeps the mirror's queue in the order in which the files were written. */
    private final ReentrantLock order = new ReentrantLock();

    private volatile LongConsumer waits = nanos -> {};

    /**
     * @param mode the one that counts; fails while there is none
     * @param wait how long a write waits for the gate
     */
    Writes(Paths paths, Mirror mirror, Supplier<Mode> mode, Duration wait, ExecutorService threads) {
        this.paths = paths;
        this.mirror = mirror;
        this.mode = mode;
        this.wait = wait;
        this.threads = threads;
    }

    WriteGate gate() {
        return gate;
    }

    /** Is told from now on, on the writing thread, how many nanoseconds each write of records waited for dual-write. */
    void waits(LongConsumer nanos) {
        waits = nanos;
    }

    /** As {@link Cutover#write}. */
    <T> Uni<T> write(String operation, Supplier<Changed<T>> file, Supplier<Uni<T>> database) {
        return Uni.createFrom()
                .deferred(() -> gate.tryEnter()
                        ? admitted(operation, file, database)
                        : waiting(() -> admitted(operation, file, database)));
    }

    /** The write itself. Leaves the gate exactly once, when the store is done and whether or not anybody waits. */
    private <T> Uni<T> admitted(String operation, Supplier<Changed<T>> file, Supplier<Uni<T>> database) {
        try {
            var now = mode.get();
            return switch (now) {
                case FILE_ONLY, DUAL_WRITE -> paths.file(Paths.write(operation, now, On.FILE), () -> change(file, now));
                case DATABASE_READ ->
                    paths.write(Paths.write(operation, now, On.DATABASE), database)
                            .onTermination()
                            .invoke(gate::leave);
                case DATABASE_ONLY ->
                    paths.only(Paths.write(operation, now, On.DATABASE), database)
                            .onTermination()
                            .invoke(gate::leave);
            };
        } catch (RuntimeException refused) {
            gate.leave();
            return Uni.createFrom().failure(refused);
        }
    }

    private <T> T change(Supplier<Changed<T>> file, Mode now) {
        try {
            if (now == Mode.FILE_ONLY) {
                return file.get().answer();
            }
            long came = System.nanoTime();
            order.lock();
            try {
                return mirrored(file, System.nanoTime() - came);
            } finally {
                order.unlock();
            }
        } finally {
            gate.leave();
        }
    }

    /** @param turn nanoseconds that the write has waited for those before it */
    private <T> T mirrored(Supplier<Changed<T>> file, long turn) {
        try {
            var changed = file.get();
            handOver(changed, turn);
            return changed.answer();
        } catch (Refused refused) {
            // A rule refused before anything was written; a fault may have come after the files were replaced.
            if (refused.problem().status() >= SERVER_FAULT) {
                mirror.unrepaired(false);
            }
            throw refused;
        } catch (RuntimeException failure) {
            mirror.unrepaired(false);
            throw failure;
        }
    }

    /** All that a caller waits for in dual-write and not in file-only is its turn, and this. */
    private void handOver(Changed<?> changed, long turn) {
        if (changed.records().isEmpty() && !changed.more()) {
            return;
        }
        long began = System.nanoTime();
        mirror.add(changed.records());
        if (changed.more()) {
            // So much that places have changed, too, and some records may have gone.
            mirror.unrepaired(true);
        }
        waits.accept(turn + System.nanoTime() - began);
    }

    private <T> Uni<T> waiting(Supplier<Uni<T>> write) {
        return Uni.createFrom()
                .emitter(emitter -> threads.execute(() -> {
                    try {
                        if (gate.enter(wait)) {
                            write.get().subscribe().with(emitter::complete, emitter::fail);
                        } else {
                            emitter.fail(CutoverProblem.SWITCHING.with("the mode is being changed"));
                        }
                    } catch (InterruptedException stopping) {
                        Thread.currentThread().interrupt();
                        emitter.fail(stopping);
                    }
                }));
    }
}
