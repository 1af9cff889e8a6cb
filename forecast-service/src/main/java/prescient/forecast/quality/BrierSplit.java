package prescient.forecast.quality;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The Brier score in its parts: score = reliability - resolution + uncertainty + withinBins. The first three are
 * Murphy's (A New Vector Partition of the Probability Score, J. Appl. Meteor. 12, 1973), taken over the bins of the
 * reliability table. Forecasts in a bin differ a little, so the sum misses the score by the variance of the forecasts
 * within their bins less twice their covariance with the outcomes (Stephenson, Coelho and Jolliffe, Two Extra
 * Components in the Brier Score Decomposition, Wea. Forecasting 23, 2008); where all forecasts of a bin are equal that
 * is 0.
 *
 * @param score mean squared difference of probability and outcome: 0 is perfect, 1 the worst
 * @param reliability how far probabilities are from how often it happened; 0 is the best
 * @param resolution how far that differs between bins; the more the better
 * @param uncertainty variance of the outcomes, which no forecast can help
 */
record BrierSplit(double score, double reliability, double resolution, double uncertainty, double withinBins) {

    /** Null without forecasts. */
    static @Nullable BrierSplit of(List<BucketForecast> forecasts) {
        if (forecasts.isEmpty()) {
            return null;
        }
        double rate = Scores.mean(forecasts, BucketForecast::outcome);
        double reliability = 0;
        double resolution = 0;
        double within = 0;
        for (var bin : ReliabilityBin.split(forecasts)) {
            var line = ReliabilityBin.of(bin);
            reliability += bin.size() * square(line.meanProbability() - line.hitRate());
            resolution += bin.size() * square(line.hitRate() - rate);
            for (var forecast : bin) {
                double off = forecast.probability() - line.meanProbability();
                within += square(off) - 2 * off * (forecast.outcome() - line.hitRate());
            }
        }
        int count = forecasts.size();
        return new BrierSplit(
                Scores.mean(forecasts, BucketForecast::squaredError),
                reliability / count,
                resolution / count,
                rate * (1 - rate),
                within / count);
    }

    private static double square(double value) {
        return value * value;
    }
}
