package prescient.portfolio.valuation;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import prescient.cutover.Cutover;
import prescient.cutover.CutoverDesk;

/** Where prices meet positions: in the store that is trusted. */
@ApplicationScoped
class ValuationStore {

    private final Cutover cutover;
    private final ValuationTable table;
    private final ValuationFile file;

    ValuationStore(CutoverDesk cutovers, ValuationTable table, ValuationFile file) {
        this.cutover = cutovers.of("portfolio");
        this.table = table;
        this.file = file;
    }

    /** The markets of the open positions; empty if there is no such portfolio. */
    Uni<Optional<List<String>>> markets(int portfolioId) {
        // What is written of it stays, so a file that follows is not asked.
        return cutover.decide("markets", () -> file.markets(portfolioId), () -> table.markets(portfolioId));
    }

    /** Values all open positions of the portfolio, which must exist, and reads what it is worth then. */
    Uni<Valuation> value(int portfolioId, List<Quote> quotes) {
        return cutover.write("value", () -> file.value(portfolioId, quotes), () -> table.value(portfolioId, quotes));
    }
}
