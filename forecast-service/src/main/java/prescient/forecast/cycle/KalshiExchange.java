package prescient.forecast.cycle;

import java.math.BigDecimal;
import java.util.List;
import prescient.fetch.Fetched;
import prescient.fetch.Fetched.Got;
import prescient.fetch.Fetched.Lost;
import prescient.forecast.bucket.OrderBook;
import prescient.forecast.bucket.Quote;
import prescient.forecast.decision.TraderVenue;
import prescient.forecast.decision.VenueFailure;
import prescient.forecast.kalshi.KalshiClient;

/**
 * Kalshi's markets as the trader sees them. Only read: it takes no orders.
 *
 * @param cashDollars what the run may spend
 */
record KalshiExchange(KalshiClient kalshi, BigDecimal cashDollars) implements TraderVenue {

    @Override
    public List<Listing> markets(String eventTicker) {
        return got(kalshi.markets(eventTicker), eventTicker).stream()
                .map(market -> new Listing(market.ticker(), market.subtitle()))
                .toList();
    }

    @Override
    public OrderBook book(String marketTicker) {
        return got(kalshi.book(marketTicker), marketTicker);
    }

    @Override
    public Quote quote(String marketTicker) {
        return got(kalshi.market(marketTicker), marketTicker).quote();
    }

    @Override
    public boolean isTrading() {
        return got(kalshi.isTrading(), "the exchange");
    }

    @Override
    public void place(Order order) {
        throw new VenueFailure("no orders are sent");
    }

    private static <T> T got(Fetched<T> answer, String what) {
        return switch (answer) {
            case Got<T>(var content, var retries) -> content;
            case Lost<T>(var reason, var body, var retries) -> throw new VenueFailure(what + ": " + reason);
        };
    }
}
