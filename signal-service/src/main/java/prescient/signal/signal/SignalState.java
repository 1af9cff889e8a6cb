package prescient.signal.signal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything the file store knows; operations answer the next state and change nothing here. The rules are those of the
 * SQL in {@code SignalTable}, with one addition: the file holds one run, so the open signals of a run end when the next
 * one takes its place.
 *
 * @param runs oldest first, the current one among them
 * @param signals by id, oldest first: those of the current run and, while there is room, of earlier ones
 * @param currentRun whose signals the legacy file holds, null when it never held any
 * @param prepared the current run was noted before the legacy file was written and has not been noted since
 */
record SignalState(
        List<FileRun> runs,
        Map<String, KnownSignal> signals,
        @Nullable String currentRun,
        boolean prepared) {

    private static final String TOO_OLD = "older than the maximum age";
    private static final String REPLACED = "replaced by a newer run";
    private static final int RUNS_KEPT = 200;
    private static final int EARLIER_SIGNALS_KEPT = 500;

    /** As many of earlier runs, about ten megabytes, wait for a database that does not answer. */
    static final int OWED_SIGNALS_KEPT = 10_000;

    private static final Comparator<KnownSignal> IN_TURN = Comparator.comparing(
                    (KnownSignal known) -> known.signal().generatedAt())
            .thenComparing(known -> known.signal().runId())
            .thenComparing(known -> known.signal().confidence(), Comparator.reverseOrder())
            .thenComparingInt(KnownSignal::runPosition);

    SignalState {
        runs = List.copyOf(runs);
        signals = Collections.unmodifiableMap(new LinkedHashMap<>(signals));
    }

    @Nullable FileRun run(@Nullable String runId) {
        return runs.stream()
                .filter(run -> run.runId().equals(runId))
                .findFirst()
                .orElse(null);
    }

    /** The signals of a run, in file order. */
    List<KnownSignal> of(@Nullable String runId) {
        return signals.values().stream()
                .filter(known -> known.signal().runId().equals(runId))
                .sorted(Comparator.comparingInt(KnownSignal::runPosition))
                .toList();
    }

    /** The signals the legacy file holds. */
    List<KnownSignal> current() {
        return of(currentRun);
    }

    /** Signals, newest first; a null filter lets everything pass. */
    List<SignalLine> list(SignalFilter filter, @Nullable Long beforeId, int limit) {
        return signals.values().stream()
                .filter(filter::takes)
                .filter(known -> beforeId == null || known.id() < beforeId)
                .sorted(Comparator.comparingLong(KnownSignal::id).reversed())
                .limit(limit)
                .map(KnownSignal::line)
                .toList();
    }

    /**
     * Makes a run the current one; what was open before has ended.
     *
     * @param owed true for a signal that the database has yet to take, which is forgotten last
     */
    Step<Boolean> replacedBy(FileRun run, List<KnownSignal> made, Instant now, Predicate<KnownSignal> owed) {
        var before = current();
        var ended = signals.values().stream()
                .filter(known -> known.isOpen() && !known.signal().runId().equals(run.runId()))
                .map(known -> known.ended(SignalStatus.EXPIRED, null, REPLACED, now))
                .toList();
        var all = merged(ended);
        long number = all.values().stream().mapToLong(KnownSignal::id).max().orElse(0);
        var fresh = new ArrayList<KnownSignal>();
        for (var signal : made) {
            var known = all.get(signal.key());
            var numbered = signal.at(known == null ? ++number : known.id(), signal.runPosition());
            all.put(signal.key(), numbered);
            fresh.add(numbered);
        }
        var changed = new ArrayList<>(fresh);
        // An empty run has no record that could tell that it is the current one, so the earlier signals do.
        changed.addAll(
                made.isEmpty()
                        ? before.stream()
                                .map(k -> all.get(k.key()))
                                .filter(Objects::nonNull)
                                .toList()
                        : ended);
        return new Step<>(trimmed(withRun(run), all, run.runId(), owed), true, changed);
    }

    /** Leases open signals, those the claimant has already last; what is too old ends instead. */
    Step<Moved> claim(ClaimRequest request, Instant now, Instant oldest, Instant until) {
        var claimant = request.claimant();
        var old = free(now, claimant)
                .filter(known -> known.signal().generatedAt().isBefore(oldest))
                .map(known -> known.ended(SignalStatus.EXPIRED, null, TOO_OLD, now))
                .toList();
        var claimed = free(now, claimant)
                .filter(known -> !known.signal().generatedAt().isBefore(oldest))
                .sorted(Comparator.comparing((KnownSignal known) -> isHeld(known, claimant, now))
                        .thenComparing(IN_TURN))
                .limit(request.limit())
                .map(known -> known.claimed(claimant, until))
                .sorted(IN_TURN)
                .toList();
        var changed = new ArrayList<>(old);
        changed.addAll(claimed);
        var moved = new Moved(claimed.stream().map(KnownSignal::signal).toList(), old.size());
        return new Step<>(with(changed), moved, changed);
    }

    /** Applies outcomes that the lifecycle allows. If a signal is named twice, executed wins. */
    Step<List<OutcomeEffect>> record(List<Outcome> outcomes) {
        var given = new LinkedHashMap<String, Outcome>();
        for (var outcome : outcomes) {
            given.merge(
                    outcome.signalId(),
                    outcome,
                    (first, second) ->
                            first.status() != SignalStatus.EXECUTED && second.status() == SignalStatus.EXECUTED
                                    ? second
                                    : first);
        }
        var effects = new ArrayList<OutcomeEffect>();
        var changed = new ArrayList<KnownSignal>();
        for (var outcome : given.values()) {
            var found = signals.get(outcome.signalId());
            boolean applied = found != null && found.status().mayBecome(outcome.status());
            if (found != null && applied) {
                changed.add(found.ended(outcome.status(), outcome.tradeId(), outcome.reason(), outcome.at()));
            }
            effects.add(new OutcomeEffect(
                    outcome.signalId(),
                    outcome.status(),
                    outcome.tradeId(),
                    found == null ? null : found.status(),
                    found == null ? null : found.tradeId(),
                    applied));
        }
        return new Step<>(with(changed), effects, changed);
    }

    /** Ends what was generated before {@code oldest} and is not leased. */
    Step<Integer> expire(Instant now, Instant oldest) {
        var old = free(now, null)
                .filter(known -> known.signal().generatedAt().isBefore(oldest))
                .map(known -> known.ended(SignalStatus.EXPIRED, null, TOO_OLD, now))
                .toList();
        return new Step<>(with(old), old.size(), old);
    }

    /** Without the run that was noted but never reached the legacy file. */
    SignalState withoutPrepared() {
        var kept = new LinkedHashMap<>(signals);
        kept.values().removeIf(known -> known.signal().runId().equals(currentRun));
        var earlier =
                runs.stream().filter(run -> !run.runId().equals(currentRun)).toList();
        return new SignalState(earlier, kept, null, false);
    }

    SignalState with(Collection<KnownSignal> changed) {
        return changed.isEmpty() ? this : new SignalState(runs, merged(changed), currentRun, prepared);
    }

    SignalState current(@Nullable String runId, boolean isPrepared) {
        return new SignalState(runs, signals, runId, isPrepared);
    }

    /** Everything open has ended: the file that offered it is gone. */
    SignalState expireAll(Instant now) {
        return with(signals.values().stream()
                .filter(KnownSignal::isOpen)
                .map(known -> known.ended(SignalStatus.EXPIRED, null, REPLACED, now))
                .toList());
    }

    /** What another store knew besides the current signals takes the place of what was known here. */
    SignalState adopted(List<FileRun> others, List<KnownSignal> earlier, Instant now) {
        var held = run(currentRun);
        var known = new ArrayList<>(others);
        if (held != null) {
            known.removeIf(run -> run.runId().equals(currentRun));
            var stored = others.stream()
                    .filter(run -> run.runId().equals(currentRun))
                    .map(FileRun::stored)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(held.stored());
            known.add(new FileRun(held.runId(), held.strategy(), stored, held.generatedAt(), held.content()));
        }
        var all = new LinkedHashMap<String, KnownSignal>();
        for (var signal : earlier) {
            var ended = signal.isOpen() ? signal.ended(SignalStatus.EXPIRED, null, REPLACED, now) : signal;
            all.put(signal.key(), ended.at(all.size() + 1L, signal.runPosition()));
        }
        for (var signal : current()) {
            all.put(signal.key(), signal.at(all.size() + 1L, signal.runPosition()));
        }
        return new SignalState(known, all, currentRun, prepared);
    }

    private Map<String, KnownSignal> merged(Collection<KnownSignal> changed) {
        var all = new LinkedHashMap<>(signals);
        changed.forEach(known -> all.put(known.key(), known));
        return all;
    }

    private List<FileRun> withRun(FileRun run) {
        var all = new ArrayList<>(runs);
        all.removeIf(known -> known.runId().equals(run.runId()));
        all.add(run);
        return all;
    }

    private static SignalState trimmed(
            List<FileRun> runs, Map<String, KnownSignal> all, String currentRun, Predicate<KnownSignal> owed) {
        var earlier = all.values().stream()
                .filter(known -> !known.signal().runId().equals(currentRun))
                .toList();
        var forgotten = Stream.concat(
                earlier.stream()
                        .limit(Math.max(0, earlier.size() - EARLIER_SIGNALS_KEPT))
                        .filter(owed.negate()),
                earlier.stream().limit(Math.max(0, earlier.size() - OWED_SIGNALS_KEPT)));
        forgotten.map(KnownSignal::key).forEach(all::remove);
        return new SignalState(runs.subList(Math.max(0, runs.size() - RUNS_KEPT), runs.size()), all, currentRun, true);
    }

    private Stream<KnownSignal> free(Instant now, @Nullable String claimant) {
        return signals.values().stream().filter(known -> switch (known.status()) {
            case GENERATED -> true;
            case CLAIMED -> Objects.equals(known.claimedBy(), claimant) || !isLeased(known, now);
            case EXECUTED, DENIED, EXPIRED -> false;
        });
    }

    private static boolean isLeased(KnownSignal known, Instant now) {
        var until = known.claimedUntil();
        return until != null && until.isAfter(now);
    }

    private static boolean isHeld(KnownSignal known, String claimant, Instant now) {
        return claimant.equals(known.claimedBy()) && isLeased(known, now);
    }
}
