package prescient.forecast.cycle;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import prescient.fetch.Fetched;
import prescient.fetch.Fetched.Got;
import prescient.fetch.Fetched.Lost;
import prescient.forecast.bucket.OrderBook;
import prescient.forecast.bucket.Quote;
import prescient.forecast.decision.OrderFailure;
import prescient.forecast.decision.TraderVenue;
import prescient.forecast.decision.VenueFailure;
import prescient.forecast.kalshi.KalshiClient;
import prescient.forecast.order.ForecastOrder;
import prescient.forecast.order.ForecastOrder.Status;

/**
 * Kalshi's markets as the trader sees them. Only read: orders are collected, to be sent to the paper exchange when all
 * is decided.
 *
 * @param cashDollars what the run may spend
 * @param known orders that other cycles made for the same day
 * @param placed gets the ids of orders, by market
 */
record KalshiExchange(
        KalshiClient kalshi, BigDecimal cashDollars, List<ForecastOrder> known, Map<String, String> placed)
        implements TraderVenue {

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
        var id = "weather-" + order.id();
        for (var other : known) {
            if (other.orderId().equals(id) && other.status() == Status.REFUSED) {
                throw new OrderFailure("order_refused_before:" + other.code());
            }
            // A city's day is one event.
            if (other.status() != Status.REFUSED && order.ticker().startsWith(other.eventTicker() + "-")) {
                throw new OrderFailure("order_" + other.status().name().toLowerCase(Locale.ROOT) + "_before");
            }
        }
        placed.put(order.ticker(), id);
    }

    private static <T> T got(Fetched<T> answer, String what) {
        return switch (answer) {
            case Got<T>(var content, var retries) -> content;
            case Lost<T>(var reason, var body, var retries) -> throw new VenueFailure(what + ": " + reason);
        };
    }
}
