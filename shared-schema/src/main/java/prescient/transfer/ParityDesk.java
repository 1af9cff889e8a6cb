package prescient.transfer;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import prescient.cutover.Feature;
import prescient.legacy.PythonJson;

/** Compares the stores of a feature and remembers what was found. Blocks. */
@ApplicationScoped
class ParityDesk {

    private static final int REMEMBERED = 20;

    private final PairDesk pairs;
    private final ParityTable table;
    private final AcceptedTable accepted;
    private final QuarantineTable quarantine;
    private final TransferMeters meters;
    private final InstantSource clock;
    private final Duration pause;
    /** The last comparisons of the live stores of each feature, the newest first. */
    private final ConcurrentMap<String, CopyOnWriteArrayList<List<Findings>>> checks = new ConcurrentHashMap<>();

    private final Set<String> comparing = ConcurrentHashMap.newKeySet();

    ParityDesk(
            PairDesk pairs,
            ParityTable table,
            AcceptedTable accepted,
            QuarantineTable quarantine,
            TransferMeters meters,
            InstantSource clock,
            TransferConfig config) {
        this.pairs = pairs;
        this.table = table;
        this.accepted = accepted;
        this.quarantine = quarantine;
        this.meters = meters;
        this.clock = clock;
        this.pause = config.parity().pause();
    }

    /** Compares the live stores. */
    List<Findings> check(Feature feature) {
        return compare(pairs.live(feature), false, null);
    }

    /** Compares the files of a folder with the database. */
    List<Findings> check(Pair pair, boolean extraIsFine) {
        return compare(pair, extraIsFine, null);
    }

    /** Compares the database with what an import has just read. */
    List<Findings> checkAfter(Pair pair, FileSide read, boolean extraIsFine) {
        return compare(pair, extraIsFine, read);
    }

    /** The last comparisons of the live stores, the newest first. Never blocks. */
    List<List<Findings>> last(String feature) {
        return List.copyOf(checks.getOrDefault(feature, new CopyOnWriteArrayList<>()));
    }

    /** A comparison of the live stores is under way. */
    boolean isComparing(String feature) {
        return comparing.contains(feature);
    }

    /** What an earlier process found. */
    void recall(Feature feature) {
        var earlier =
                table.last(feature.name(), REMEMBERED, feature.collections().size());
        var known = checks.computeIfAbsent(feature.name(), name -> new CopyOnWriteArrayList<>());
        synchronized (known) {
            for (var check : earlier) {
                var began = check.getFirst().startedAt();
                if (known.isEmpty() || began.isBefore(known.getLast().getFirst().startedAt())) {
                    known.add(check);
                }
            }
        }
    }

    private List<Findings> compare(Pair pair, boolean extraIsFine, @Nullable FileSide read) {
        var feature = pair.feature().name();
        comparing.add(feature);
        try {
            var known = new Known(
                    accepted.list(feature), (key, value) -> quarantine.holds(feature, key, PythonJson.text(value)));
            var comparison = new Comparison(pair, extraIsFine, clock, pause, pairs.standstill(pair));
            var findings = read == null ? comparison.run(known) : comparison.after(read, known);
            table.add(pair, findings);
            if (pair.folder() == null) {
                remember(feature, findings);
                meters.compared(feature, findings);
            }
            return findings;
        } finally {
            comparing.remove(feature);
        }
    }

    private void remember(String feature, List<Findings> findings) {
        var known = checks.computeIfAbsent(feature, name -> new CopyOnWriteArrayList<>());
        synchronized (known) {
            known.addFirst(new ArrayList<>(findings));
            while (known.size() > REMEMBERED) {
                known.removeLast();
            }
        }
    }
}
