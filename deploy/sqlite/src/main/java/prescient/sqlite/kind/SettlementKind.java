package prescient.sqlite.kind;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Settlements: {@code settlements.db}. Stored in dollars, told in cents. */
final class SettlementKind extends AccountKind {

    private static final List<String> MONEY = List.of("yes_total_cost", "no_total_cost", "revenue");

    SettlementKind() {
        super(
                "settlements",
                Target.of(
                                "trade",
                                "account_settlements",
                                3,
                                "environment text",
                                "ticker text",
                                "settled_at timestamptz",
                                "market_result text",
                                "yes_count numeric",
                                "yes_total_cost numeric",
                                "no_count numeric",
                                "no_total_cost numeric",
                                "revenue numeric",
                                "raw text")
                        .archivedBy("settled_at"),
                Set.of(
                        "id",
                        "settlement_id",
                        "ticker",
                        "market_result",
                        "yes_count",
                        "yes_total_cost",
                        "no_count",
                        "no_total_cost",
                        "revenue",
                        "settled_time",
                        "raw_json",
                        "data",
                        "user_id",
                        "market_id",
                        "amount",
                        "created_time"),
                Shape.of("settlements", "ticker", "market_result", "revenue", "settled_time"),
                Shape.of("settlements-data", "data"),
                Shape.of("settlements-dead", "id", "market_id", "amount"));
    }

    @Override
    void stored(Row row, Draft draft, Clock clock) {
        if (row.has("data")) {
            return;
        }
        if (row.has("market_id")) {
            draft.set("ticker", row.text("market_id"));
            draft.set(
                    "settled_at",
                    Clock.printed(clock.utc(row.firstText("settled_time", "created_time"), "time", draft)));
            draft.flag("unit-unknown");
            return;
        }
        terms(row, draft, clock, (r, column) -> Amounts.money(r, column, draft));
    }

    @Override
    void told(Row payload, Draft draft, Clock clock) {
        terms(payload, draft, clock, (r, column) -> Amounts.cents(r, column, draft));
    }

    private static void terms(
            Row row, Draft draft, Clock clock, BiFunction<Row, String, @Nullable BigDecimal> dollars) {
        draft.set("ticker", row.text("ticker"));
        draft.set("settled_at", Clock.printed(clock.utc(row.text("settled_time"), "time", draft)));
        draft.set("market_result", Words.result(row.text("market_result"), draft));
        draft.set("yes_count", Amounts.number(row, "yes_count", draft));
        draft.set("no_count", Amounts.number(row, "no_count", draft));
        for (var column : MONEY) {
            draft.set(column, dollars.apply(row, column));
        }
    }
}
