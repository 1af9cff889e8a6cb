package prescient.market.ticks;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Makes of trades one row for a second and symbol. The second's first trade counts, by the exchange's numbers, among
 * those that come while the row waits; a row that was handed out never changes, and what still comes of its second
 * tells nothing new. Not safe for many threads.
 */
final class SecondRows {

    private record Key(String symbol, Instant second) {
        static Key of(SecondRow row) {
            return new Key(row.symbol(), row.second());
        }
    }

    /** Seconds of which it is remembered that they were handed out; an older one is caught by the table's key. */
    private static final int REMEMBERED = 900;

    private final int maxWaiting;
    private final LinkedHashMap<Key, SecondRow> waiting = new LinkedHashMap<>();
    private final LinkedHashSet<Key> handedOut = new LinkedHashSet<>();
    private long repeated;

    SecondRows(int maxWaiting) {
        this.maxWaiting = maxWaiting;
    }

    /**
     * Takes a trade, in whatever order trades come.
     *
     * @return the rows that had to be given up for it, oldest first; usually none
     */
    List<SecondRow> take(SpotMessage.Tick tick) {
        var row = SecondRow.of(tick);
        var key = Key.of(row);
        var other = waiting.get(key);
        if (other == null && !handedOut.contains(key)) {
            waiting.put(key, row);
            return shed();
        }
        repeated++;
        if (other != null && row.sequence() < other.sequence()) {
            waiting.put(key, row);
        }
        return List.of();
    }

    /** The rows that wait, by their seconds; from now on they do not change. */
    List<SecondRow> handOut() {
        var rows = waiting.values().stream()
                .sorted(Comparator.comparing(SecondRow::second).thenComparing(SecondRow::symbol))
                .toList();
        handedOut.addAll(waiting.keySet());
        waiting.clear();
        while (handedOut.size() > REMEMBERED) {
            handedOut.removeFirst();
        }
        return rows;
    }

    /**
     * Puts rows back that could not be stored.
     *
     * @return the rows that had to be given up, oldest first; usually none
     */
    List<SecondRow> putBack(List<SecondRow> rows) {
        var newer = new LinkedHashMap<>(waiting);
        waiting.clear();
        rows.forEach(row -> waiting.put(Key.of(row), row));
        newer.forEach(waiting::putIfAbsent);
        return shed();
    }

    private List<SecondRow> shed() {
        var shed = new ArrayList<SecondRow>();
        while (waiting.size() > maxWaiting) {
            shed.add(waiting.pollFirstEntry().getValue());
        }
        return shed;
    }

    int waiting() {
        return waiting.size();
    }

    /** Trades that told nothing new about their second: later ones of it, and repetitions. */
    long repeated() {
        return repeated;
    }
}
