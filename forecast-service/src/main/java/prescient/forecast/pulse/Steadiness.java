package prescient.forecast.pulse;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import prescient.forecast.consensus.BaseWeights;
import prescient.forecast.source.Source;

/**
 * Takes weight from sources that jump about alone, and from those that stand still while the others move.
 *
 * @param weights they sum to 1, if the base weights did
 * @param stability weight that is left with sources that lost none, 0 to 1
 * @param motions how each source moved
 */
public record Steadiness(Map<Source, Double> weights, double stability, Map<Source, Motion> motions) {

    private static final double VOLATILE_F = 2.0;
    private static final double VOLATILE_SHARE = 0.10;
    private static final double TOGETHER_F = 1.0;
    private static final double STILL_F = 0.1;
    private static final double MOVED_F = 0.5;
    private static final double PENALTY = 0.5;
    private static final double UNKNOWN_STABILITY = 0.5;
    private static final int DELTAS = 3;

    /**
     * The legacy pulse's dynamic weights.
     *
     * @param valuesF what the sources say now, degrees Fahrenheit
     * @param base their weights; those of other sources are left out
     * @param history what they said before, oldest first
     */
    public static Steadiness of(
            Map<Source, Double> valuesF, Map<Source, Double> base, List<Map<Source, Double>> history) {
        var motions = new TreeMap<Source, Motion>(Source.BY_NAME);
        valuesF.forEach((source, value) -> motions.put(source, motion(source, value, history)));
        if (motions.isEmpty()) {
            return new Steadiness(Map.of(), UNKNOWN_STABILITY, motions);
        }
        var factors = factors(motions);
        var known = new TreeMap<Source, Double>(Source.BY_NAME);
        motions.keySet().forEach(source -> {
            var weight = base.get(source);
            if (weight != null) {
                known.put(source, weight);
            }
        });
        double positive = positive(known.values());
        Map<Source, Double> started =
                known.isEmpty() || positive <= 0 ? BaseWeights.equal(motions.keySet()) : scaled(known, positive);
        var weights = new TreeMap<Source, Double>(Source.BY_NAME);
        for (var weight : started.entrySet()) {
            if (weight.getValue() > 0) {
                weights.put(weight.getKey(), weight.getValue() * factor(factors, weight.getKey()));
            }
        }
        double sum = positive(weights.values());
        var moved = sum > 0 ? scaled(weights, sum) : started;
        double stability = 0;
        for (var weight : moved.entrySet()) {
            if (factor(factors, weight.getKey()) >= 1) {
                stability += weight.getValue();
            }
        }
        return new Steadiness(moved, Math.clamp(stability, 0.0, 1.0), motions);
    }

    private static Motion motion(Source source, double now, List<Map<Source, Double>> history) {
        var series = new ArrayList<Double>();
        for (var snapshot : history) {
            var value = snapshot.get(source);
            if (value != null) {
                series.add(value);
            }
        }
        series.add(now);
        double sum = 0;
        for (double value : series) {
            sum += value;
        }
        var deltas = new ArrayList<Double>();
        for (int i = Math.max(1, series.size() - DELTAS); i < series.size(); i++) {
            deltas.add(series.get(i) - series.get(i - 1));
        }
        double steps = 0;
        for (double delta : deltas) {
            steps += Math.abs(delta);
        }
        return new Motion(
                deltas.isEmpty() ? 0 : steps / deltas.size(),
                deltas.isEmpty() ? 0 : deltas.getLast(),
                sum / series.size());
    }

    private static Map<Source, Double> factors(Map<Source, Motion> motions) {
        var factors = new TreeMap<Source, Double>(Source.BY_NAME);
        motions.forEach((source, motion) ->
                factors.put(source, isVolatile(motion) && isAlone(source, motion, motions) ? PENALTY : 1.0));
        var moves = motions.values().stream()
                .map(Motion::lastDeltaF)
                .filter(delta -> Math.abs(delta) >= STILL_F)
                .sorted()
                .toList();
        if (moves.size() >= 2 && Math.abs(median(moves)) >= MOVED_F) {
            motions.forEach((source, motion) -> {
                if (Math.abs(motion.lastDeltaF()) < STILL_F) {
                    factors.merge(source, PENALTY, Math::min);
                }
            });
        }
        return factors;
    }

    private static boolean isVolatile(Motion motion) {
        double level = Math.abs(motion.meanF());
        return motion.volatilityF() > VOLATILE_F || (level > 0 && motion.volatilityF() > VOLATILE_SHARE * level);
    }

    /** Whether no other volatile source moved the same way by about as much. */
    private static boolean isAlone(Source source, Motion motion, Map<Source, Motion> motions) {
        return motions.entrySet().stream()
                .filter(other -> other.getKey() != source && isVolatile(other.getValue()))
                .map(other -> other.getValue().lastDeltaF())
                .noneMatch(delta ->
                        delta * motion.lastDeltaF() > 0 && Math.abs(delta - motion.lastDeltaF()) <= TOGETHER_F);
    }

    private static double median(List<Double> sorted) {
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    private static double factor(Map<Source, Double> factors, Source source) {
        return factors.getOrDefault(source, 1.0);
    }

    private static double positive(Collection<Double> weights) {
        double sum = 0;
        for (double weight : weights) {
            sum += Math.max(0, weight);
        }
        return sum;
    }

    private static Map<Source, Double> scaled(Map<Source, Double> weights, double sum) {
        var scaled = new TreeMap<Source, Double>(Source.BY_NAME);
        weights.forEach((source, weight) -> scaled.put(source, weight / sum));
        return scaled;
    }

    /**
     * How a source's forecast moved.
     *
     * @param volatilityF mean size of the last up to three steps, degrees Fahrenheit
     * @param lastDeltaF the last step, 0 when there is none
     * @param meanF mean of all it said
     */
    public record Motion(double volatilityF, double lastDeltaF, double meanF) {}
}
