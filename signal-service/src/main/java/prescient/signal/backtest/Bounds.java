package prescient.signal.backtest;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import prescient.paper.FilterDefaults;
import prescient.signal.market.MarketFilters;

/**
 * Which markets may be traded, as market-ingest filters them, over recorded figures. Of events only the end was
 * recorded, so bounds on their money do not apply. A bound that is off is infinite. Money in dollars, days in microseconds.
 *
 * @param below event ends further away are too far; exclusive, unlike the other bounds
 */
record Bounds(
        double liquidity,
        double volume,
        double volume24hr,
        double minConviction,
        double maxConviction,
        long from,
        long below) {

    /** Bounds on an event's money, which nobody recorded. */
    static final List<String> NOT_RECORDED =
            List.of("event_min_liquidity", "event_min_volume", "event_min_volume_24hr");

    private static final long DAY = 86_400_000_000L;

    /** The bounds of a run, with market-ingest's defaults for those that are left out. */
    static Bounds of(MarketFilters filters) {
        var least = days(filters, "event_min_days_until_end", FilterDefaults.MIN_DAYS_UNTIL_END);
        var most = days(filters, "event_max_days_until_end", FilterDefaults.MAX_DAYS_UNTIL_END);
        return new Bounds(
                least(filters, "market_min_liquidity", FilterDefaults.MIN_LIQUIDITY),
                least(filters, "market_min_volume", FilterDefaults.MIN_VOLUME),
                least(filters, "market_min_volume_24hr", Double.NEGATIVE_INFINITY),
                least(filters, "min_conviction", Double.NEGATIVE_INFINITY),
                filters.values().get("max_conviction") instanceof BigDecimal bound
                        ? bound.doubleValue()
                        : Double.POSITIVE_INFINITY,
                least == null ? Long.MIN_VALUE : least * DAY,
                most == null ? Long.MAX_VALUE : (most + 1L) * DAY);
    }

    /**
     * Clears the marks of rows that do not pass. Column by column and without a branch on what is read, since what
     * passes is next to random; a column whose bound is off is not read.
     *
     * @param marks 1 or 0 of each row, the one of {@code from} first
     */
    void mark(Recording recording, int from, int to, byte[] marks) {
        reaches(recording.liquidity, liquidity, from, to, marks);
        reaches(recording.volume, volume, from, to, marks);
        reaches(recording.volume24hr, volume24hr, from, to, marks);
        if (minConviction != Double.NEGATIVE_INFINITY || maxConviction != Double.POSITIVE_INFINITY) {
            convinced(recording.conviction, from, to, marks);
        }
    }

    /** A figure that the venue left out, which is not a number here, counts as 0. */
    private static void reaches(double[] figures, double bound, int from, int to, byte[] marks) {
        if (bound == Double.NEGATIVE_INFINITY) {
            return;
        }
        if (bound > 0) {
            for (int row = from; row < to; row++) {
                marks[row - from] &= figures[row] >= bound ? (byte) 1 : 0;
            }
        } else {
            for (int row = from; row < to; row++) {
                marks[row - from] &= figures[row] < bound ? (byte) 0 : 1;
            }
        }
    }

    private void convinced(double[] convictions, int from, int to, byte[] marks) {
        for (int row = from; row < to; row++) {
            marks[row - from] &= convictions[row] >= minConviction ? (byte) 1 : 0;
            marks[row - from] &= convictions[row] <= maxConviction ? (byte) 1 : 0;
        }
    }

    /** Whether an event that ends then may be traded now; one that is open may. */
    boolean ends(long end, long now) {
        return end == Long.MAX_VALUE || (end - now >= from && end - now < below);
    }

    /** Until when {@link #ends} answers the same, this moment included; the largest number for ever. */
    long endsSame(long end, long now) {
        if (end == Long.MAX_VALUE) {
            return end;
        }
        long opens = below == Long.MAX_VALUE ? Long.MIN_VALUE : end - below;
        long closes = from == Long.MIN_VALUE ? Long.MAX_VALUE : end - from;
        return opens >= now ? opens : closes >= now ? closes : Long.MAX_VALUE;
    }

    private static double least(MarketFilters filters, String name, double byDefault) {
        if (!filters.values().containsKey(name)) {
            return byDefault;
        }
        return filters.values().get(name) instanceof BigDecimal bound ? bound.doubleValue() : Double.NEGATIVE_INFINITY;
    }

    private static @Nullable Integer days(MarketFilters filters, String name, int byDefault) {
        if (!filters.values().containsKey(name)) {
            return byDefault;
        }
        return filters.values().get(name) instanceof BigDecimal bound ? bound.intValueExact() : null;
    }
}
