package prescient.trade.simulation;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import prescient.trade.market.MarketClient;
import prescient.trade.venue.VenueSettlement.Result;

/** How markets were decided, as their venue tells market-ingest-service when it is asked now. */
@ApplicationScoped
class ResultClient implements Results {

    private final MarketClient markets;

    ResultClient(MarketClient markets) {
        this.markets = markets;
    }

    @Override
    public Uni<Map<String, Result>> of(Collection<String> tickers) {
        return markets.refreshed(tickers).map(quotes -> {
            var results = new HashMap<String, Result>();
            quotes.forEach((ticker, quote) -> {
                var resolution = quote.resolution();
                if (resolution != null) {
                    results.put(ticker, Result.valueOf(resolution.toUpperCase(Locale.ROOT)));
                }
            });
            return results;
        });
    }
}
