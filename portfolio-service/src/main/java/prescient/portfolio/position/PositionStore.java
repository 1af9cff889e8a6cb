package prescient.portfolio.position;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;
import prescient.cutover.Cutover;
import prescient.cutover.CutoverDesk;
import prescient.portfolio.books.BooksStore;

/** The positions of a portfolio, from the store that is trusted. */
@ApplicationScoped
class PositionStore {

    private final Cutover cutover;
    private final PositionTable table;
    private final PositionFile file;

    PositionStore(CutoverDesk cutovers, PositionTable table, PositionFile file) {
        this.cutover = cutovers.of("portfolio");
        this.table = table;
        this.file = file;
    }

    /** Newest first, those booked before {@code beforeId}. */
    Uni<List<Position>> list(int portfolioId, PositionFilter filter, @Nullable Long beforeId, int limit) {
        return BooksStore.read(
                cutover,
                "positions",
                portfolioId,
                () -> file.list(portfolioId, filter, beforeId, limit),
                () -> table.list(portfolioId, filter, beforeId, limit),
                // A cursor is a number of one store; behind it the other has other positions.
                found -> beforeId == null
                        ? found.stream().map(Position::withoutId).toList()
                        : List.of());
    }
}
