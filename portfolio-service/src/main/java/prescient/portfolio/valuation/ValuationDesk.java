package prescient.portfolio.valuation;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Values a portfolio: 1 which markets, 2 their prices, 3 write and read what it is worth. Blocks. */
@ApplicationScoped
class ValuationDesk {

    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final ValuationStore store;
    private final MarketClient market;

    ValuationDesk(ValuationStore store, MarketClient market) {
        this.store = store;
        this.market = market;
    }

    Valuation value(int portfolioId) {
        var markets = store.markets(portfolioId)
                .await()
                .atMost(DEADLINE)
                .orElseThrow(() -> ValuationProblem.PORTFOLIO_NOT_FOUND.with("portfolio " + portfolioId));
        var quotes = market.prices(markets);
        return store.value(portfolioId, quotes).await().atMost(DEADLINE);
    }
}
