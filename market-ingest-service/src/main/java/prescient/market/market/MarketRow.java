package prescient.market.market;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A market as it was last seen.
 *
 * @param yesPrice dollars per share, like {@code noPrice}; both null when the market has no two prices in [0, 1]
 * @param liquidity dollars, like the volumes; null when the venue gave no number
 * @param marketConviction {@code |yes - no|}
 * @param resolution yes, no or void once the venue closed it with final prices
 * @param listed false once a complete run did not see it any more
 * @param marketData the venue's own JSON, only in the answer for one market
 */
public record MarketRow(
        String marketId,
        String question,
        @Nullable String eventId,
        @Nullable String eventTitle,
        @Nullable Instant eventEndDate,
        @Nullable Instant endDate,
        @Nullable String conditionId,
        @Nullable BigDecimal yesPrice,
        @Nullable BigDecimal noPrice,
        @Nullable BigDecimal marketConviction,
        @Nullable BigDecimal liquidity,
        @Nullable BigDecimal volume,
        @Nullable BigDecimal volume24hr,
        boolean closed,
        boolean acceptingOrders,
        @Nullable String resolution,
        boolean listed,
        boolean isFiltered,
        @Nullable String lastSeenRun,
        Instant observedAt,

        @JsonRawValue @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String marketData) {}
