package prescient.transfer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes the findings of a comparison from what stayed different. */
final class Verdict {

    /** So many records are shown field by field. */
    private static final int SHOWN = 200;

    private final Pair pair;
    private final Suspects suspects;
    private final Known known;
    private final Instant startedAt;
    private final InstantSource clock;
    private final Map<String, Outcome> outcomes = new HashMap<>();

    private static final class Outcome {
        long accepted;
        long quarantined;
        final Map<String, Long> kinds = new HashMap<>();
        final List<Difference> shown = new ArrayList<>();

        long of(String kind) {
            return kinds.getOrDefault(kind, 0L);
        }
    }

    Verdict(Pair pair, Suspects suspects, Known known, Instant startedAt, InstantSource clock) {
        this.pair = pair;
        this.suspects = suspects;
        this.known = known;
        this.startedAt = startedAt;
        this.clock = clock;
    }

    List<Findings> of(FileSide side) {
        show();
        var findings = new ArrayList<Findings>();
        for (var collection : pair.collections()) {
            findings.add(findings(collection, side.counts(collection)));
        }
        return findings;
    }

    private Findings findings(String collection, Counts counts) {
        var outcome = outcomes.computeIfAbsent(collection, name -> new Outcome());
        for (var kind : List.of(Difference.DIFFERENT, Difference.MISSING, Difference.EXTRA)) {
            outcome.kinds.merge(kind, suspects.unnamed(collection, kind), Long::sum);
        }
        long lasting = outcome.of(Difference.DIFFERENT) + outcome.of(Difference.MISSING) + outcome.of(Difference.EXTRA);
        return new Findings(
                collection,
                lasting == 0 ? Findings.CLEAN : Findings.DIFFERS,
                counts.file,
                counts.database,
                counts.equal,
                outcome.of(Difference.DIFFERENT),
                outcome.of(Difference.MISSING),
                outcome.of(Difference.EXTRA) + counts.extra,
                outcome.accepted,
                counts.quarantined + outcome.quarantined,
                counts.drilled,
                counts.fileSum.text(),
                counts.databaseSum.text(),
                startedAt,
                clock.instant(),
                outcome.shown,
                null);
    }

    /** Reads the first ones whole and says what differs; of the others only the kind is known. */
    private void show() {
        var shown = new HashMap<String, Set<String>>();
        int count = 0;
        for (var key : suspects.named()) {
            if (count++ < SHOWN) {
                shown.computeIfAbsent(key.collection(), c -> new HashSet<>()).add(key.key());
            } else {
                judge(key, List.of(suspects.unseen(key)), null);
            }
        }
        if (count == 0) {
            return;
        }
        var file = new HashMap<RecordKey, ObjectNode>();
        var database = new HashMap<RecordKey, ObjectNode>();
        pair.readFile(shown, file::put);
        pair.readDatabase(shown, database::put);
        shown.forEach((collection, keys) -> keys.forEach(key -> {
            var named = new RecordKey(collection, key);
            if (file.containsKey(named) || database.containsKey(named)) {
                judge(
                        named,
                        Difference.between(named, file.get(named), database.get(named), pair.trustsFile()),
                        database.containsKey(named) ? null : file.get(named));
            }
        }));
    }

    /** @param onlyInFile the record, when the database lacks it and it was read whole */
    private void judge(RecordKey key, List<Difference> differences, @Nullable ObjectNode onlyInFile) {
        var outcome = outcomes.computeIfAbsent(key.collection(), name -> new Outcome());
        if (differences.isEmpty()) {
            return;
        }
        if (onlyInFile != null && known.isAside(key, onlyInFile)) {
            outcome.quarantined++;
            return;
        }
        var now = clock.instant();
        if (differences.stream().allMatch(difference -> known.isAccepted(difference, now))) {
            outcome.accepted++;
            return;
        }
        outcome.kinds.merge(differences.getFirst().kind(), 1L, Long::sum);
        outcome.shown.addAll(differences);
    }
}
