package prescient.portfolio.valuation;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import prescient.page.QueryChunks;
import prescient.problem.NeighbourFailure;

/** Prices from market-ingest-service. Blocks; a read may be repeated, so one failed attempt is tried again. */
@ApplicationScoped
public class MarketClient {

    private static final Duration DEADLINE = Duration.ofSeconds(12);

    private final MarketHttp http;

    MarketClient(@RestClient MarketHttp http) {
        this.http = http;
    }

    /**
     * The quotes of these markets; an unknown market has none.
     *
     * @throws prescient.problem.Refused with {@code NEIGHBOUR_UNAVAILABLE} or {@code NEIGHBOUR_REFUSED}
     */
    List<Quote> prices(List<String> marketIds) {
        var quotes = new ArrayList<Quote>();
        for (var chunk : QueryChunks.of(marketIds, "market_id")) {
            quotes.addAll(ask(chunk));
        }
        return quotes;
    }

    private List<Quote> ask(List<String> marketIds) {
        var call = http.prices(marketIds).onFailure().retry().atMost(1);
        return NeighbourFailure.guard("market-ingest-service", DEADLINE, call)
                .await()
                .indefinitely()
                .quotes();
    }
}
