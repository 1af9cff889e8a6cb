package prescient.forecast.calibration;

import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import prescient.forecast.source.Source;

/**
 * Turns errors into weights: the inverse square of a source's mean absolute error over the window, all weights of a
 * city summing to 1. No smoothing, no least number of days. Source: the legacy calibration.
 */
public final class Calibration {

    /** Taken for the mean error of a source that has been right always. */
    private static final double LEAST_ERROR_F = 0.01;

    private Calibration() {}

    /**
     * The weights of every city that is asked for; empty for one that has no grades in the window. Grades that are not
     * finite are left out, unless they were let in by {@link NonFinite#GRADED}: then a city with one keeps weights that
     * sum to nothing, as in the legacy calibration.
     *
     * @param asOf last day of the window
     * @param windowDays taken as 1 when less
     */
    public static Map<String, CityWeights> weights(
            Collection<Grade> grades,
            Collection<String> cities,
            LocalDate asOf,
            int windowDays,
            Repeats repeats,
            NonFinite nonFinite) {
        var usable = nonFinite == NonFinite.GRADED
                ? grades
                : grades.stream()
                        .filter(grade -> Double.isFinite(grade.absoluteErrorF()))
                        .toList();
        var means = ErrorWindow.ending(asOf, windowDays).means(usable, repeats);
        var weights = new TreeMap<String, CityWeights>();
        for (var city : cities) {
            var errors = means.getOrDefault(city, Map.of());
            weights.put(city, new CityWeights(asOf, windowDays, inverseSquares(errors)));
        }
        return weights;
    }

    /**
     * The weights that mean errors stand for, in the order of these. What sums to nothing above 0, which only spoiled
     * weights do, stays unscaled.
     */
    public static Map<Source, Double> inverseSquares(Map<Source, Double> meanErrorsF) {
        var weights = new LinkedHashMap<Source, Double>();
        double sum = 0;
        for (var mean : meanErrorsF.entrySet()) {
            double error = mean.getValue() <= 0 ? LEAST_ERROR_F : mean.getValue();
            double weight = 1 / (error * error);
            weights.put(mean.getKey(), weight);
            sum += weight;
        }
        if (sum > 0) {
            for (var weight : weights.entrySet()) {
                weight.setValue(weight.getValue() / sum);
            }
        }
        return weights;
    }
}
