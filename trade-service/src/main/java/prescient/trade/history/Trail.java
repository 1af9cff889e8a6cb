package prescient.trade.history;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The orders of a trade, oldest first, and what they were filled with; both empty where only a legacy file told of it.
 *
 * @param orders the one that opened it, and the one that closed it or is to
 */
record Trail(List<OrderLine> orders, List<FillLine> fills) {

    /**
     * An order as it stands; prices in dollars per share.
     *
     * @param side {@code open} or {@code close}
     * @param status {@code pending}, {@code filled}, or {@code closed} once what it bought is gone
     * @param quotedPrice of the trade's side when the order was checked
     * @param limitPrice the most a share may cost, or the least it may bring
     */
    record OrderLine(
            String orderId,
            String side,
            String status,
            String environment,
            @Nullable BigDecimal quotedPrice,
            BigDecimal limitPrice,
            @Nullable String cycleId,
            Instant createdAt,
            Instant updatedAt) {}

    /**
     * What we got for an order.
     *
     * @param price dollars per share
     * @param amount dollars paid for the shares or received, before the fee
     * @param fee dollars
     */
    record FillLine(
            String fillId,
            String orderId,
            BigDecimal price,
            BigDecimal shares,
            BigDecimal amount,
            BigDecimal fee,
            Instant filledAt) {}
}
