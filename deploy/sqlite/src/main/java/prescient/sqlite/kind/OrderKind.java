package prescient.sqlite.kind;

import java.util.List;
import java.util.Set;

/** Orders: {@code orders.db}. Stored in cents as they were told. */
final class OrderKind extends AccountKind {

    private static final List<String> CENTS =
            List.of("yes_price", "no_price", "maker_fees", "taker_fees", "maker_fill_cost", "taker_fill_cost");
    private static final List<String> NUMBERS =
            List.of("initial_count", "remaining_count", "fill_count", "queue_position");
    private static final List<String> TEXTS = List.of(
            "order_id", "client_order_id", "ticker", "status", "type", "order_group_id", "self_trade_prevention_type");

    OrderKind() {
        super(
                "orders",
                Target.of(
                                "trade",
                                "account_orders",
                                2,
                                "environment text",
                                "order_id text",
                                "client_order_id text",
                                "ticker text",
                                "status text",
                                "action text",
                                "side text",
                                "type text",
                                "yes_price numeric",
                                "no_price numeric",
                                "initial_count numeric",
                                "remaining_count numeric",
                                "fill_count numeric",
                                "maker_fees numeric",
                                "taker_fees numeric",
                                "maker_fill_cost numeric",
                                "taker_fill_cost numeric",
                                "queue_position numeric",
                                "order_group_id text",
                                "self_trade_prevention_type text",
                                "created_at timestamptz",
                                "updated_at timestamptz",
                                "expires_at timestamptz",
                                "raw text")
                        .archivedBy("created_at"),
                Set.of(
                        "id",
                        "order_id",
                        "user_id",
                        "ticker",
                        "status",
                        "action",
                        "side",
                        "type",
                        "yes_price",
                        "no_price",
                        "initial_count",
                        "remaining_count",
                        "fill_count",
                        "created_time",
                        "expiration_time",
                        "last_update_time",
                        "client_order_id",
                        "order_group_id",
                        "queue_position",
                        "self_trade_prevention_type",
                        "maker_fees",
                        "taker_fees",
                        "maker_fill_cost",
                        "taker_fill_cost",
                        "raw_json",
                        "data"),
                Shape.of("orders", "order_id", "ticker", "status", "side", "created_time"),
                Shape.of("orders-data", "order_id", "data"));
    }

    @Override
    void stored(Row row, Draft draft, Clock clock) {
        if (row.has("data")) {
            draft.set("order_id", row.text("order_id"));
            return;
        }
        told(row, draft, clock);
    }

    @Override
    void told(Row row, Draft draft, Clock clock) {
        for (var column : TEXTS) {
            draft.set(column, row.text(column));
        }
        for (var column : CENTS) {
            draft.set(column, Amounts.cents(row, column, draft));
        }
        for (var column : NUMBERS) {
            draft.set(column, Amounts.number(row, column, draft));
        }
        draft.set("action", Words.action(row, draft));
        draft.set("side", Amounts.side(row, " yes no ", draft));
        draft.set("created_at", Clock.printed(clock.utc(row.text("created_time"), "time", draft)));
        draft.set("updated_at", Clock.printed(clock.utc(row.text("last_update_time"), "time", draft)));
        draft.set("expires_at", Clock.printed(clock.utc(row.text("expiration_time"), "time", draft)));
        if ("resting".equals(draft.value("status"))) {
            // The old program never looked at an order again once it was stored.
            draft.flag("order-may-be-stale");
        }
    }
}
