package prescient.venuesim;

import java.util.Map;
import java.util.TreeMap;

/** Counts by name. Safe for many threads. */
final class Tally {

    private final TreeMap<String, Long> counts = new TreeMap<>();

    synchronized void count(String name) {
        counts.merge(name, 1L, Long::sum);
    }

    synchronized Map<String, Long> counts() {
        return new TreeMap<>(counts);
    }

    synchronized long sum() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
