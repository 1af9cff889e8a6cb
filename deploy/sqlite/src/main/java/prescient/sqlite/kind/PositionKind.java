package prescient.sqlite.kind;

import java.util.Set;

/**
 * Positions: {@code positions.db}. Traded sum and exposure are stored in cents, profit and fees in dollars, everything
 * is told in cents; but what the WebSocket told was stored as it came, in ten-thousandths of a dollar.
 */
final class PositionKind extends AccountKind {

    PositionKind() {
        super(
                "positions",
                Target.of(
                        "trade",
                        "account_positions",
                        2,
                        "environment text",
                        "ticker text",
                        "position numeric",
                        "market_exposure numeric",
                        "total_traded numeric",
                        "realized_pnl numeric",
                        "fees_paid numeric",
                        "resting_orders_count numeric",
                        "updated_at timestamptz",
                        "raw text"),
                Set.of(
                        "id",
                        "ticker",
                        "total_traded",
                        "position",
                        "market_exposure",
                        "realized_pnl",
                        "fees_paid",
                        "last_updated_ts",
                        "raw_json",
                        "position_id",
                        "data",
                        "user_id",
                        "market_id",
                        "side",
                        "count",
                        "average_price",
                        "created_at",
                        "updated_at"),
                Shape.of("positions", "ticker", "position", "market_exposure"),
                Shape.of("positions-data", "data"),
                Shape.of("positions-dead", "id", "market_id", "side", "count"));
    }

    @Override
    void stored(Row row, Draft draft, Clock clock) {
        if (row.has("data")) {
            return;
        }
        if (row.has("market_id")) {
            dead(row, draft);
            return;
        }
        draft.set("ticker", row.text("ticker"));
        draft.set("position", Amounts.number(row, "position", draft));
        draft.set("updated_at", Clock.printed(clock.utc(row.text("last_updated_ts"), "time", draft)));
        if (isWebSocket(row.text("raw_json"))) {
            draft.flag("centi-cents");
            draft.set("market_exposure", Amounts.centiCents(row, "market_exposure", draft));
            draft.set("realized_pnl", Amounts.centiCents(row, "realized_pnl", draft));
            draft.set("fees_paid", Amounts.centiCents(row, "fees_paid", draft));
            // total_traded is the volume in contracts there, which is no sum of money.
            return;
        }
        draft.set("market_exposure", Amounts.cents(row, "market_exposure", draft));
        draft.set("total_traded", Amounts.cents(row, "total_traded", draft));
        draft.set("realized_pnl", Amounts.money(row, "realized_pnl", draft));
        draft.set("fees_paid", Amounts.money(row, "fees_paid", draft));
    }

    @Override
    void told(Row payload, Draft draft, Clock clock) {
        draft.set("position", Amounts.number(payload, "position", draft));
        if (payload.has("position_cost")) {
            draft.set("ticker", payload.text("market_ticker"));
            draft.set("market_exposure", Amounts.centiCents(payload, "position_cost", draft));
            draft.set("realized_pnl", Amounts.centiCents(payload, "realized_pnl", draft));
            draft.set("fees_paid", Amounts.centiCents(payload, "fees_paid", draft));
            return;
        }
        draft.set("ticker", payload.text("ticker"));
        draft.set("market_exposure", Amounts.cents(payload, "market_exposure", draft));
        draft.set("total_traded", Amounts.cents(payload, "total_traded", draft));
        draft.set("realized_pnl", Amounts.cents(payload, "realized_pnl", draft));
        draft.set("fees_paid", Amounts.cents(payload, "fees_paid", draft));
        draft.set("resting_orders_count", Amounts.number(payload, "resting_orders_count", draft));
        draft.set("updated_at", Clock.printed(clock.utc(payload.text("last_updated_ts"), "time", draft)));
    }

    private static boolean isWebSocket(@org.jspecify.annotations.Nullable String raw) {
        return raw != null && raw.contains("\"position_cost\"");
    }

    /** Nothing ever wrote to this one; what a row of it says of money has no known unit. */
    private static void dead(Row row, Draft draft) {
        draft.set("ticker", row.text("market_id"));
        var count = Amounts.number(row, "count", draft);
        var side = Amounts.side(row, " yes no ", draft);
        draft.set("position", count == null || side == null ? null : "NO".equals(side) ? count.negate() : count);
        draft.flag("unit-unknown");
    }
}
