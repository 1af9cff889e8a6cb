package prescient.forecast.quality;

import java.util.ArrayList;
import java.util.List;

/**
 * Forecasts of about the same probability, and how often what they were about happened: a line of the reliability
 * table.
 *
 * @param from least probability, inclusive
 * @param to largest, exclusive but for 1
 * @param count at least 1
 */
record ReliabilityBin(double from, double to, int count, double meanProbability, double hitRate) {

    /** So many lie between 0 and 1, all equally wide. */
    static final int BINS = 10;

    /** The forecasts by bin, without the bins that are empty. */
    static List<List<BucketForecast>> split(List<BucketForecast> forecasts) {
        var bins = new ArrayList<List<BucketForecast>>();
        for (int bin = 0; bin < BINS; bin++) {
            bins.add(new ArrayList<>());
        }
        forecasts.forEach(forecast -> bins.get(at(forecast)).add(forecast));
        bins.removeIf(List::isEmpty);
        return bins;
    }

    /** @param forecasts of one bin, at least one */
    static ReliabilityBin of(List<BucketForecast> forecasts) {
        int bin = at(forecasts.getFirst());
        return new ReliabilityBin(
                (double) bin / BINS,
                (bin + 1.0) / BINS,
                forecasts.size(),
                Scores.mean(forecasts, BucketForecast::probability),
                Scores.mean(forecasts, BucketForecast::outcome));
    }

    private static int at(BucketForecast forecast) {
        return Math.min((int) (forecast.probability() * BINS), BINS - 1);
    }
}
