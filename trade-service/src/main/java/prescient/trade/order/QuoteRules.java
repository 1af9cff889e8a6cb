package prescient.trade.order;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import prescient.money.Price;
import prescient.trade.market.Quote;
import prescient.trade.order.Execution.Status;

/**
 * Whether an order may be sent at the market's quote.
 *
 * @param quoteMaxAge a quote older than this is not traded on
 */
record QuoteRules(Duration quoteMaxAge) {

    /** The order as pending, or as denied by the first rule it breaks. */
    Intent check(Order order, @Nullable Quote quote, Instant now) {
        if (quote == null) {
            return denied(order, OrderProblem.UNKNOWN_MARKET, "no quote is known for market " + order.marketId());
        }
        if (quote.closed()) {
            return denied(order, OrderProblem.MARKET_CLOSED, "market " + order.marketId() + " is closed");
        }
        var price = order.action() == Action.BUY_YES ? quote.yesPrice() : quote.noPrice();
        if (price == null || price.equals(Price.ZERO)) {
            return denied(order, OrderProblem.NO_PRICE, "the outcome has no price above 0");
        }
        if (quote.observedAt().isBefore(now.minus(quoteMaxAge))) {
            return denied(order, OrderProblem.STALE_PRICE, "the last quote is from " + quote.observedAt());
        }
        boolean worse = order.side() == Order.Side.OPEN
                ? price.compareTo(order.limitPrice()) > 0
                : price.compareTo(order.limitPrice()) < 0;
        if (worse) {
            return denied(order, OrderProblem.PRICE_MOVED, "quoted " + price + ", limit " + order.limitPrice());
        }
        return new Intent(order, price, Status.PENDING, null, null);
    }

    /** The order as denied. */
    static Intent denied(Order order, OrderProblem problem, String reason) {
        return new Intent(order, null, Status.DENIED, problem.name(), reason);
    }
}
