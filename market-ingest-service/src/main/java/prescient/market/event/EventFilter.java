package prescient.market.event;

import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;
import prescient.market.venue.Figures;

/**
 * Which events are trading candidates. A bound that is null is off.
 *
 * @param minLiquidity dollars, inclusive, like the other bounds
 * @param maxDaysUntilEnd whole days; an event without a readable end date passes both day bounds
 */
public record EventFilter(
        @Nullable Double minLiquidity,
        @Nullable Double minVolume,
        @Nullable Double minVolume24hr,
        @Nullable Integer maxDaysUntilEnd,
        @Nullable Integer minDaysUntilEnd) {

    /** True when the event passes every bound that is on. */
    public boolean passes(Figures figures, @Nullable String endDate, LocalDateTime now) {
        return enough(figures, minLiquidity, minVolume, minVolume24hr) && ends(endDate, now);
    }

    /** The test on figures that events and markets share: each bound that is on is reached. */
    public static boolean enough(
            Figures figures, @Nullable Double liquidity, @Nullable Double volume, @Nullable Double volume24hr) {
        return (liquidity == null || figures.liquidity().atLeast(liquidity))
                && (volume == null || figures.volume().atLeast(volume))
                && (volume24hr == null || figures.volume24hr().atLeast(volume24hr));
    }

    private boolean ends(@Nullable String endDate, LocalDateTime now) {
        var days = DaysUntilEnd.of(endDate, now);
        if (days.isEmpty()) {
            return true;
        }
        return (maxDaysUntilEnd == null || days.getAsInt() <= maxDaysUntilEnd)
                && (minDaysUntilEnd == null || days.getAsInt() >= minDaysUntilEnd);
    }
}
