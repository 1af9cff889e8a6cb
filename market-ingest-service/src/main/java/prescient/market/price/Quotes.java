package prescient.market.price;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The last known prices of some markets. */
public record Quotes(List<Quote> quotes) {

    /**
     * The last known prices of a market.
     *
     * @param yesPrice dollars per share, like {@code noPrice}; both null when the market has no two prices in [0, 1]
     * @param observedAt when the venue showed them
     * @param resolution yes, no or void once the venue closed the market with final prices; null before
     */
    public record Quote(
            String marketId,
            @Nullable BigDecimal yesPrice,
            @Nullable BigDecimal noPrice,
            Instant observedAt,
            boolean closed,
            @Nullable String resolution) {}
}
