package prescient.sqlite.table;

import org.jspecify.annotations.Nullable;
import prescient.sqlite.file.StoredTable;
import prescient.sqlite.kind.Draft;
import prescient.sqlite.kind.PriceKind;
import prescient.sqlite.kind.Row;

/**
 * What is kept of a stored price besides its time and figure: the further columns, and the figure itself when the
 * number in {@code price_log} does not show how it was stored. For one table; one thread.
 */
final class PriceLine {

    private static final int PRICE = new PriceKind().target().place("price");

    private final int time;
    private final int price;
    private final Jsonb others;
    private final Jsonb othersAndPrice;
    private final Jsonb all;

    PriceLine(StoredTable table) {
        var names = table.columns().stream().map(StoredTable::lower).toList();
        time = names.indexOf("timestamp");
        price = names.indexOf("price");
        others = new Jsonb(table.columns(), place -> place != time && place != price);
        othersAndPrice = new Jsonb(table.columns(), place -> place != time);
        all = new Jsonb(table.columns());
    }

    int time() {
        return time;
    }

    int price() {
        return price;
    }

    /** Null when time and figure are all there is. */
    @Nullable String legacy(Row row, Draft draft) {
        if (!(row.values()[price] instanceof Double) || !row.dumped(price).equals(draft.value(PRICE))) {
            return othersAndPrice.of(row.values());
        }
        return others.isEmpty() ? null : others.of(row.values());
    }

    /** The whole row as it was stored. */
    String stored(@Nullable Object[] values) {
        return all.of(values);
    }
}
