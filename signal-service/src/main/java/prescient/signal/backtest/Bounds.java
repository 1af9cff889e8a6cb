package prescient.signal.backtest;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import prescient.paper.FilterDefaults;
import prescient.signal.market.MarketFilters;

/**
 * Which markets may be traded, as market-ingest filters them, over recorded figures. Of events only the end was
 * recorded, so bounds on their money do not apply. A bound that is off is infinite. Money in dollars, days in
 * microseconds.
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

    /** Whether that row's figures pass. Reads no column whose bound is off. */
    boolean pass(Recording recording, int row) {
        return reaches(recording.liquidity, row, liquidity)
                && reaches(recording.volume, row, volume)
                && reaches(recording.volume24hr, row, volume24hr)
                && convinced(recording.conviction, row);
    }

    /** A figure that the venue left out counts as 0. */
    private static boolean reaches(double[] figures, int row, double bound) {
        return bound == Double.NEGATIVE_INFINITY || figures[row] >= bound || (bound <= 0 && Double.isNaN(figures[row]));
    }

    private boolean convinced(double[] convictions, int row) {
        return (minConviction == Double.NEGATIVE_INFINITY && maxConviction == Double.POSITIVE_INFINITY)
                || (convictions[row] >= minConviction && convictions[row] <= maxConviction);
    }

    /** Whether an event that ends then may be traded now; one that is open may. */
    boolean ends(long end, long now) {
        return end == Long.MAX_VALUE || (end - now >= from && end - now < below);
    }

    /** Until then, this moment included, an event that ends then is too far away. */
    long opens(long end) {
        return below == Long.MAX_VALUE ? Long.MIN_VALUE : end - below;
    }

    /** Behind that moment an event that ends then is too near. */
    long closes(long end) {
        return from == Long.MIN_VALUE ? Long.MAX_VALUE : end - from;
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
