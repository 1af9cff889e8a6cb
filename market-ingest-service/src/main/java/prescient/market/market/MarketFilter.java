package prescient.market.market;

import org.jspecify.annotations.Nullable;
import prescient.market.event.EventFilter;
import prescient.market.venue.Figures;
import prescient.market.venue.OutcomePrices;

/**
 * Which markets may be traded. A bound that is null is off.
 *
 * @param minLiquidity dollars, inclusive, like the other bounds
 * @param minConviction of {@code |yes - no|} in double arithmetic, so that 0.8 and 0.2 miss a maximum of 0.6
 */
public record MarketFilter(
        @Nullable Double minLiquidity,
        @Nullable Double minVolume,
        @Nullable Double minVolume24hr,
        @Nullable Double minConviction,
        @Nullable Double maxConviction) {

    /**
     * True when the market passes every bound that is on.
     *
     * @param yes the first outcome's price, null when the market has no two prices; then it passes only while both
     *     conviction bounds are off
     */
    public boolean passes(Figures figures, @Nullable Double yes, @Nullable Double no) {
        if (!EventFilter.enough(figures, minLiquidity, minVolume, minVolume24hr)) {
            return false;
        }
        if (minConviction == null && maxConviction == null) {
            return true;
        }
        if (yes == null || no == null) {
            return false;
        }
        double conviction = OutcomePrices.conviction(yes, no);
        return (minConviction == null || conviction >= minConviction)
                && (maxConviction == null || conviction <= maxConviction);
    }
}
