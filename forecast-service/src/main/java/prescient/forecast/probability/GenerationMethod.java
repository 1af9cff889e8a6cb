package prescient.forecast.probability;

import java.util.stream.IntStream;

/** How fingerprints are made from candles. */
public enum GenerationMethod {
    /**
     * Minutes are minutes: where a candle is missing nothing is counted. Thresholds are 0.00 % to 2.00 % by 0.05 %, the
     * newest year counts 5, each one before it 1 less, at least 1. Buckets -30 and 30 are of all momenta beyond, too.
     */
    BY_TIME,
    /**
     * As the legacy generator: minutes are rows, so that a gap shifts time; no threshold 1.70 %; the year 2025 counts 5
     * and so on down to 1, whichever is the newest; what is beyond bucket 30 is in none.
     */
    LEGACY_ROWS;

    private static final int STEPS = 40;
    private static final double PER_PERCENT = 20;
    private static final int LEGACY_NEWEST = 2025;
    private static final int NEWEST_WEIGHT = 5;
    private static final double LEGACY_HOLE = 1.70;

    double[] thresholds() {
        return IntStream.rangeClosed(0, STEPS)
                .mapToDouble(step -> step / PER_PERCENT)
                .filter(threshold -> this == BY_TIME || threshold != LEGACY_HOLE)
                .toArray();
    }

    /** What a minute of a year counts. */
    double weight(int year, int newestYear) {
        int newest = this == BY_TIME ? newestYear : LEGACY_NEWEST;
        return year > newest ? 1 : Math.max(1, NEWEST_WEIGHT - (newest - year));
    }
}
