package prescient.venuesim;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody set by hand on a market.
 *
 * @param quote null leaves the prices as they are
 * @param closed null leaves the market open or closed as it is
 * @param since simulated time of the change
 */
record MarketOverride(@Nullable Quote quote, @Nullable Boolean closed, Instant since) {

    /** This one on top of an earlier one. */
    MarketOverride over(MarketOverride earlier) {
        return new MarketOverride(
                quote != null ? quote : earlier.quote, closed != null ? closed : earlier.closed, since);
    }
}
