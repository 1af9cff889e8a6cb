package prescient.portfolio.portfolio;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Shows a portfolio, with right figures or with those of the JSON era. */
@ApplicationScoped
class PaperPortfolioDesk {

    private final PaperPortfolioStore store;
    private final ObjectMapper json;

    PaperPortfolioDesk(PaperPortfolioStore store, ObjectMapper json) {
        this.store = store;
        this.json = json;
    }

    /** The portfolio as JSON; without an id the active one with the lowest. */
    Uni<String> show(@Nullable Integer portfolioId, int positions) {
        return document(portfolioId, positions).map(PaperPortfolioTable.Document::json);
    }

    /** The same with the profit and loss, and the total value, of the JSON era. */
    Uni<String> showLegacy(@Nullable Integer portfolioId, int positions) {
        return document(portfolioId, positions)
                .flatMap(document -> store.held(document.portfolioId()).map(held -> withLegacy(document.json(), held)));
    }

    private Uni<PaperPortfolioTable.Document> document(@Nullable Integer portfolioId, int positions) {
        return store.read(portfolioId, positions)
                .map(found -> found.orElseThrow(() -> portfolioId == null
                        ? PortfolioProblem.NO_ACTIVE_PORTFOLIO.with("no portfolio is active")
                        : PortfolioProblem.PORTFOLIO_NOT_FOUND.with("portfolio " + portfolioId)));
    }

    private String withLegacy(String document, List<PaperPortfolioTable.Held> held) {
        try {
            var root = json.readTree(document);
            var byTrade = held.stream()
                    .collect(Collectors.toMap(PaperPortfolioTable.Held::tradeId, PaperPortfolioTable.Held::figures));
            var total = LegacyFigures.totalProfitLoss(
                    held.stream().map(PaperPortfolioTable.Held::figures).toList());
            for (var position : root.at("/portfolio/positions")) {
                var figures = byTrade.get(position.get("trade_id").textValue());
                var pnl = figures == null ? null : LegacyFigures.currentPnl(figures);
                if (pnl != null) {
                    ((ObjectNode) position).put("current_pnl", pnl);
                }
            }
            ((ObjectNode) root.get("portfolio")).put("total_profit_loss", total);
            ((ObjectNode) root.get("summary"))
                    .put("unrealized_pnl", total)
                    .put(
                            "total_value",
                            root.at("/portfolio/balance").decimalValue().add(total));
            return json.writeValueAsString(root);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
