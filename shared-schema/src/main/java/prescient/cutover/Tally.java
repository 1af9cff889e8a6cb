package prescient.cutover;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts by name since the process started. Any thread. */
final class Tally {

    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

    /** @param names those that are shown even while they are 0 */
    Tally(String... names) {
        for (var name : names) {
            counts.put(name, new LongAdder());
        }
    }

    void add(String name, long n) {
        counts.computeIfAbsent(name, _ -> new LongAdder()).add(n);
    }

    long of(String name) {
        var count = counts.get(name);
        return count == null ? 0 : count.sum();
    }

    Map<String, Long> all() {
        var all = new TreeMap<String, Long>();
        counts.forEach((name, count) -> all.put(name, count.sum()));
        return all;
    }
}
