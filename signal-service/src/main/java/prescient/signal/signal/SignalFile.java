package prescient.signal.signal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import prescient.cutover.Changed;
import prescient.cutover.LegacyFolder;
import prescient.cutover.LegacyRecord;
import prescient.legacy.WriterLock;

/**
 * Signals in {@code trades/current_signals.json} and the notes beside it. Blocking; safe for concurrent use.
 *
 * <p>A new run is noted first, then the legacy file is replaced: a crash in between leaves a note of a run the file
 * does not hold, which is dropped at the next start, and whoever asked for the run asks again.
 */
final class SignalFile implements AutoCloseable {

    private final LegacyFolder folder;
    private final CurrentSignalsFile files;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final boolean isLive;
    private final OwedStore owed;
    private @Nullable WriterLock writer;
    private @Nullable SignalState state;

    /**
     * @param folder where the files are, or the folder that holds them side by side
     * @param isLive this process alone writes them; otherwise they are read or written once
     * @param owed knows which signals a database has yet to take
     */
    SignalFile(LegacyFolder folder, boolean isLive, OwedStore owed, SignalConfig config, InstantSource clock) {
        this.folder = folder;
        this.files = new CurrentSignalsFile(folder, config, clock);
        this.isLive = isLive;
        this.owed = owed;
        this.clock = clock;
    }

    ZoneId zone() {
        return folder.zone();
    }

    Path path() {
        return files.path();
    }

    /** The run if it was done before and is remembered, else null. */
    @Nullable StoredRun find(String runId) {
        var run = state().run(runId);
        return run == null ? null : run.stored();
    }

    /** Replaces the current run; false, having written nothing, if the run is there already. */
    Changed<Boolean> store(GenerateRequest request, GenerateResult result, List<Signal> signals, Instant now) {
        lock.lock();
        try {
            var before = state();
            var known = before.run(request.runId());
            if (known != null && known.stored() != null) {
                return Changed.nothing(false);
            }
            var made = new ArrayList<KnownSignal>();
            signals.forEach(signal -> made.add(KnownSignal.made(0, signal, made.size() + 1)));
            var values = made.stream().map(one -> one.value(zone())).toList();
            var run = new FileRun(
                    request.runId(),
                    request.strategy(),
                    new StoredRun(request.hash(), result),
                    now,
                    CurrentSignalsFile.digest(values));
            var step = before.replacedBy(run, made, now, owed::isOwed);
            replace(step.next(), values);
            owed.forgot(before, step.next());
            return changed(step);
        } finally {
            lock.unlock();
        }
    }

    /** Leases open signals; only portfolio 1 has any. */
    Changed<Moved> claim(ClaimRequest request, Instant now, Instant oldest, Instant until) {
        return request.portfolioId() == 1
                ? apply(before -> before.claim(request, now, oldest, until))
                : Changed.nothing(new Moved(List.of(), 0));
    }

    /** Applies outcomes that the lifecycle allows. */
    Changed<List<OutcomeEffect>> record(List<Outcome> outcomes) {
        return apply(before -> before.record(outcomes));
    }

    /** Ends what is too old and not leased. */
    Changed<Integer> expire(Instant now, Instant oldest) {
        return apply(before -> before.expire(now, oldest));
    }

    /** The signals of a run as they were generated, in their order; none when the run is not remembered. */
    List<Signal> ofRun(String runId) {
        return state().of(runId).stream().map(KnownSignal::signal).toList();
    }

    /** Everything that is known now. */
    SignalState state() {
        lock.lock();
        try {
            var known = state;
            if (known == null) {
                known = files.load(files.values());
                state = known;
            }
            return known;
        } finally {
            lock.unlock();
        }
    }

    /** The objects of the legacy file; what somebody else wrote meanwhile is adopted. */
    void read(Consumer<LegacyRecord> sink, ZoneId canonical) {
        List<ObjectNode> values;
        SignalState known;
        lock.lock();
        try {
            values = files.values();
            var before = state;
            known = before != null && CurrentSignalsFile.isOf(before, CurrentSignalsFile.digest(values))
                    ? before
                    : files.load(values);
            state = known;
        } finally {
            lock.unlock();
        }
        var current = known.current().stream()
                .collect(java.util.stream.Collectors.toMap(KnownSignal::runPosition, one -> one));
        var keys = ForeignRunFile.keys(values);
        for (int i = 0; i < values.size(); i++) {
            var signal = current.get(i + 1);
            sink.accept(
                    signal != null
                            ? signal.record(i, known.currentRun(), canonical)
                            : notASignal(keys.get(i), i, values.get(i)));
        }
    }

    /** Makes the file hold these and keeps what else is known. */
    void replace(List<LegacyRecord> records, ZoneId canonical) {
        lock.lock();
        try {
            var values = new ArrayList<ObjectNode>();
            var signals = new ArrayList<KnownSignal>();
            for (var record : records) {
                var signal = KnownSignal.of(record, canonical);
                values.add(canonical.equals(zone()) ? record.value() : signal.value(zone()));
                signals.add(signal.at(0, signals.size() + 1));
            }
            if (state == null) {
                files.values(); // a file that cannot be understood is kept
            }
            var before = state == null ? files.noted() : state;
            var now = clock.instant();
            var runId = signals.isEmpty() ? "none" : signals.getFirst().signal().runId();
            var same = before.run(runId);
            var strategy = signals.isEmpty() ? "" : signals.getFirst().signal().strategy();
            var at = signals.isEmpty() ? now : signals.getFirst().signal().generatedAt();
            var run = new FileRun(
                    runId, strategy, same == null ? null : same.stored(), at, CurrentSignalsFile.digest(values));
            replace(before.replacedBy(run, signals, now, owed::isOwed).next(), values);
        } finally {
            lock.unlock();
        }
    }

    /** Takes in what the other store knew: runs, and signals the legacy file does not hold. */
    void adopt(List<FileRun> runs, List<KnownSignal> earlier) {
        lock.lock();
        try {
            var next = state().adopted(runs, earlier, clock.instant());
            save(next);
            state = next;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (writer != null) {
                writer.close();
                writer = null;
            }
            state = null;
        } finally {
            lock.unlock();
        }
    }

    private <T> Changed<T> apply(Function<SignalState, Step<T>> operation) {
        lock.lock();
        try {
            var step = operation.apply(state());
            if (!step.changed().isEmpty()) {
                save(step.next());
                state = step.next();
            }
            return changed(step);
        } finally {
            lock.unlock();
        }
    }

    private <T> Changed<T> changed(Step<T> step) {
        var run = step.next().currentRun();
        return new Changed<>(
                step.answer(),
                step.changed().stream()
                        .map(known -> known.record(
                                known.signal().runId().equals(run) ? known.runPosition() - 1L : -1, run, zone()))
                        .toList());
    }

    private void replace(SignalState next, List<ObjectNode> values) {
        save(next);
        try {
            files.replace(values);
        } catch (UncheckedIOException unclear) {
            // The file may have been replaced all the same; what it holds is looked up before anything else is done.
            state = null;
            throw unclear;
        }
        state = next.current(next.currentRun(), false);
    }

    private void save(SignalState next) {
        if (isLive && writer == null) {
            writer = WriterLock.acquire(folder.path(), "signals");
        }
        files.note(next);
    }

    private LegacyRecord notASignal(String key, int position, ObjectNode value) {
        var reason = "no signal";
        try {
            KnownSignal.of(new LegacyRecord(KnownSignal.COLLECTION, key, position, value, Map.of()), zone());
        } catch (IllegalArgumentException defect) {
            reason = Objects.requireNonNullElse(defect.getMessage(), reason);
        }
        return new LegacyRecord(KnownSignal.COLLECTION, key, position, value, Map.of(KnownSignal.DEFECT, reason));
    }
}
