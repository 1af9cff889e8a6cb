package prescient.forecast.consensus;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import prescient.forecast.calibration.Calibration;
import prescient.forecast.source.Source;

/**
 * The weights of the sources that answered, before anything is known about this forecast. Maps and sums go by name,
 * as in the legacy programs: with another order the last digit of a blend may differ. Stateless.
 */
public final class BaseWeights {

    private static final double LEAST_ERROR_F = 0.01;

    private BaseWeights() {}

    /**
     * From past errors, if any of these sources has one: then the others get no weight at all. Otherwise from stored
     * weights; without them all weigh the same. They sum to 1; empty when no source answered.
     *
     * @param answered the sources that may weigh
     * @param meanErrorsF mean absolute errors of the city's sources, degrees Fahrenheit
     * @param stored weights of the city's sources, as {@link #ofProviders} or as they were calibrated
     * @param equal the sources that weigh when nothing is known; not all that answered need to
     */
    public static Map<Source, Double> of(
            Set<Source> answered,
            Map<Source, Double> meanErrorsF,
            Map<Source, Double> stored,
            Set<Source> equal,
            ZeroWeights zeroWeights) {
        var errors = new TreeMap<Source, Double>(Source.BY_NAME);
        for (var source : answered) {
            var error = meanErrorsF.get(source);
            if (error != null) {
                errors.put(source, Math.max(error, LEAST_ERROR_F));
            }
        }
        if (!errors.isEmpty()) {
            return Calibration.inverseSquares(errors);
        }
        var weights = new TreeMap<Source, Double>(Source.BY_NAME);
        for (var source : answered) {
            var weight = stored.get(source);
            if (weight != null) {
                weights.put(source, weight);
            }
        }
        if (weights.isEmpty()) {
            return equal(equal);
        }
        double sum = sum(weights.values());
        if (sum > 0) {
            weights.replaceAll((source, weight) -> weight / sum);
            return weights;
        }
        return zeroWeights == ZeroWeights.KEPT ? weights : equal(equal);
    }

    /**
     * Stored weights without the blend and the model, scaled so that the positive ones sum to 1; empty when none is
     * positive.
     */
    public static Map<Source, Double> ofProviders(Map<Source, Double> stored) {
        double positive = 0;
        for (var weight : stored.entrySet()) {
            if (weight.getKey().isProvider() && weight.getValue() > 0) {
                positive += weight.getValue();
            }
        }
        var weights = new TreeMap<Source, Double>(Source.BY_NAME);
        if (positive > 0) {
            for (var weight : stored.entrySet()) {
                if (weight.getKey().isProvider()) {
                    weights.put(weight.getKey(), weight.getValue() / positive);
                }
            }
        }
        return weights;
    }

    /** The weighted sum, degrees Fahrenheit. */
    public static double blendF(Map<Source, Double> valuesF, Map<Source, Double> weights) {
        double blend = 0;
        var byName = new TreeMap<Source, Double>(Source.BY_NAME);
        byName.putAll(weights);
        for (var weight : byName.entrySet()) {
            var value = valuesF.get(weight.getKey());
            if (value != null) {
                blend += weight.getValue() * value;
            }
        }
        return blend;
    }

    /** Every source the same. */
    public static Map<Source, Double> equal(Set<Source> sources) {
        var weights = new TreeMap<Source, Double>(Source.BY_NAME);
        sources.forEach(source -> weights.put(source, 1.0 / sources.size()));
        return weights;
    }

    private static double sum(Collection<Double> weights) {
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        return sum;
    }
}
