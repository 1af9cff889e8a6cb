package prescient.forecast.order;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import prescient.problem.NeighbourFailure;

/** trade-service as the forecasting side sees it. Every call here is repeatable by its ids. Blocks. */
@ApplicationScoped
class TradeClient {

    private static final String NAME = "trade-service";
    /** It asks the venue for prices first. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final TradeHttp http;

    TradeClient(@RestClient TradeHttp http) {
        this.http = http;
    }

    /** Places orders, answered in their order; those that were placed before are answered as they stand. */
    List<TradeHttp.Result> place(List<ForecastOrder> orders) {
        var request = orders.stream().map(TradeClient::order).toList();
        return NeighbourFailure.guard(NAME, PATIENCE, http.place(new TradeHttp.Orders(request)))
                .await()
                .indefinitely()
                .results();
    }

    /** Settles open trades in these markets that are decided; answers how many. */
    int settle(List<String> marketTickers) {
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
                order.eventTicker());
    }
}
