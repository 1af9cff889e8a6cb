package prescient.forecast.order;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import prescient.problem.NeighbourFailure;

/** trade-service as the forecasting side sees it. Every call here is repeatable by its ids. Blocks. */
@ApplicationScoped
class TradeClient {

    /** As many orders as trade-service takes in one request. */
    static final int MOST_ORDERS = 100;

    /** As many markets as it settles in one. */
    private static final int MOST_MARKETS = 1000;

    private static final String NAME = "trade-service";
    private static final String STRATEGY = "temperature";
    private static final String VENUE = "kalshi";
    /** It asks the venue for prices first. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final TradeHttp http;

    TradeClient(@RestClient TradeHttp http) {
        this.http = http;
    }

    /** Places at most {@link #MOST_ORDERS}; what was placed before is answered as it stands. */
    List<TradeHttp.Result> place(List<ForecastOrder> orders) {
        var request = orders.stream().map(TradeClient::order).toList();
        return NeighbourFailure.guard(NAME, PATIENCE, http.place(new TradeHttp.Orders(request)))
                .await()
                .indefinitely()
                .results();
    }

    /** Settles open trades in these markets that are decided; answers how many. */
    int settle(List<String> marketTickers) {
        int settled = 0;
        for (int from = 0; from < marketTickers.size(); from += MOST_MARKETS) {
            settled += settlePart(marketTickers.subList(from, Math.min(from + MOST_MARKETS, marketTickers.size())));
        }
        return settled;
    }

    private int settlePart(List<String> marketTickers) {
        return NeighbourFailure.guard(NAME, PATIENCE, http.settle(new TradeHttp.Markets(marketTickers)))
                .await()
                .indefinitely()
                .settled();
    }

    private static TradeHttp.Order order(ForecastOrder order) {
        var portfolio = order.portfolioId();
        if (portfolio == null) {
            throw new IllegalArgumentException("order " + order.orderId() + " has no portfolio yet");
        }
        return new TradeHttp.Order(
                order.orderId(),
                portfolio,
                order.marketTicker(),
                order.question(),
                "buy_yes",
                order.dollars(),
                order.limit(),
                order.decisionReason(),
                order.eventTicker(),
                new TradeHttp.Origin(STRATEGY, VENUE, order.city(), order.midPrice(), order.fairPrice()));
    }
}
