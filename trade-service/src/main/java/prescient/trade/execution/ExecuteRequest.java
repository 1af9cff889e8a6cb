package prescient.trade.execution;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import prescient.money.Money;
import prescient.money.Price;
import prescient.trade.order.Action;
import prescient.trade.order.Order;
import prescient.trade.order.Origin;

/**
 * What is to be executed.
 *
 * @param portfolioId whose signals, when no order is given; 1 when left out
 * @param order one order; without it, all executable signals
 */
record ExecuteRequest(
        @Nullable Integer portfolioId, @Nullable OrderRequest order) {

    private static final int DEFAULT_PORTFOLIO = 1;

    ExecuteRequest {
        requirePortfolio(portfolioId);
    }

    private static void requirePortfolio(@Nullable Integer portfolioId) {
        if (portfolioId != null && portfolioId < 1) {
            throw new IllegalArgumentException("portfolio_id is below 1");
        }
    }

    int portfolio() {
        return portfolioId == null ? DEFAULT_PORTFOLIO : portfolioId;
    }

    /**
     * An order somebody places himself.
     *
     * @param orderId the caller's id, 1 to 150 characters; the same id with the same content is the same order
     * @param price the most an outcome's share may cost, dollars in [0, 1]
     * @param amount dollars to spend
     * @param origin what analytics should know of it; not part of what makes two orders of an id the same
     */
    record OrderRequest(
            String orderId,
            @Nullable Integer portfolioId,
            String marketId,
            @Nullable String marketQuestion,
            Action action,
            Money amount,
            Price price,
            @Nullable BigDecimal confidence,
            @Nullable String reason,
            @Nullable String eventId,
            @Nullable String eventTitle,
            @Nullable Instant eventEndDate,
            @Nullable Origin origin) {

        OrderRequest {
            Order.requireShortId("order_id", orderId);
            require("market_id", marketId);
            if (!marketId.matches("[A-Za-z0-9._:-]{1,200}")) {
                throw new IllegalArgumentException("market_id is 1 to 200 of A-Z a-z 0-9 . _ : -");
            }
            Order.requireText("market_question", marketQuestion);
            Order.requireText("reason", reason);
            Order.requireText("event_id", eventId);
            Order.requireText("event_title", eventTitle);
            requirePortfolio(portfolioId);
            require("action", action);
            require("amount", amount);
            require("price", price);
            if (!amount.isPositive()) {
                throw new IllegalArgumentException("amount is not positive");
            }
            if (confidence != null && (confidence.signum() < 0 || confidence.compareTo(BigDecimal.ONE) > 0)) {
                throw new IllegalArgumentException("confidence lies in [0, 1]");
            }
        }

        private static void require(String field, @Nullable Object value) {
            if (value == null) {
                throw new IllegalArgumentException(field + " is missing");
            }
        }

        Order order(int defaultPortfolio) {
            return new Order(
                    orderId,
                    "trade-" + orderId,
                    Order.Side.OPEN,
                    portfolioId == null ? defaultPortfolio : portfolioId,
                    null,
                    null,
                    marketId,
                    marketQuestion == null ? "Unknown Question" : marketQuestion,
                    action,
                    amount,
                    null,
                    price,
                    confidence == null ? BigDecimal.ZERO : confidence,
                    reason,
                    eventId,
                    eventTitle,
                    eventEndDate,
                    origin);
        }
    }
}
