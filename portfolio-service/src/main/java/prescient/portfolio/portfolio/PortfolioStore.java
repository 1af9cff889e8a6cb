package prescient.portfolio.portfolio;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import prescient.cutover.Cutover;
import prescient.cutover.CutoverDesk;
import prescient.portfolio.books.Books;
import prescient.portfolio.books.BooksStore;

/** The portfolios there are, in the store that is trusted. */
@ApplicationScoped
class PortfolioStore {

    private final Cutover cutover;
    private final PortfolioTable table;
    private final SettingsFile file;

    PortfolioStore(CutoverDesk cutovers, PortfolioTable table, SettingsFile file) {
        this.cutover = cutovers.of("portfolio");
        this.table = table;
        this.file = file;
    }

    /** Empty if there is none. */
    Uni<Optional<Portfolio>> find(int portfolioId) {
        return BooksStore.read(
                cutover,
                "find",
                portfolioId,
                () -> file.find(portfolioId),
                () -> table.find(portfolioId),
                found -> found.map(Portfolio::figures));
    }

    /** Portfolios behind {@code afterId} by id. */
    Uni<List<Portfolio>> list(long afterId, Portfolio.@Nullable Status status, int limit) {
        return cutover.read(
                "list",
                () -> file.list(afterId, status, limit),
                () -> table.list(afterId, status, limit),
                all -> all.stream()
                        .filter(one -> one.portfolioId() == Books.PORTFOLIO)
                        .map(Portfolio::figures)
                        .toList());
    }

    /** The portfolio's id, or empty if the name is taken. */
    Uni<Optional<Integer>> create(Portfolio.Creation creation) {
        return cutover.write("create", () -> file.create(creation), () -> table.create(creation));
    }

    /** The portfolio that was created with just this content, empty if there is none. */
    Uni<Optional<Portfolio>> same(Portfolio.Creation creation) {
        return cutover.read(
                "same", () -> file.same(creation), () -> table.same(creation), found -> found.map(Portfolio::figures));
    }

    /** False if there is no such portfolio. */
    Uni<Boolean> change(int portfolioId, Portfolio.Change change) {
        return cutover.write("change", () -> file.change(portfolioId, change), () -> table.change(portfolioId, change));
    }

    /** Sets the status unless the portfolio is archived; empty if there is no such portfolio. */
    Uni<Optional<PortfolioTable.Before>> setStatus(int portfolioId, Portfolio.Status status) {
        return cutover.write(
                "status", () -> file.setStatus(portfolioId, status), () -> table.setStatus(portfolioId, status));
    }
}
