package prescient.portfolio.valuation;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import prescient.problem.NeighbourFailure;

/** Prices from market-ingest-service. Blocks; a read may be repeated, so one failed attempt is tried again. */
@ApplicationScoped
public class MarketClient {

    private static final Duration DEADLINE = Duration.ofSeconds(12);

    /** A request line has to stay below the 4096 bytes that servers take by default. */
    private static final int MAX_QUERY = 3_500;

    private static final int BYTES_BESIDE_ID = "&market_id=".length();

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
        for (var chunk : chunks(marketIds)) {
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

    static List<List<String>> chunks(List<String> marketIds) {
        var chunks = new ArrayList<List<String>>();
        var chunk = new ArrayList<String>();
        int length = 0;
        for (var id : marketIds) {
            int more = id.length() + BYTES_BESIDE_ID;
            if (length + more > MAX_QUERY && !chunk.isEmpty()) {
                chunks.add(chunk);
                chunk = new ArrayList<>();
                length = 0;
            }
            chunk.add(id);
            length += more;
        }
        if (!chunk.isEmpty()) {
            chunks.add(chunk);
        }
        return chunks;
    }
}
