package prescient.sqlite.kind;

import java.util.List;
import java.util.Set;

/** The supervisor's working set: {@code active_trades.db}. Evidence to check trades against, never state. */
final class ActiveTradeKind implements Kind {

    private static final Target TARGET = Target.of(
            "trade",
            "legacy_active_trades",
            2,
            "environment text",
            "legacy_id bigint",
            "legacy_trade_id bigint",
            "ticket_id text",
            "ticker text",
            "side text",
            "strike numeric",
            "buy_price numeric",
            "position numeric",
            "fees numeric",
            "opened_at timestamptz",
            "status text",
            "current_symbol_price numeric",
            "current_probability numeric",
            "buffer_from_strike numeric",
            "time_since_entry numeric",
            "ttc_seconds numeric",
            "current_close_price numeric",
            "current_pnl numeric",
            "updated_at timestamptz");

    @Override
    public Set<String> tables() {
        return Set.of("active_trades");
    }

    @Override
    public List<Shape> shapes() {
        return List.of(
                Shape.of("A-seed", "id", "trade_id", "side", "quantity", "price", "status"),
                shape("A-core-database", "buffer_from_strike"),
                shape("A-current-price", "current_price"),
                shape("A-file-a", "current_symbol_price", "volatility", "current_close_price"),
                shape("A-code", "current_symbol_price"),
                shape("A"));
    }

    private static Shape shape(String name, String... further) {
        var required = new java.util.HashSet<>(
                Set.of("id", "trade_id", "date", "time", "strike", "side", "buy_price", "position", "status"));
        required.addAll(List.of(further));
        return new Shape(name, Set.copyOf(required), Set.of());
    }

    @Override
    public Set<String> known() {
        return Set.of(
                "id",
                "trade_id",
                "ticket_id",
                "date",
                "time",
                "strike",
                "side",
                "buy_price",
                "position",
                "contract",
                "ticker",
                "symbol",
                "market",
                "trade_strategy",
                "symbol_open",
                "momentum",
                "prob",
                "volatility",
                "fees",
                "diff",
                "current_price",
                "current_symbol_price",
                "current_probability",
                "buffer_from_entry",
                "buffer_from_strike",
                "time_since_entry",
                "ttc_seconds",
                "current_close_price",
                "current_pnl",
                "last_updated",
                "status",
                "notes",
                "created_at",
                "updated_at",
                "quantity",
                "price");
    }

    @Override
    public Target target() {
        return TARGET;
    }

    @Override
    public Converter converter(Source source) {
        return (row, draft) -> {
            draft.set("environment", source.environment());
            draft.set("legacy_id", whole(row, "id", draft));
            draft.set("legacy_trade_id", whole(row, "trade_id", draft));
            held(row, source.clock(), draft);
            watched(row, source.clock(), draft);
        };
    }

    private static @org.jspecify.annotations.Nullable String whole(Row row, String column, Draft draft) {
        var number = Amounts.number(row, column, draft);
        if (number != null && number.scale() > 0) {
            draft.flag(column.replace('_', '-') + "-unreadable");
            return null;
        }
        return number == null ? null : number.toPlainString();
    }

    private static void held(Row row, Clock clock, Draft draft) {
        draft.set("ticket_id", row.text("ticket_id"));
        draft.set("ticker", row.text("ticker"));
        draft.set("side", Amounts.side(row, " Y N ", draft));
        draft.set("strike", Amounts.strike(row, draft));
        draft.set("buy_price", Amounts.money(row, row.has("buy_price") ? "buy_price" : "price", draft));
        draft.set("position", Amounts.number(row, row.has("position") ? "position" : "quantity", draft));
        draft.set("fees", Amounts.money(row, "fees", draft));
        draft.set("status", row.text("status"));
        var opened = row.has("date")
                ? clock.local(row.text("date"), row.text("time"), "opened", draft)
                : clock.local(row.text("created_at"), "opened", draft);
        draft.set("opened_at", Clock.printed(opened));
        if ("closing".equals(row.text("status"))) {
            draft.flag("unfinished-closing");
        }
    }

    /** The buffer was always counted from the strike, whatever its column was called. */
    private static void watched(Row row, Clock clock, Draft draft) {
        var price = row.has("current_symbol_price") ? "current_symbol_price" : "current_price";
        var buffer = row.has("buffer_from_strike") ? "buffer_from_strike" : "buffer_from_entry";
        draft.set("current_symbol_price", Amounts.money(row, price, draft));
        draft.set("current_probability", Amounts.money(row, "current_probability", draft));
        draft.set("buffer_from_strike", Amounts.money(row, buffer, draft));
        draft.set("time_since_entry", Amounts.number(row, "time_since_entry", draft));
        draft.set("ttc_seconds", Amounts.number(row, "ttc_seconds", draft));
        draft.set("current_close_price", Amounts.money(row, "current_close_price", draft));
        draft.set("current_pnl", Amounts.money(row, "current_pnl", draft));
        // The only time of the row that was written in UTC.
        var updated = row.firstText("last_updated", "updated_at");
        draft.set("updated_at", Clock.printed(clock.utc(updated, "updated", draft)));
    }
}
