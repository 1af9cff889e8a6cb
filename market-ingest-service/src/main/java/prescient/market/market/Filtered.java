package prescient.market.market;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the filters chose.
 *
 * @param events how many events the current catalogue has
 * @param candidates how many of them passed
 * @param markets how many of their markets passed
 * @param items these markets, the largest volume first
 */
public record Filtered(int events, int candidates, int markets, List<Item> items) {

    /**
     * One market that may be traded.
     *
     * @param yesPrice dollars per share; null when the market has no two prices
     * @param snapshotAt when the figures were seen
     */
    public record Item(
            String marketId,
            String question,
            @Nullable BigDecimal yesPrice,
            @Nullable BigDecimal noPrice,
            @Nullable BigDecimal liquidity,
            @Nullable BigDecimal volume,
            @Nullable String eventId,
            @Nullable String eventTitle,
            @Nullable Instant eventEndDate,
            @Nullable Instant endDate,
            Instant snapshotAt,
            boolean closed,
            boolean acceptingOrders) {}
}
