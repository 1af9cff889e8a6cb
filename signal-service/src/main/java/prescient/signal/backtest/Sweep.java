package prescient.signal.backtest;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;

/** The variants of a sweep: every combination of its values, or as many as are drawn. */
record Sweep(Map<String, BigDecimal> fixed, Map<String, List<BigDecimal>> varied) {

    private static final long MOST_COMBINATIONS = 1_000_000_000L;

    static Sweep of(BacktestRequest request) {
        for (var name : request.sweep().keySet()) {
            if (request.parameters().containsKey(name)) {
                throw new IllegalArgumentException(name + " is both a parameter and swept over");
            }
        }
        return new Sweep(request.parameters(), request.sweep());
    }

    /** How many combinations there are; the first name varies slowest. */
    long combinations() {
        long count = 1;
        for (var values : varied.values()) {
            count = Math.multiplyExact(count, values.size());
            if (count > MOST_COMBINATIONS) {
                throw BacktestProblem.TOO_MANY_VARIANTS.with(
                        "there are more than " + MOST_COMBINATIONS + " combinations");
            }
        }
        return count;
    }

    /**
     * The parameters of each variant, in the order of the combinations.
     *
     * @param draws how many of the combinations are chosen; no more than there are
     * @param seed chooses; not used when all of them are wanted
     */
    List<Map<String, BigDecimal>> variants(long draws, long seed) {
        long count = combinations();
        if (draws >= count) {
            return LongStream.range(0, count).mapToObj(this::variant).toList();
        }
        var random = new SplittableRandom(seed);
        var drawn = new TreeSet<Long>();
        while (drawn.size() < draws) {
            drawn.add(random.nextLong(count));
        }
        return drawn.stream().map(this::variant).toList();
    }

    private Map<String, BigDecimal> variant(long number) {
        var values = new TreeMap<>(fixed);
        long rest = number;
        for (var name : new TreeMap<>(varied).descendingMap().entrySet()) {
            int size = name.getValue().size();
            values.put(name.getKey(), name.getValue().get((int) (rest % size)));
            rest /= size;
        }
        return values;
    }
}
