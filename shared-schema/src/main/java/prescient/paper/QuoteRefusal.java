package prescient.paper;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import prescient.money.Price;

/** Why an order is not sent at a market's quote. */
public enum QuoteRefusal {
    MARKET_CLOSED,
    NO_PRICE,
    STALE_PRICE,
    PRICE_MOVED;

    /**
     * What a market's outcome costs, as it was last seen.
     *
     * @param closed the market no longer trades
     * @param price dollars per share of the outcome, null when it has no usable price
     * @param observedAt when the venue last said so
     */
    public record Offer(boolean closed, @Nullable Price price, Instant observedAt) {}

    /**
     * The first rule an order breaks.
     *
     * @param opens whether it buys; else it sells
     * @param limit the worst acceptable price: highest when it buys, lowest when it sells
     * @param maxAge a quote older than this is not traded on
     * @return empty when it may be sent; then the offer has a price above 0
     */
    public static Optional<QuoteRefusal> of(Offer offer, boolean opens, Price limit, Instant now, Duration maxAge) {
        var price = offer.price();
        if (offer.closed()) {
            return Optional.of(MARKET_CLOSED);
        }
        if (price == null || price.equals(Price.ZERO)) {
            return Optional.of(NO_PRICE);
        }
        if (offer.observedAt().isBefore(now.minus(maxAge))) {
            return Optional.of(STALE_PRICE);
        }
        boolean worse = opens ? price.compareTo(limit) > 0 : price.compareTo(limit) < 0;
        return worse ? Optional.of(PRICE_MOVED) : Optional.empty();
    }
}
