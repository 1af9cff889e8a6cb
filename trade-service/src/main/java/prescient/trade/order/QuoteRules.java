package prescient.trade.order;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import prescient.paper.QuoteRefusal;
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
        var price = order.action() == Action.BUY_YES ? quote.yesPrice() : quote.noPrice();
        var offer = new QuoteRefusal.Offer(quote.closed(), price, quote.observedAt());
        boolean opens = order.side() == Order.Side.OPEN;
        return QuoteRefusal.of(offer, opens, order.limitPrice(), now, quoteMaxAge)
                .map(refusal -> denied(order, OrderProblem.valueOf(refusal.name()), reason(refusal, order, offer)))
                .orElseGet(() -> new Intent(order, price, Status.PENDING, null, null));
    }

    private static String reason(QuoteRefusal refusal, Order order, QuoteRefusal.Offer offer) {
        return switch (refusal) {
            case MARKET_CLOSED -> "market " + order.marketId() + " is closed";
            case NO_PRICE -> "the outcome has no price above 0";
            case STALE_PRICE -> "the last quote is from " + offer.observedAt();
            case PRICE_MOVED -> "quoted " + offer.price() + ", limit " + order.limitPrice();
        };
    }

    /** The order as denied. */
    static Intent denied(Order order, OrderProblem problem, String reason) {
        return new Intent(order, null, Status.DENIED, problem.name(), reason);
    }
}
