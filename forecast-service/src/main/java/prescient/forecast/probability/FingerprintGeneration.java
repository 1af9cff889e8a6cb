package prescient.forecast.probability;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import org.jspecify.annotations.Nullable;
import prescient.forecast.csv.Fixed;

/**
 * Makes fingerprints from candles. For every minute and each of the next {@value #MINUTES} minutes the move of the
 * closing price is {@code (later − now) / now · 100}: the price at the end counts, not one it touched in between. A
 * cell is the weighted share of the moves of at least its threshold, in percent with two decimals. For one
 * generation; not for several threads.
 */
final class FingerprintGeneration {

    private static final int MINUTES = 60;
    private static final int MINUTES_PER_DAY = 1440;
    private static final int[] BACK = {1, 2, 3, 4, 15, 30};
    private static final double[] WEIGHTS = {.30, .25, .20, .15, .05, .05};
    private static final int BASELINE = MomentumBucket.MOST - MomentumBucket.LEAST + 1;
    private static final int NONE = -1;

    private final GenerationMethod method;
    private final Candles candles;
    private final double[] thresholds;
    private final double[][] totals = new double[BASELINE + 1][MINUTES];
    /** By how many thresholds were reached. */
    private final double[][] ups;

    private final double[][] downs;

    FingerprintGeneration(GenerationMethod method, Candles candles) {
        this.method = method;
        this.candles = candles;
        this.thresholds = method.thresholds();
        this.ups = new double[BASELINE + 1][MINUTES * (thresholds.length + 1)];
        this.downs = new double[BASELINE + 1][MINUTES * (thresholds.length + 1)];
    }

    /**
     * The set. A bucket that no minute, or only one too close to the end, had the momentum of is left out.
     *
     * @throws IllegalArgumentException with less than an hour of candles
     */
    FingerprintSet make(String symbol, String name) {
        if (candles.size() <= MINUTES) {
            throw new IllegalArgumentException("more than an hour of candles is needed");
        }
        count();
        var buckets = new HashMap<Integer, Fingerprint>();
        for (int slot = 0; slot < BASELINE; slot++) {
            var table = table(slot);
            if (table != null) {
                buckets.put(slot + MomentumBucket.LEAST, table);
            }
        }
        return new FingerprintSet(symbol, name, table(BASELINE), buckets);
    }

    private void count() {
        int newest = year(candles.minute(candles.size() - 1));
        int day = NONE;
        double weight = 0;
        for (int row = 0; row < candles.size(); row++) {
            if (candles.minute(row) / MINUTES_PER_DAY != day) {
                day = candles.minute(row) / MINUTES_PER_DAY;
                weight = method.weight(year(candles.minute(row)), newest);
            }
            int slot = slot(row);
            for (int minute = 1; minute <= MINUTES; minute++) {
                int later = away(row, minute);
                if (later >= 0) {
                    double move = (candles.close(later) - candles.close(row)) / candles.close(row) * 100;
                    count(BASELINE, minute, move, weight);
                    if (slot != NONE) {
                        count(slot, minute, move, weight);
                    }
                }
            }
        }
    }

    private static int year(int minute) {
        return LocalDate.ofInstant(Instant.ofEpochSecond(minute * 60L), ZoneOffset.UTC)
                .getYear();
    }

    private int away(int row, int minutes) {
        return method == GenerationMethod.BY_TIME ? candles.byTime(row, minutes) : candles.byRow(row, minutes);
    }

    /** The place of the minute's momentum bucket, or none: without all six prices before it there is no momentum. */
    private int slot(int row) {
        double score = 0;
        for (int i = 0; i < BACK.length; i++) {
            int before = away(row, -BACK[i]);
            if (before < 0) {
                return NONE;
            }
            score += WEIGHTS[i] * (candles.close(row) / candles.close(before) - 1) * 100;
        }
        var bucket = MomentumBucket.of(score);
        boolean beyond = Math.abs(Math.rint(score * 100)) > MomentumBucket.MOST;
        return bucket == null || (beyond && method == GenerationMethod.LEGACY_ROWS)
                ? NONE
                : bucket - MomentumBucket.LEAST;
    }

    private void count(int slot, int minute, double move, double weight) {
        totals[slot][minute - 1] += weight;
        int from = (minute - 1) * (thresholds.length + 1);
        ups[slot][from + reached(move)] += weight;
        downs[slot][from + reached(-move)] += weight;
    }

    /** How many thresholds the move reaches. */
    private int reached(double move) {
        int found = Arrays.binarySearch(thresholds, move + 0.0); // -0.0 would be below 0.0
        return found >= 0 ? found + 1 : -found - 1;
    }

    private @Nullable Fingerprint table(int slot) {
        for (double total : totals[slot]) {
            if (total == 0) {
                return null;
            }
        }
        return new Fingerprint(thresholds, shares(totals[slot], ups[slot]), shares(totals[slot], downs[slot]));
    }

    private double[] shares(double[] total, double[] reached) {
        int width = thresholds.length;
        var shares = new double[MINUTES * width];
        for (int row = 0; row < MINUTES; row++) {
            double atLeast = 0;
            for (int column = width - 1; column >= 0; column--) {
                atLeast += reached[row * (width + 1) + column + 1];
                shares[row * width + column] = Fixed.round(100 * atLeast / total[row], 2);
            }
        }
        return shares;
    }
}
