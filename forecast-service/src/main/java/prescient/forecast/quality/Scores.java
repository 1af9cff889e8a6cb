package prescient.forecast.quality;

import java.util.Collection;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import prescient.forecast.bucket.Normal;

/** Scores of probabilities; of all but the skill less is better. Stateless. */
final class Scores {

    /** A probability of 0 for what happened would cost infinitely much, and one such row would hide all others. */
    private static final double LEAST_PROBABILITY = 1e-6;

    private Scores() {}

    /**
     * Mean of -ln p, where p is the probability given to what happened (Good, Rational Decisions, J. R. Stat. Soc. B
     * 14, 1952), at least a millionth; null without forecasts.
     */
    static @Nullable Double logLoss(List<BucketForecast> forecasts) {
        if (forecasts.isEmpty()) {
            return null;
        }
        return mean(forecasts, forecast -> {
            double given = forecast.hit() ? forecast.probability() : 1 - forecast.probability();
            return -Math.log(Math.clamp(given, LEAST_PROBABILITY, 1 - LEAST_PROBABILITY));
        });
    }

    /**
     * The continuous ranked probability score of a normal forecast: sigma (z (2 Phi(z) - 1) + 2 phi(z) - 1 / sqrt(pi))
     * with z = (actual - mean) / sigma (Gneiting and Raftery, Strictly Proper Scoring Rules, J. Am. Stat. Assoc. 102,
     * 2007, section 4.2). Without deviation it is the absolute error.
     *
     * @param sigmaF standard deviation, not negative
     * @return degrees Fahrenheit
     */
    static double crpsF(double meanF, double sigmaF, double actualF) {
        if (!Double.isFinite(meanF) || !Double.isFinite(actualF) || !Double.isFinite(sigmaF) || sigmaF < 0) {
            throw new IllegalArgumentException(meanF + " +- " + sigmaF + " against " + actualF + " has no score");
        }
        double error = Math.abs(actualF - meanF);
        double z = error / sigmaF;
        if (sigmaF == 0 || Double.isInfinite(z)) {
            return error;
        }
        double density = Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
        return sigmaF * (z * (2 * Normal.below(z) - 1) + 2 * density - 1 / Math.sqrt(Math.PI));
    }

    /**
     * How much better a score is than another: 1 - score / reference (Wilks, Statistical Methods in the Atmospheric
     * Sciences, ch. 8). 1 is perfect, 0 no better, below 0 worse; null when there is nothing to be better than.
     *
     * @param reference score of the other, over the same forecasts
     */
    static @Nullable Double skill(double score, double reference) {
        return reference == 0 ? null : 1 - score / reference;
    }

    /** @param all at least one */
    static <T> double mean(Collection<T> all, ToDoubleFunction<T> figure) {
        double sum = 0;
        for (var each : all) {
            sum += figure.applyAsDouble(each);
        }
        return sum / all.size();
    }
}
