package prescient.trade.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import prescient.json.JsonSettings;

/**
 * The neighbours as small models: markets with quotes, signals to claim, and books that keep cash by the rules of the
 * contract. Safe for concurrent requests. A path can be made to fail.
 */
public final class FakeNeighbours {

    public static final FakeNeighbours INSTANCE = new FakeNeighbours();

    private static final ObjectMapper JSON = JsonSettings.mapper();

    private final Map<String, ObjectNode> quotes = new ConcurrentHashMap<>();
    private final Map<String, JsonNode> books = new ConcurrentHashMap<>();
    private final List<ObjectNode> signals = new ArrayList<>();
    private final Map<String, JsonNode> outcomes = new ConcurrentHashMap<>();
    private final Map<String, BigDecimal> reservations = new LinkedHashMap<>();
    private final Map<String, JsonNode> fills = new LinkedHashMap<>();
    private final Map<String, JsonNode> settlements = new LinkedHashMap<>();
    private final Map<String, Integer> calls = new ConcurrentHashMap<>();
    private final Set<String> failing = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> unbookable = new ConcurrentHashMap<>();
    private volatile JsonNode cutover = JsonNodeFactory.instance.objectNode();
    private volatile JsonNode checks = JsonNodeFactory.instance.arrayNode();
    private BigDecimal cash = new BigDecimal("10000.00");

    private FakeNeighbours() {}

    public synchronized void reset(String startingCash) {
        quotes.clear();
        books.clear();
        signals.clear();
        outcomes.clear();
        reservations.clear();
        fills.clear();
        settlements.clear();
        calls.clear();
        failing.clear();
        unbookable.clear();
        cutover = JSON.createObjectNode();
        checks = JSON.createArrayNode();
        cash = new BigDecimal(startingCash);
    }

    /** A market that trades at these prices right now. */
    public void quote(String marketId, String yes, String no) {
        quote(marketId, yes, no, Duration.ZERO, false, null);
    }

    public void quote(String marketId, String yes, String no, Duration age, boolean closed, String resolution) {
        var quote = JSON.createObjectNode();
        quote.put("market_id", marketId);
        quote.put("yes_price", yes == null ? null : new BigDecimal(yes));
        quote.put("no_price", no == null ? null : new BigDecimal(no));
        quote.put("observed_at", Instant.now().minus(age).toString());
        quote.put("closed", closed);
        quote.put("resolution", resolution);
        quotes.put(marketId, quote);
    }

    /** What {@code GET /books/{ticker}} answers. */
    public void book(String ticker, String book) {
        books.put(ticker, json(book));
    }

    /** A signal that can be claimed until its outcome is told. */
    public void signal(String signalId, String marketId, String action, String price) {
        signal(signalId, marketId, action, price, "100");
    }

    /** The same of an amount. */
    public synchronized void signal(String signalId, String marketId, String action, String price, String amount) {
        var signal = JSON.createObjectNode();
        signal.put("signal_id", signalId);
        signal.put("portfolio_id", 1);
        signal.put("market_id", marketId);
        signal.put("market_question", "Question " + marketId + "?");
        signal.put("action", action);
        signal.put("target_price", new BigDecimal(price));
        signal.put("amount", new BigDecimal(amount));
        signal.put("confidence", new BigDecimal("0.25"));
        signal.put("reason", "because");
        signals.add(signal);
    }

    /** What every service reports of its cut-over. */
    public void cutover(String report) {
        cutover = json(report);
    }

    /** What every service's health has besides the check of the database: an array. */
    public void checks(String others) {
        checks = json(others);
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException wrong) {
            throw new IllegalArgumentException(text, wrong);
        }
    }

    public void fail(String path) {
        failing.add(path);
    }

    /** The books take no request that holds this fill or settlement. */
    public void refuse(String id) {
        unbookable.put(id, 0);
    }

    /** How many requests were refused because of it. */
    public int refusals(String id) {
        return unbookable.getOrDefault(id, 0);
    }

    public void heal() {
        failing.clear();
    }

    /** The books have more cash, as after a settlement. */
    public synchronized void earn(String dollars) {
        cash = cash.add(new BigDecimal(dollars));
    }

    public synchronized BigDecimal cash() {
        return cash;
    }

    public synchronized Map<String, JsonNode> fills() {
        return Map.copyOf(fills);
    }

    public synchronized Map<String, JsonNode> settlements() {
        return Map.copyOf(settlements);
    }

    public Map<String, JsonNode> outcomes() {
        return Map.copyOf(outcomes);
    }

    public int calls(String path) {
        return calls.getOrDefault(path, 0);
    }

    /** The paths that were asked for since the last reset. */
    public Set<String> paths() {
        return Set.copyOf(calls.keySet());
    }

    void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            calls.merge(path, 1, Integer::sum);
            var text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var body = text.isEmpty() ? JSON.createObjectNode() : JSON.readTree(text);
            if (path.equals("/signals/check") && body.path("strategy").asText().equals("unknown")) {
                answer(exchange, 400, JSON.createObjectNode().put("code", "UNKNOWN_STRATEGY"));
                return;
            }
            if (failing.stream().anyMatch(path::startsWith)) {
                answer(exchange, 500, JSON.createObjectNode());
                return;
            }
            if (body.path("fills").valueStream().anyMatch(this::isUnbookable)
                    || body.path("settlements").valueStream().anyMatch(this::isUnbookable)) {
                answer(exchange, 400, JSON.createObjectNode().put("code", "INVALID_FIELD"));
                return;
            }
            if (path.startsWith("/books/")) {
                var book = books.get(path.substring("/books/".length()));
                answer(exchange, book == null ? 404 : 200, book == null ? JSON.createObjectNode() : book);
                return;
            }
            answer(exchange, 200, route(path, query(exchange), body));
        }
    }

    /** By the contract's limits, or because a test says so. */
    private boolean isUnbookable(JsonNode entry) {
        var id = entry.path("fill_id").asText(entry.path("settlement_id").asText());
        var question = entry.path("market_question").asText();
        boolean known = unbookable.computeIfPresent(id, (key, times) -> times + 1) != null;
        return known
                || id.length() > 200
                || entry.path("trade_id").asText().length() > 200
                || question.length() > 4000
                || question.indexOf('\0') >= 0;
    }

    private JsonNode route(String path, List<String> ids, JsonNode body) {
        return switch (path) {
            case "/prices" -> prices(ids);
            case "/prices/refresh" -> prices(texts(body.path("market_ids")));
            case "/ingest/runs" ->
                JSON.createObjectNode()
                        .put("run_id", body.path("run_id").asText())
                        .put("status", "complete")
                        .put("events", 7)
                        .put("markets", 46)
                        .put("quarantined", 0)
                        .put("snapshots", 46);
            case "/signals/generate" -> generation();
            case "/signals/check" -> JSON.createObjectNode().put("valid", true);
            case "/signals/claim" -> claim();
            case "/signals/outcomes" -> outcomes(body.path("outcomes"));
            case "/signals/archive" ->
                JSON.createObjectNode().put("archive_id", "a").put("signals_count", 2);
            case "/reservations" -> reserve(body.path("reservations"));
            case "/reservations/release" -> release(texts(body.path("order_ids")));
            case "/fills" -> book(body.path("fills"), "fill_id", fills);
            case "/settlements" -> book(body.path("settlements"), "settlement_id", settlements);
            case "/portfolios/1/valuation" -> valuation();
            case "/portfolios/1/snapshots" -> JSON.createObjectNode();
            case "/ledger/check" -> JSON.createObjectNode().put("balanced", true);
            case "/q/health", "/q/health/well" -> health();
            case "/cutover" -> cutover;
            default -> throw new IllegalArgumentException("no route " + path);
        };
    }

    private synchronized JsonNode generation() {
        return JSON.createObjectNode()
                .put("events", 7)
                .put("candidates", 3)
                .put("markets", 43)
                .put("signals", signals.size())
                .put("buy_yes", signals.size())
                .put("buy_no", 0);
    }

    private JsonNode prices(List<String> ids) {
        var answer = JSON.createObjectNode();
        var list = answer.putArray("quotes");
        ids.stream().filter(quotes::containsKey).forEach(id -> list.add(quotes.get(id)));
        return answer;
    }

    private synchronized JsonNode claim() {
        var answer = JSON.createObjectNode();
        var list = answer.putArray("signals");
        signals.stream()
                .filter(signal -> !outcomes.containsKey(signal.path("signal_id").asText()))
                .forEach(list::add);
        return answer;
    }

    private JsonNode outcomes(JsonNode told) {
        told.forEach(outcome -> outcomes.put(outcome.path("signal_id").asText(), outcome));
        return JSON.createObjectNode().put("applied", told.size());
    }

    private synchronized JsonNode reserve(JsonNode wanted) {
        var answer = JSON.createObjectNode();
        var results = answer.putArray("results");
        for (var reservation : wanted) {
            var id = reservation.path("order_id").asText();
            var amount = reservation.path("amount").decimalValue();
            boolean known = reservations.containsKey(id);
            boolean enough = known || cash.compareTo(amount) >= 0;
            if (enough && !known) {
                reservations.put(id, amount);
                cash = cash.subtract(amount);
            }
            results.addObject()
                    .put("order_id", id)
                    .put("outcome", enough ? "reserved" : "insufficient_cash")
                    .put("available", cash);
        }
        return answer;
    }

    private synchronized JsonNode release(List<String> orderIds) {
        orderIds.forEach(id -> {
            var held = reservations.remove(id);
            cash = held == null ? cash : cash.add(held);
        });
        return JSON.createObjectNode().put("released", orderIds.size());
    }

    private synchronized JsonNode book(JsonNode entries, String id, Map<String, JsonNode> books) {
        var answer = JSON.createObjectNode();
        var results = answer.putArray("results");
        for (var entry : entries) {
            var known = books.putIfAbsent(entry.path(id).asText(), entry);
            results.addObject().put(id, entry.path(id).asText()).put("outcome", known == null ? "booked" : "repeated");
        }
        return answer;
    }

    private synchronized JsonNode valuation() {
        return JSON.createObjectNode()
                .put("cash", cash)
                .put("reserved", 0)
                .put("positions_value", 0)
                .put("total_value", cash)
                .put("open_positions", fills.size());
    }

    private JsonNode health() {
        var answer = JSON.createObjectNode().put("status", "UP");
        var all = answer.putArray("checks");
        all.addObject()
                .put("name", "database")
                .put("status", "UP")
                .putObject("data")
                .put("state", "up")
                .put("latency_ms", 1);
        checks.forEach(all::add);
        return answer;
    }

    private static List<String> query(HttpExchange exchange) {
        var query = exchange.getRequestURI().getRawQuery();
        return query == null
                ? List.of()
                : Arrays.stream(query.split("&", -1))
                        .map(pair -> URLDecoder.decode(pair.substring(pair.indexOf('=') + 1), StandardCharsets.UTF_8))
                        .toList();
    }

    private static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(element -> texts.add(element.asText()));
        return texts;
    }

    private static void answer(HttpExchange exchange, int status, JsonNode body) throws IOException {
        var bytes = JSON.writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
