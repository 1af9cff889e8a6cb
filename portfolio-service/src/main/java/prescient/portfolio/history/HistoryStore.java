package prescient.portfolio.history;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import prescient.cutover.Cutover;
import prescient.cutover.CutoverDesk;
import prescient.portfolio.books.BooksStore;

/**
 * Snapshots, in the store that is trusted with them; how the portfolio stands comes from the store that is trusted with
 * that.
 */
@ApplicationScoped
class HistoryStore {

    private final Cutover portfolio;
    private final Cutover history;
    private final HistoryTable table;
    private final SnapshotFile file;

    HistoryStore(CutoverDesk cutovers, HistoryTable table, SnapshotFile file) {
        this.portfolio = cutovers.of("portfolio");
        this.history = cutovers.of("portfolio_history");
        this.table = table;
        this.file = file;
    }

    /** The snapshot; empty if there is no such portfolio or the id was used before. */
    Uni<Optional<Snapshot>> take(int portfolioId, String snapshotId) {
        // What is taken stays, so a file that follows is not asked.
        return portfolio
                .decide("standing", () -> file.standing(portfolioId), () -> table.standing(portfolioId))
                .flatMap(standing -> standing.isEmpty()
                        ? Uni.createFrom().item(Optional.empty())
                        : history.write(
                                "snapshot",
                                () -> file.take(standing.get(), snapshotId),
                                () -> table.take(standing.get(), snapshotId)));
    }

    /** Empty if the id was not used. */
    Uni<Optional<Snapshot>> find(String snapshotId) {
        return history.read("find", () -> file.find(snapshotId), () -> table.find(snapshotId));
    }

    /** The days of one portfolio, or of all for null, newest first. */
    Uni<List<Snapshot.Day>> days(@Nullable Integer portfolioId, int limit) {
        return BooksStore.read(
                history,
                "days",
                portfolioId,
                () -> file.days(portfolioId, limit),
                () -> table.days(portfolioId, limit),
                days -> days.stream().map(Snapshot.Day::withoutId).toList());
    }
}
