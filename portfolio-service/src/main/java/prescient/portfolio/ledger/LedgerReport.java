package prescient.portfolio.ledger;

import java.util.List;
import org.jspecify.annotations.Nullable;
import prescient.money.Money;

/**
 * What the check of the books found.
 *
 * @param balanced true if there is no difference at all
 * @param sum of all entries in dollars; zero in balanced books
 * @param differences the first hundred
 */
record LedgerReport(boolean balanced, Money sum, long transactions, long entries, List<Difference> differences) {

    /**
     * Something that should be equal and is not.
     *
     * @param kind what was compared, for instance cash
     * @param portfolioId null where it concerns a transaction
     * @param subject the transaction or trade, null for a figure of the whole portfolio
     * @param expected dollars (or a count) by the ledger and the rows below it; null if missing
     * @param found dollars (or a count) in the projection; null if missing
     */
    record Difference(
            String kind,
            @Nullable Integer portfolioId,
            @Nullable String subject,
            @Nullable Money expected,
            @Nullable Money found) {}
}
