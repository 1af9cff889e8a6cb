package prescient.forecast.probability;

import java.util.Arrays;

/** Closing prices of minutes, in their order. Immutable; safe for many threads. */
final class Candles {

    private final int[] minutes;
    private final double[] closes;

    /**
     * @param minutes minutes since 1970 in UTC, ascending; taken over, not copied, because they are millions
     * @param closes dollars above 0, as many
     */
    Candles(int[] minutes, double[] closes) {
        if (minutes.length != closes.length) {
            throw new IllegalArgumentException("each minute has a price");
        }
        this.minutes = minutes;
        this.closes = closes;
    }

    int size() {
        return minutes.length;
    }

    int minute(int row) {
        return minutes[row];
    }

    double close(int row) {
        return closes[row];
    }

    /** The row so many rows away, -1 when there is none. */
    int byRow(int row, int away) {
        int at = row + away;
        return at >= 0 && at < minutes.length ? at : -1;
    }

    /** The row of the minute so many minutes away, -1 when it is missing. */
    int byTime(int row, int away) {
        int wanted = minutes[row] + away;
        int near = byRow(row, away);
        if (near >= 0 && minutes[near] == wanted) {
            return near;
        }
        // With gaps it is nearer to this row than without, never farther.
        int from = away < 0 ? Math.max(row + away, 0) : row;
        int to = away < 0 ? row : Math.min(row + away, minutes.length - 1) + 1;
        int found = Arrays.binarySearch(minutes, from, to, wanted);
        return found >= 0 ? found : -1;
    }
}
