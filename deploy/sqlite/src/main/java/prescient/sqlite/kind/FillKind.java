package prescient.sqlite.kind;

import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Fills: {@code fills.db}. Prices are stored in dollars, told in cents. */
final class FillKind extends AccountKind {

    private static final BigDecimal ONE = BigDecimal.ONE;

    FillKind() {
        super(
                "fills",
                Target.of(
                                "trade",
                                "account_fills",
                                2,
                                "environment text",
                                "fill_id text",
                                "order_id text",
                                "ticker text",
                                "side text",
                                "action text",
                                "count numeric",
                                "yes_price numeric",
                                "no_price numeric",
                                "is_taker boolean",
                                "filled_at timestamptz",
                                "raw text")
                        .archivedBy("filled_at"),
                Set.of(
                        "id",
                        "trade_id",
                        "ticker",
                        "order_id",
                        "side",
                        "action",
                        "count",
                        "yes_price",
                        "no_price",
                        "is_taker",
                        "created_time",
                        "raw_json",
                        "data",
                        "user_id",
                        "market_id",
                        "price"),
                Shape.of("F-A", "trade_id", "ticker", "side", "count", "yes_price", "no_price", "created_time"),
                Shape.of("F-B", "trade_id", "data"),
                Shape.of("F-C", "id", "market_id", "side", "count", "price", "created_time"));
    }

    @Override
    void stored(Row row, Draft draft, Clock clock) {
        draft.set("fill_id", row.has("trade_id") ? row.text("trade_id") : row.text("id"));
        if (row.has("data")) {
            return;
        }
        terms(row, draft, clock);
        if (row.has("market_id")) {
            draft.set("ticker", row.text("market_id"));
            draft.flag("unit-assumed");
            price(Amounts.cents(row, "price", draft), draft);
        } else {
            draft.set("yes_price", Amounts.money(row, "yes_price", draft));
            draft.set("no_price", Amounts.money(row, "no_price", draft));
        }
        complement(draft);
    }

    @Override
    void told(Row payload, Draft draft, Clock clock) {
        draft.set("fill_id", payload.text("trade_id"));
        terms(payload, draft, clock);
        draft.set("yes_price", Amounts.cents(payload, "yes_price", draft));
        draft.set("no_price", Amounts.cents(payload, "no_price", draft));
        complement(draft);
    }

    private static void terms(Row row, Draft draft, Clock clock) {
        draft.set("ticker", row.text("ticker"));
        draft.set("order_id", row.text("order_id"));
        draft.set("side", Amounts.side(row, " yes no ", draft));
        draft.set("action", Words.action(row, draft));
        draft.set("count", Amounts.number(row, "count", draft));
        draft.set("is_taker", Amounts.truth(row, "is_taker", draft));
        draft.set("filled_at", Clock.printed(clock.utc(row.text("created_time"), "time", draft)));
    }

    private static void price(@Nullable BigDecimal price, Draft draft) {
        if (price != null) {
            var yes = "YES".equals(draft.value("side"));
            draft.set("yes_price", yes ? price : Amounts.plain(ONE.subtract(price)));
            draft.set("no_price", yes ? Amounts.plain(ONE.subtract(price)) : price);
        }
    }

    private static void complement(Draft draft) {
        var yes = draft.value("yes_price");
        var no = draft.value("no_price");
        if (yes != null
                && no != null
                && new BigDecimal(yes).add(new BigDecimal(no)).compareTo(ONE) != 0) {
            draft.flag("prices-not-one");
        }
    }
}
