package prescient.trade.venue;

import prescient.money.Price;
import prescient.money.Quantity;

/**
 * A wish to buy.
 *
 * @param clientOrderId made and stored by the caller before anything is sent
 * @param ticker the venue's name of the market
 * @param side what is bought
 * @param count contracts, above zero
 * @param limit the most a contract may cost, in dollars of the side bought
 */
public record VenueOrder(
        String clientOrderId, String ticker, Side side, Quantity count, Price limit, TimeInForce timeInForce) {

    /** @throws IllegalArgumentException for an empty id or ticker, no contracts, or a limit of 0 or 1 dollar */
    public VenueOrder {
        if (clientOrderId.isBlank() || ticker.isBlank()) {
            throw new IllegalArgumentException("an order has a client order id and a ticker");
        }
        if (count.shares().signum() == 0) {
            throw new IllegalArgumentException("an order is for more than 0 contracts");
        }
        if (limit.equals(Price.ZERO) || limit.equals(Price.ONE)) {
            throw new IllegalArgumentException("a limit lies between 0 and 1 dollar");
        }
    }

    /** It closes a position of the desk, which names such orders after the trade and the attempt. */
    public boolean closes() {
        return clientOrderId.matches(".*-close-[0-9]+");
    }
}
