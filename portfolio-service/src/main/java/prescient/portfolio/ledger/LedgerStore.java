package prescient.portfolio.ledger;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import prescient.cutover.Cutover;
import prescient.cutover.CutoverDesk;
import prescient.portfolio.books.BooksStore;

/** The books, in the store that is trusted. */
@ApplicationScoped
class LedgerStore {

    private final Cutover cutover;
    private final LedgerTable table;
    private final LedgerFile file;

    LedgerStore(CutoverDesk cutovers, LedgerTable table, LedgerFile file) {
        this.cutover = cutovers.of("portfolio");
        this.table = table;
        this.file = file;
    }

    /** The books are in files, which need no database to be checked. */
    boolean isInFiles() {
        return cutover.mode().trustsFile();
    }

    /** Compares everything. */
    Uni<LedgerReport> check() {
        return cutover.read("ledger-check", file::check, table::check, LedgerReport::balanced);
    }

    /** Computes the portfolio's state anew from what it is a projection of; false if there is no such portfolio. */
    Uni<Boolean> rebuild(int portfolioId) {
        return cutover.write("rebuild", () -> file.rebuild(portfolioId), () -> table.rebuild(portfolioId));
    }

    /** Entries behind {@code afterId}, oldest first. */
    Uni<List<LedgerEntry>> entries(EntryFilter filter, long afterId, int limit) {
        return BooksStore.read(
                cutover,
                "ledger-entries",
                filter.portfolioId(),
                () -> file.entries(filter, afterId, limit),
                () -> table.entries(filter, afterId, limit),
                // Each store numbers entries itself; what they add up to is compared by the check.
                found -> List.of());
    }
}
