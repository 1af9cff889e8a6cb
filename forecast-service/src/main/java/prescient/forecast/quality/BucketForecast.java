package prescient.forecast.quality;

/**
 * A probability that was given to something, and whether that happened.
 *
 * @param probability 0 to 1
 */
record BucketForecast(double probability, boolean hit) {

    BucketForecast {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException(probability + " is no probability");
        }
    }

    /** 1 when it happened, else 0. */
    double outcome() {
        return hit ? 1 : 0;
    }

    double squaredError() {
        return (probability - outcome()) * (probability - outcome());
    }
}
