package prescient.forecast.consensus;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import prescient.forecast.source.Source;

/**
 * How far the sources are apart that have been right before.
 *
 * @param sigmaF population standard deviation, degrees Fahrenheit
 * @param bonus added to the confidence when one source has been clearly better than all others
 */
public record Spread(double sigmaF, double bonus) {

    /** Reliable is who has been off by at most this much more than the best. */
    private static final double RELIABLE_RATIO = 1.5;

    private static final double CLEARLY_BETTER_RATIO = 0.8;
    private static final double BONUS = 0.1;

    /**
     * Of the sources with a known error only the reliable ones count; where no error is known, all do. One alone has no
     * spread. Empty when there is no value at all.
     *
     * @param valuesF degrees Fahrenheit
     * @param meanErrorsF mean absolute errors, as they were measured
     */
    public static Optional<Spread> of(Map<Source, Double> valuesF, Map<Source, Double> meanErrorsF) {
        if (valuesF.isEmpty()) {
            return Optional.empty();
        }
        var errors = new EnumMap<Source, Double>(Source.class);
        for (var source : valuesF.keySet()) {
            var error = meanErrorsF.get(source);
            if (error != null) {
                errors.put(source, error);
            }
        }
        if (errors.isEmpty()) {
            return Optional.of(new Spread(deviation(valuesF.values()), 0));
        }
        var sorted = errors.values().stream().sorted().toList();
        var reliable = new ArrayList<Double>();
        for (var value : valuesF.entrySet()) {
            var error = errors.get(value.getKey());
            if (error != null && error <= RELIABLE_RATIO * sorted.getFirst()) {
                reliable.add(value.getValue());
            }
        }
        boolean clearlyBetter = sorted.size() >= 2 && sorted.get(0) < CLEARLY_BETTER_RATIO * sorted.get(1);
        return Optional.of(new Spread(deviation(reliable), clearlyBetter ? BONUS : 0));
    }

    /** The population's standard deviation; 0 of fewer than two. */
    static double deviation(Collection<Double> values) {
        if (values.size() < 2) {
            return 0;
        }
        var numbers = List.copyOf(values);
        double mean = numbers.stream().mapToDouble(Double::doubleValue).sum() / numbers.size();
        double squares = numbers.stream()
                .mapToDouble(value -> (value - mean) * (value - mean))
                .sum();
        return Math.sqrt(squares / numbers.size());
    }
}
