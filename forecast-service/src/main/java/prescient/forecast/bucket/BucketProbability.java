package prescient.forecast.bucket;

/** How probable it is that a day's highest temperature falls into a bucket. Stateless. */
public final class BucketProbability {

    /** Below this a forecast is taken to be certain. */
    private static final double CERTAIN_F = 1e-9;

    private BucketProbability() {}

    /**
     * Under a normal distribution. An unknown bucket has probability 0; without deviation it has 1, as in the legacy
     * trader, whose figures these are but for the continuity.
     *
     * @param meanF of the forecast, degrees Fahrenheit
     * @param sigmaF its standard deviation
     * @return 0 to 1
     * @throws IllegalArgumentException when mean or deviation is not finite, or the deviation is negative
     */
    public static double of(Bucket bucket, double meanF, double sigmaF, Continuity continuity) {
        if (!Double.isFinite(meanF) || !Double.isFinite(sigmaF) || sigmaF < 0) {
            throw new IllegalArgumentException("a forecast of " + meanF + " +- " + sigmaF + " has no probabilities");
        }
        double margin = continuity.marginF();
        var low = bucket.lowF();
        var high = bucket.highF();
        if (sigmaF <= CERTAIN_F) {
            return (low == null || meanF >= low - margin) && (high == null || meanF <= high + margin) ? 1 : 0;
        }
        if (low == null && high == null) {
            return 0;
        }
        double below = high == null ? 1 : Normal.below((high + margin - meanF) / sigmaF);
        double under = low == null ? 0 : Normal.below((low - margin - meanF) / sigmaF);
        return Math.clamp(below - under, 0.0, 1.0);
    }
}
