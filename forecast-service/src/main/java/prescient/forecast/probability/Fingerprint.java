package prescient.forecast.probability;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How often, in percent, a price was at least so much higher or lower after so many minutes. Values lie row by row, a
 * row per minute from 1, a column per threshold. Immutable; safe for many threads.
 */
final class Fingerprint {

    private static final int MINUTE = 60;
    private static final double ALL = 100;

    private final double[] thresholds;
    private final double[] up;
    private final double @Nullable [] down;

    /**
     * @param thresholds moves in percent, ascending from 0 or more
     * @param up percent, 0 to 100
     * @param down likewise; null when {@code up} is of moves in either direction
     * @throws IllegalArgumentException when it is no such table; the message says why
     */
    Fingerprint(double[] thresholds, double[] up, double @Nullable [] down) {
        this.thresholds = thresholds.clone();
        this.up = up.clone();
        this.down = down == null ? null : down.clone();
        ascending(this.thresholds);
        require(up.length > 0 && up.length % thresholds.length == 0, "rows have different widths");
        require(down == null || down.length == up.length, "up and down have different sizes");
        percentages(this.up);
        if (this.down != null) {
            percentages(this.down);
        }
    }

    /** Rows: the longest time to close, in minutes. */
    int minutes() {
        return up.length / thresholds.length;
    }

    /** True when up and down are told apart. */
    boolean directional() {
        return down != null;
    }

    /** True when it answers for every move from none at all, over a whole hour. */
    boolean whole() {
        return directional() && thresholds[0] == 0 && thresholds.length > 1 && minutes() >= MINUTE;
    }

    /**
     * The percentage of moves of at least {@code movePercent} upwards, by bilinear interpolation between the four
     * nearest cells; beyond the table's edges the edge counts. The legacy program interpolated over triangles
     * (Delaunay), which is the same at whole minutes and at most 0.04 points off between them.
     *
     * @param ttcSeconds seconds to close
     * @param movePercent 0 or more
     */
    double up(int ttcSeconds, double movePercent) {
        return at(up, ttcSeconds, movePercent);
    }

    /**
     * As {@link #up}, downwards.
     *
     * @throws IllegalStateException when directions are not told apart
     */
    double down(int ttcSeconds, double movePercent) {
        var table = down;
        if (table == null) {
            throw new IllegalStateException("directions are not told apart");
        }
        return at(table, ttcSeconds, movePercent);
    }

    private double at(double[] table, int ttcSeconds, double movePercent) {
        int seconds = Math.clamp(ttcSeconds, MINUTE, minutes() * MINUTE);
        double move = Math.clamp(movePercent, thresholds[0], thresholds[thresholds.length - 1]);
        int row = Math.min(seconds / MINUTE, Math.max(minutes() - 1, 1)) - 1;
        int column = column(move);
        int nextRow = Math.min(row + 1, minutes() - 1);
        int nextColumn = Math.min(column + 1, thresholds.length - 1);
        double down = (double) (seconds - (row + 1) * MINUTE) / MINUTE;
        double along =
                nextColumn == column ? 0 : (move - thresholds[column]) / (thresholds[nextColumn] - thresholds[column]);
        double here = (1 - along) * cell(table, row, column) + along * cell(table, row, nextColumn);
        double below = (1 - along) * cell(table, nextRow, column) + along * cell(table, nextRow, nextColumn);
        return (1 - down) * here + down * below;
    }

    /** The last threshold that is not above the move, but never the last of all. */
    private int column(double move) {
        int found = Arrays.binarySearch(thresholds, move);
        int at = found >= 0 ? found : -found - 2;
        return Math.clamp(at, 0, Math.max(thresholds.length - 2, 0));
    }

    private double cell(double[] table, int row, int column) {
        return table[row * thresholds.length + column];
    }

    /** Moves in percent. */
    List<Double> thresholds() {
        return Arrays.stream(thresholds).boxed().toList();
    }

    /** Row by row. */
    List<Double> ups() {
        return Arrays.stream(up).boxed().toList();
    }

    /** Row by row, null when directions are not told apart. */
    @Nullable List<Double> downs() {
        return down == null ? null : Arrays.stream(down).boxed().toList();
    }

    private static void ascending(double[] thresholds) {
        require(thresholds.length > 0, "there are no thresholds");
        for (int i = 0; i < thresholds.length; i++) {
            require(
                    thresholds[i] >= 0 && thresholds[i] <= ALL && (i == 0 || thresholds[i] > thresholds[i - 1]),
                    "thresholds do not ascend within 0 to 100");
        }
    }

    private static void percentages(double[] values) {
        for (double value : values) {
            require(value >= 0 && value <= ALL, "a value is no percentage of 0 to 100");
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Fingerprint that
                && Arrays.equals(thresholds, that.thresholds)
                && Arrays.equals(up, that.up)
                && Arrays.equals(down, that.down);
    }

    @Override
    public int hashCode() {
        return Objects.hash(Arrays.hashCode(thresholds), Arrays.hashCode(up), Arrays.hashCode(down));
    }
}
