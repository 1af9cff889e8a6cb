package prescient.forecast.decision;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import prescient.forecast.bucket.OrderBook;
import prescient.forecast.bucket.Quote;

/** What the trader asks of a venue. Each method throws {@link VenueFailure} when there is no usable answer. */
public interface TraderVenue {

    /** Money that may be spent, dollars. */
    BigDecimal cashDollars();

    /** The markets of an event, in the venue's order. */
    List<Listing> markets(String eventTicker);

    OrderBook book(String marketTicker);

    /** The market's own quote, without quantities. */
    Quote quote(String marketTicker);

    boolean isTrading();

    /**
     * Sends an order to buy yes; returns when the venue has accepted it.
     *
     * @throws OrderFailure when the venue does not take it
     */
    void place(Order order);

    /** @param subtitle says what range of temperatures the market is about */
    record Listing(String ticker, String subtitle) {}

    /**
     * @param id the same whenever the same environment, day, city and market is tried again
     * @param count contracts
     * @param priceCents the most to be paid for one
     */
    record Order(UUID id, String ticker, int count, int priceCents) {}
}
