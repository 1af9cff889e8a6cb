package prescient.sqlite.kind;

import java.util.List;
import java.util.Optional;
import prescient.sqlite.file.StoredTable;

/** All kinds of tables whose rows become records. */
public final class Kinds {

    private static final List<Kind> ALL = List.of(
            new TradeKind(),
            new ActiveTradeKind(),
            new FillKind(),
            new OrderKind(),
            new SettlementKind(),
            new PositionKind(),
            new BalanceKind(),
            new QuoteKind(),
            new PriceKind());

    private Kinds() {}

    public static List<Kind> all() {
        return ALL;
    }

    /** The kind of a table by its name; empty when no kind has that name. */
    public static Optional<Kind> of(StoredTable table) {
        var name = StoredTable.lower(table.name());
        return ALL.stream().filter(kind -> kind.tables().contains(name)).findFirst();
    }
}
