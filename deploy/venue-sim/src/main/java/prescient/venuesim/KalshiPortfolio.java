package prescient.venuesim;

import static prescient.venuesim.Degrees.object;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Kalshi's routes on the account: its lists by cursor, newest first, its archive, and orders as they are placed since
 * 2026. A cursor counts what is older than the page, so that newer rows move nothing. Safe for many threads.
 */
final class KalshiPortfolio {

    private static final int USUAL_PAGE = 100;
    private static final int LARGEST_PAGE = 1000;
    private static final Duration LIVE = Duration.ofDays(3);
    private static final Set<String> TIMES_IN_FORCE =
            Set.of("good_till_canceled", "immediate_or_cancel", "fill_or_kill");

    private final KalshiAccount account;
    private final SimClock clock;
    private final Instant archivedBefore;
    private final Json json;

    KalshiPortfolio(KalshiAccount account, SimClock clock, Json json) {
        this.account = account;
        this.clock = clock;
        this.archivedBefore = clock.instant().minus(LIVE);
        this.json = json;
    }

    /** Whether these are parts of one of its paths. */
    static boolean has(List<String> parts) {
        return Set.of("portfolio", "historical", "account").contains(parts.getFirst())
                || parts.equals(List.of("exchange", "user_data_timestamp"));
    }

    static boolean changes(List<String> parts) {
        return (parts.size() >= 3 && parts.subList(0, 3).equals(List.of("portfolio", "events", "orders")))
                || parts.equals(List.of("portfolio", "orders"));
    }

    /** @param parts of the path behind the version */
    Answer answer(Ask ask, List<String> parts, @Nullable FaultKind twist) {
        try {
            int status = ask.method().equals("POST") ? 201 : 200;
            return Answer.json(status, json.write(answered(ask, parts, twist)));
        } catch (Refusal refused) {
            var error = object("code", refused.message(), "message", refused.message());
            return Answer.json(refused.status(), json.write(object("error", error)));
        }
    }

    private Object answered(Ask ask, List<String> parts, @Nullable FaultKind twist) {
        if (!ask.headers().containsKey("kalshi-access-key")
                || !ask.headers().containsKey("kalshi-access-timestamp")
                || !ask.headers().containsKey("kalshi-access-signature")) {
            throw new Refusal(401, "unauthorized");
        }
        var now = clock.instant();
        account.advance(now);
        if (!ask.method().equals("GET")) {
            return change(ask, parts, now);
        }
        var path = String.join("/", parts);
        return switch (path) {
            case "exchange/user_data_timestamp" -> object("as_of_time", now.toString());
            case "account/limits" -> object("usage_tier", "basic", "read", limit(200), "write", limit(100));
            case "historical/cutoff" -> {
                var at = archivedBefore.toString();
                yield object("market_settled_ts", at, "trades_created_ts", at, "orders_updated_ts", at);
            }
            case "portfolio/balance" -> AccountJson.balance(account.balance(), now);
            case "portfolio/positions" -> positions(ask.query(), twist);
            case "portfolio/fills", "historical/fills" ->
                page(
                        "fills",
                        rows(
                                account.fills(),
                                KalshiFill::at,
                                fill -> fill.order().ticker(),
                                AccountJson::fill),
                        ask,
                        twist);
            case "portfolio/orders", "historical/orders" -> orders(ask, twist);
            case "portfolio/settlements" ->
                page(
                        "settlements",
                        rows(account.settlements(), KalshiSettled::at, KalshiSettled::ticker, AccountJson::settlement),
                        ask,
                        twist);
            default -> one(parts);
        };
    }

    private static Object limit(int tokens) {
        return object("refill_rate", tokens, "bucket_capacity", tokens);
    }

    private Object one(List<String> parts) {
        if (parts.size() == 3 && parts.get(1).equals("orders")) {
            return Optional.ofNullable(account.order(parts.get(2)))
                    .map(order -> object("order", AccountJson.order(order)))
                    .orElseThrow(() -> new Refusal(404, "not_found"));
        }
        throw new Refusal(404, "no such route: " + String.join("/", parts));
    }

    /** A row with what it is found by. */
    private record Listed(Instant at, String ticker, String status, Map<String, @Nullable Object> row) {}

    private static <T> List<Listed> rows(
            List<T> oldestFirst,
            Function<T, Instant> at,
            Function<T, String> ticker,
            Function<T, Map<String, @Nullable Object>> row) {
        return oldestFirst.stream()
                .map(item -> new Listed(at.apply(item), ticker.apply(item), "", row.apply(item)))
                .toList();
    }

    private Object orders(Ask ask, @Nullable FaultKind twist) {
        var rows = account.orders().stream()
                .map(order -> new Listed(order.createdAt(), order.ticker(), order.status(), AccountJson.order(order)))
                .toList();
        return page("orders", rows, ask, twist);
    }

    private Object positions(Query query, @Nullable FaultKind twist) {
        var rows = new ArrayList<Listed>();
        account.holdings()
                .forEach((ticker, holding) ->
                        rows.add(new Listed(holding.lastAt(), ticker, "", AccountJson.position(ticker, holding))));
        var answer = page(rows, "market_positions", query, twist);
        answer.put("event_positions", List.of());
        return answer;
    }

    /** Rows before the cut are only in the archive, and none behind it is; settlements have no archive. */
    private Object page(String field, List<Listed> oldestFirst, Ask ask, @Nullable FaultKind twist) {
        var query = ask.query();
        boolean isArchive = ask.path().contains("/historical/");
        long from = seconds(query.first("min_ts"));
        var ticker = query.first("ticker");
        var status = query.first("status");
        var rows = oldestFirst.stream()
                .filter(row -> field.equals("settlements")
                        || isArchive
                                == (row.at().isBefore(archivedBefore)
                                        && !row.status().equals("resting")))
                .filter(row -> row.at().getEpochSecond() >= from)
                .filter(row -> ticker == null || row.ticker().equals(ticker))
                .filter(row -> status == null || row.status().equals(status))
                .toList();
        return page(rows, field, query, twist);
    }

    private static long seconds(@Nullable String text) {
        if (text != null && !text.matches("[0-9]{1,12}")) {
            throw new Refusal(400, "invalid_min_ts");
        }
        return text == null ? 0 : Long.parseLong(text);
    }

    private static Map<String, @Nullable Object> page(
            List<Listed> oldestFirst, String field, Query query, @Nullable FaultKind twist) {
        int limit = Math.clamp(query.wholeNumber("limit", USUAL_PAGE), 1, LARGEST_PAGE);
        var cursor = query.first("cursor");
        int older = cursor == null || cursor.isEmpty() ? oldestFirst.size() : older(cursor, oldestFirst.size());
        int last = Math.max(0, older - limit);
        var rows = new ArrayList<Map<String, @Nullable Object>>();
        oldestFirst.subList(last, older).reversed().forEach(row -> rows.add(row.row()));
        var answer = new LinkedHashMap<String, @Nullable Object>();
        answer.put(field, twist == FaultKind.REORDER_PAGE ? rows.reversed() : rows);
        int next = twist == FaultKind.DUPLICATE_PAGE ? older : last;
        answer.put("cursor", next == 0 ? "" : "older-" + next);
        return answer;
    }

    private static int older(String cursor, int rows) {
        if (!cursor.matches("older-[0-9]{1,9}")) {
            throw new Refusal(400, "invalid_cursor");
        }
        return Math.min(rows, Integer.parseInt(cursor.substring("older-".length())));
    }

    private Object change(Ask ask, List<String> parts, Instant now) {
        if (!parts.get(1).equals("events")) {
            throw new Refusal(410, "deprecated_v1_order_endpoint");
        }
        if (ask.method().equals("POST") && parts.size() == 3) {
            var order = account.place(wish(ask.body()), now);
            return object(
                    "order_id", order.id(),
                    "client_order_id", order.clientId(),
                    "fill_count", AccountJson.contracts(order.filled()),
                    "remaining_count", AccountJson.contracts(order.remaining()),
                    "ts_ms", now.toEpochMilli());
        }
        if (ask.method().equals("DELETE") && parts.size() == 4) {
            var order = account.order(parts.get(3));
            var left = account.cancel(parts.get(3), now).orElseThrow(() -> new Refusal(404, "not_found"));
            return object(
                    "order_id", parts.get(3),
                    "client_order_id", order == null ? "" : order.clientId(),
                    "reduced_by", AccountJson.contracts(left),
                    "ts_ms", now.toEpochMilli());
        }
        throw new Refusal(405, "this route takes POST, and DELETE of one order");
    }

    private KalshiAccount.Wish wish(byte[] body) {
        try {
            var order = json.mapper().readTree(body);
            boolean bid = required(order, "side").equals("bid");
            long yes = number(order, "price", 4);
            if ((!bid && !required(order, "side").equals("ask")) || yes <= 0 || yes >= 10_000) {
                throw new Refusal(400, "invalid_order");
            }
            if (!TIMES_IN_FORCE.contains(required(order, "time_in_force"))
                    || required(order, "self_trade_prevention_type").isEmpty()) {
                throw new Refusal(400, "invalid_order");
            }
            return new KalshiAccount.Wish(
                    order.path("client_order_id").asText(),
                    required(order, "ticker"),
                    bid,
                    number(order, "count", 2),
                    bid ? yes : 10_000 - yes,
                    required(order, "time_in_force"));
        } catch (IOException unreadable) {
            throw new Refusal(400, "invalid_json");
        }
    }

    private static String required(JsonNode order, String field) {
        if (!order.path(field).isTextual()) {
            throw new Refusal(400, "missing_" + field);
        }
        return order.path(field).asText();
    }

    private static long number(JsonNode order, String field, int decimals) {
        var text = required(order, field);
        if (!text.matches("[0-9]{1,9}(\\.[0-9]{1,6})?")) {
            throw new Refusal(400, "invalid_" + field);
        }
        var number = new BigDecimal(text);
        if (number.stripTrailingZeros().scale() > decimals || number.signum() == 0) {
            throw new Refusal(400, "invalid_" + field);
        }
        return number.setScale(decimals, RoundingMode.UNNECESSARY)
                .unscaledValue()
                .longValueExact();
    }
}
