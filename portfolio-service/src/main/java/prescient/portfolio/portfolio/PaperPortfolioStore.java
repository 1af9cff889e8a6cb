package prescient.portfolio.portfolio;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import prescient.cutover.Cutover;
import prescient.cutover.CutoverDesk;
import prescient.portfolio.books.BooksStore;

/** A portfolio with its open positions, from the store that is trusted. */
@ApplicationScoped
class PaperPortfolioStore {

    private final Cutover cutover;
    private final PaperPortfolioTable table;
    private final PaperPortfolioFile file;
    private final ObjectMapper json;

    PaperPortfolioStore(CutoverDesk cutovers, PaperPortfolioTable table, PaperPortfolioFile file, ObjectMapper json) {
        this.cutover = cutovers.of("portfolio");
        this.table = table;
        this.file = file;
        this.json = json;
    }

    /** Empty if there is no such portfolio; without an id the active one with the lowest. */
    Uni<Optional<PaperPortfolioTable.Document>> read(@Nullable Integer portfolioId, int positions) {
        return BooksStore.read(
                cutover,
                "portfolio",
                portfolioId,
                () -> file.read(portfolioId, positions),
                () -> table.read(portfolioId, positions),
                found -> found.map(this::comparable));
    }

    /** What two stores must agree on: reservations, and the time of the last of them, are in one of them only. */
    private Object comparable(PaperPortfolioTable.Document document) {
        try {
            var root = json.readTree(document.json());
            ((ObjectNode) root).remove("timestamp");
            ((ObjectNode) root.path("portfolio")).remove("last_updated");
            ((ObjectNode) root.path("summary")).remove(List.of("reserved", "available"));
            return root;
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** All open positions in the order they were booked. */
    Uni<List<PaperPortfolioTable.Held>> held(int portfolioId) {
        return BooksStore.read(
                cutover,
                "held",
                portfolioId,
                () -> file.held(portfolioId),
                () -> table.held(portfolioId),
                found -> found);
    }
}
