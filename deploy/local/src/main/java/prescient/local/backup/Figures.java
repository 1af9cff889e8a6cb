package prescient.local.backup;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What two copies of a database are compared by.
 *
 * @param tables rows and checksum of each table, by schema and name
 * @param ledger sums over the books
 * @param portfolios the values of each portfolio, in the order of their ids
 */
public record Figures(Map<String, TableFigures> tables, Ledger ledger, List<JsonNode> portfolios) {

    public Figures {
        tables = Map.copyOf(tables);
        portfolios = List.copyOf(portfolios);
    }

    /**
     * A table's content in two numbers.
     *
     * @param checksum sum over all rows of the first 64 bits of the MD5 of the row's text; the order of rows is no part
     *     of it
     */
    public record TableFigures(long rows, String checksum) {}

    /**
     * The books.
     *
     * @param sum of all entries; zero when they are right
     * @param unbalanced transactions whose entries do not sum to zero
     */
    public record Ledger(long transactions, long entries, BigDecimal sum, long unbalanced) {

        /** Every transaction sums to zero. */
        boolean isBalanced() {
            return unbalanced == 0 && sum.signum() == 0;
        }
    }

    /** What is not the same in {@code restored}, one sentence each; empty when all is. */
    List<String> differences(Figures restored) {
        var found = new ArrayList<String>();
        var names = new TreeSet<>(tables.keySet());
        names.addAll(restored.tables().keySet());
        for (var name : names) {
            var before = tables.get(name);
            var after = restored.tables().get(name);
            if (before == null || after == null) {
                found.add(name + (before == null ? " is not in the backup" : " is missing after the restore"));
            } else if (before.rows() != after.rows()) {
                found.add("%s: %d rows were saved, %d came back".formatted(name, before.rows(), after.rows()));
            } else if (!before.equals(after)) {
                found.add("%s: its %d rows came back with other content".formatted(name, before.rows()));
            }
        }
        if (!same(ledger, restored.ledger())) {
            found.add("the ledger: " + ledger + " was saved, " + restored.ledger() + " came back");
        }
        if (!portfolios.toString().equals(restored.portfolios().toString())) {
            found.add("portfolio values: " + portfolios + " were saved, " + restored.portfolios() + " came back");
        }
        return found;
    }

    /** All rows of all tables. */
    public long rows() {
        return tables.values().stream().mapToLong(TableFigures::rows).sum();
    }

    private static boolean same(Ledger one, Ledger other) {
        return one.transactions() == other.transactions()
                && one.entries() == other.entries()
                && one.sum().compareTo(other.sum()) == 0
                && one.unbalanced() == other.unbalanced();
    }
}
