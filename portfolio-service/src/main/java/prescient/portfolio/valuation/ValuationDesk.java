package prescient.portfolio.valuation;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Values a portfolio: 1 which markets, 2 their prices, 3 write and read what it is worth. Blocks. */
@ApplicationScoped
class ValuationDesk {

    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final ValuationTable table;
    private final MarketClient market;

    ValuationDesk(ValuationTable table, MarketClient market) {
        this.table = table;
        this.market = market;
    }

    Valuation value(int portfolioId) {
        var markets = table.markets(portfolioId)
                .await()
                .atMost(DEADLINE)
                .orElseThrow(() -> ValuationProblem.PORTFOLIO_NOT_FOUND.with("portfolio " + portfolioId));
        var quotes = market.prices(markets);
        return table.value(portfolioId, quotes).await().atMost(DEADLINE);
    }
}
