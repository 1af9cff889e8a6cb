package prescient.sqlite.kind;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Trades: {@code trades.db} in every shape it ever had, by column names. */
final class TradeKind implements Kind {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final String TEMPLATE = "{";

    private static final Target TARGET = Target.of(
            "trade",
            "desk_trades",
            1,
            "trade_id text",
            "environment text",
            "legacy_id bigint",
            "ticket_id text",
            "status text",
            "code text",
            "reason text",
            "venue text",
            "ticker text",
            "symbol text",
            "strategy text",
            "contract text",
            "strike numeric",
            "side text",
            "count numeric",
            "market_close_time timestamptz",
            "probability numeric",
            "momentum numeric",
            "symbol_open numeric",
            "symbol_close numeric",
            "entry_method text",
            "close_method text",
            "opened_count numeric",
            "open_cost numeric",
            "open_fee numeric",
            "entry_price numeric",
            "exit_price numeric",
            "pnl numeric",
            "result text",
            "requested_at timestamptz",
            "opened_at timestamptz",
            "ended_at timestamptz",
            "updated_at timestamptz");

    private static final Set<String> KNOWN = Set.of(
            "id",
            "status",
            "date",
            "time",
            "symbol",
            "market",
            "trade_strategy",
            "contract",
            "strike",
            "side",
            "prob",
            "diff",
            "buy_price",
            "position",
            "sell_price",
            "closed_at",
            "fees",
            "fees_paid",
            "pnl",
            "symbol_open",
            "symbol_close",
            "momentum",
            "volatility",
            "volatility_delta",
            "win_loss",
            "ticker",
            "ticket_id",
            "market_id",
            "momentum_delta",
            "entry_method",
            "close_method",
            "created_at",
            "updated_at",
            "trade_id",
            "timestamp",
            "quantity",
            "price");

    private static final List<Shape> SHAPES = List.of(
            Shape.of("T-seed", "id", "timestamp", "side", "quantity", "price", "status"),
            life("T-production", "ticket_id", "diff", "market_id", "entry_method"),
            life("T-h", "ticket_id", "diff", "created_at"),
            life("T-i", "ticket_id", "created_at", "updated_at", "volatility").without("pnl", "sell_price"),
            life("T-f", "ticket_id", "created_at", "updated_at"),
            life("T-g", "ticket_id", "created_at", "entry_method"),
            life("T-e", "ticket_id", "created_at"),
            life("T-d", "entry_method", "close_method").without("ticket_id"),
            life("T-c", "pnl", "prob", "fees").without("ticket_id"),
            life("T-b", "fees_paid").without("pnl"),
            life("T-a").without("pnl", "fees", "ticket_id"),
            life("T"));

    private static Shape life(String name, String... further) {
        var required = new java.util.HashSet<>(
                Set.of("id", "date", "time", "strike", "side", "buy_price", "position", "status"));
        required.addAll(List.of(further));
        return new Shape(name, Set.copyOf(required), Set.of());
    }

    @Override
    public Set<String> tables() {
        return Set.of("trades");
    }

    @Override
    public List<Shape> shapes() {
        return SHAPES;
    }

    @Override
    public Set<String> known() {
        return KNOWN;
    }

    @Override
    public Target target() {
        return TARGET;
    }

    @Override
    public Converter converter(Source source) {
        return (row, draft) -> {
            draft.set("environment", source.environment());
            identity(row, source, draft);
            terms(row, draft);
            var state = state(row, draft);
            times(row, source.clock(), state, draft);
            amounts(row, state, draft);
            TradeChecks.check(row, draft);
        };
    }

    private static void identity(Row row, Source source, Draft draft) {
        var id = Amounts.number(row, "id", draft);
        if (id != null && id.scale() <= 0) {
            draft.set("legacy_id", id);
            draft.set("trade_id", "legacy-" + source.environment() + "-" + id.toPlainString());
        }
        draft.set("ticket_id", ticket(row, draft));
    }

    /** 0 stands for none, and one program stored its template instead of what it makes. */
    private static @Nullable String ticket(Row row, Draft draft) {
        var text = row.text("ticket_id");
        if (!row.has("ticket_id")) {
            return null;
        }
        if (text == null || text.equals("0") || text.isEmpty()) {
            draft.flag("ticket-missing");
            return null;
        }
        if (text.contains(TEMPLATE)) {
            draft.flag("ticket-template");
        }
        return text;
    }

    private static void terms(Row row, Draft draft) {
        var market = row.text("market");
        draft.set("venue", market == null ? null : market.toLowerCase(java.util.Locale.ROOT));
        draft.set("ticker", row.text("ticker"));
        draft.set("symbol", row.text("symbol"));
        draft.set("strategy", row.text("trade_strategy"));
        draft.set("contract", row.text("contract"));
        draft.set("strike", Amounts.strike(row, draft));
        draft.set("side", Amounts.side(row, " Y N ", draft));
        draft.set("probability", Amounts.money(row, "prob", draft));
        draft.set("symbol_open", Amounts.money(row, "symbol_open", draft));
        draft.set("symbol_close", Amounts.money(row, "symbol_close", draft));
        draft.set("momentum", momentum(row, draft));
        draft.set("entry_method", Words.oneOf(row, "entry_method", Set.of("manual", "auto"), draft));
        draft.set("close_method", row.text("close_method"));
    }

    /** Stored as round(score * 100), and for a day as the score itself. */
    private static @Nullable BigDecimal momentum(Row row, Draft draft) {
        var stored = Amounts.number(row, "momentum", draft);
        if (stored == null) {
            return null;
        }
        if (stored.scale() > 0) {
            draft.flag("momentum-raw-score");
            return stored;
        }
        return Amounts.plain(stored.divide(HUNDRED));
    }

    private static String state(Row row, Draft draft) {
        var text = row.text("status");
        var state = switch (text == null ? "" : text) {
            case "closed", "open", "closing", "expired", "pending" -> String.valueOf(text);
            case "error" -> {
                draft.set("code", "legacy-error");
                draft.set("reason", "the old desk could not open it");
                yield "rejected";
            }
            default -> {
                draft.flag("status-unknown");
                draft.set("code", "legacy-status");
                draft.set("reason", "the old desk's status was " + text);
                yield "rejected";
            }
        };
        if (!state.equals("closed")) {
            draft.flag("unfinished-" + state);
        }
        draft.set("status", state);
        return state;
    }

    private static void times(Row row, Clock clock, String state, Draft draft) {
        var opened = row.has("timestamp")
                ? clock.local(row.text("timestamp"), "opened", draft)
                : clock.local(row.text("date"), row.text("time"), "opened", draft);
        var closed = clock.closed(row.text("date"), row.text("time"), row.text("closed_at"), draft);
        var held = !state.equals("pending") && !state.equals("rejected");
        draft.set("requested_at", Clock.printed(opened));
        draft.set("opened_at", held ? Clock.printed(opened) : null);
        draft.set("ended_at", state.equals("closed") ? Clock.printed(closed) : null);
        var updated = closed != null ? closed : opened;
        draft.set("updated_at", Clock.printed(updated == null ? Instant.EPOCH : updated));
        draft.set("market_close_time", Clock.printed(Tickers.closeTime(row.text("ticker"))));
    }

    private static void amounts(Row row, String state, Draft draft) {
        var count = Amounts.number(row, row.has("position") ? "position" : "quantity", draft);
        var price = price(Amounts.money(row, row.has("buy_price") ? "buy_price" : "price", draft), draft);
        var fees = Amounts.money(row, row.has("fees") ? "fees" : "fees_paid", draft);
        var held = !state.equals("pending") && !state.equals("rejected");
        if (count != null && count.signum() < 0) {
            draft.flag("position-negative");
            count = count.negate();
        }
        draft.set("count", count);
        draft.set("opened_count", held && count != null ? count : BigDecimal.ZERO);
        draft.set(
                "open_cost",
                held && count != null && price != null ? Amounts.plain(count.multiply(price)) : BigDecimal.ZERO);
        if (held && fees == null && (row.has("fees") || row.has("fees_paid"))) {
            draft.flag("fees-missing");
        }
        draft.set("open_fee", fees == null ? BigDecimal.ZERO : fees);
        draft.set("entry_price", price);
        draft.set("exit_price", price(Amounts.money(row, "sell_price", draft), draft));
        var pnl = Amounts.money(row, "pnl", draft);
        draft.set("pnl", pnl == null ? null : pnl.setScale(Math.min(pnl.scale(), 4), RoundingMode.HALF_EVEN));
        draft.set("result", result(row, draft));
    }

    private static @Nullable BigDecimal price(@Nullable BigDecimal price, Draft draft) {
        if (price == null || (price.signum() >= 0 && price.compareTo(BigDecimal.ONE) <= 0)) {
            return price;
        }
        draft.flag("price-out-of-range");
        return null;
    }

    private static @Nullable String result(Row row, Draft draft) {
        var text = row.text("win_loss");
        return switch (text == null ? "" : text) {
            case "W" -> "won";
            case "L" -> "lost";
            case "D" -> {
                draft.flag("drawn");
                yield "drawn";
            }
            case "" -> null;
            default -> {
                draft.flag("result-unknown");
                yield null;
            }
        };
    }
}
