package prescient.sqlite.kind;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Market logs: {@code kalshi_market_log.db} (REST) and {@code kalshi_websocket_market_log.db}. Prices in cents. */
final class QuoteKind implements Kind {

    private static final Target TARGET = Target.of(
            "market",
            "legacy_market_quotes",
            2,
            "source text",
            "legacy_id bigint",
            "quoted_at timestamptz",
            "event_ticker text",
            "ticker text",
            "strike numeric",
            "yes_bid numeric",
            "yes_ask numeric",
            "no_bid numeric",
            "no_ask numeric",
            "last_price numeric",
            "volume numeric",
            "volume_delta numeric",
            "open_interest_delta numeric",
            "dollar_volume_delta numeric",
            "dollar_open_interest_delta numeric",
            "venue_time timestamptz");
    private static final List<String> CENTS = List.of("yes_bid", "yes_ask", "no_bid", "no_ask", "last_price");
    private static final List<String> NUMBERS = List.of(
            "volume", "volume_delta", "open_interest_delta", "dollar_volume_delta", "dollar_open_interest_delta");

    @Override
    public Set<String> tables() {
        return Set.of("market_data", "websocket_market_data");
    }

    @Override
    public List<Shape> shapes() {
        return List.of(
                Shape.of("websocket", "id", "timestamp", "market_ticker"),
                Shape.of("rest", "id", "timestamp", "event_ticker", "strike"));
    }

    @Override
    public Set<String> known() {
        return Set.of(
                "id",
                "timestamp",
                "event_ticker",
                "strike",
                "yes_bid",
                "yes_ask",
                "no_bid",
                "no_ask",
                "last_price",
                "volume",
                "market_ticker",
                "price",
                "volume_delta",
                "open_interest_delta",
                "dollar_volume_delta",
                "dollar_open_interest_delta",
                "ts");
    }

    @Override
    public Target target() {
        return TARGET;
    }

    @Override
    public Converter converter(Source source) {
        return (row, draft) -> {
            var webSocket = row.has("market_ticker");
            draft.set("source", webSocket ? "websocket" : "rest");
            draft.set("legacy_id", Amounts.number(row, "id", draft));
            draft.set("quoted_at", Clock.printed(source.clock().local(row.text("timestamp"), "time", draft)));
            draft.set("event_ticker", row.text("event_ticker"));
            draft.set("ticker", row.text("market_ticker"));
            draft.set("strike", row.has("strike") ? Amounts.strike(row, draft) : null);
            for (var column : CENTS) {
                draft.set(column, Amounts.cents(row, column, draft));
            }
            if (webSocket) {
                draft.set("last_price", Amounts.cents(row, "price", draft));
            }
            for (var column : NUMBERS) {
                draft.set(column, Amounts.number(row, column, draft));
            }
            var seconds = Amounts.number(row, "ts", draft);
            draft.set("venue_time", seconds == null ? null : Clock.printed(Instant.ofEpochSecond(seconds.longValue())));
        };
    }
}
