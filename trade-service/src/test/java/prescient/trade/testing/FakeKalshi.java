package prescient.trade.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;
import prescient.json.JsonSettings;

/** Kalshi as far as a test gives it rows: lists newest first behind cursors, and a note of everything it was asked. */
public final class FakeKalshi implements AutoCloseable {

    private static final Map<String, String> FIELDS =
            Map.of("fills", "fills", "orders", "orders", "settlements", "settlements", "positions", "market_positions");
    private static final Map<String, String> TIMES =
            Map.of("fills", "created_time", "orders", "created_time", "settlements", "settled_time");

    /** An answer; no status at all closes the connection instead. */
    public record Reply(int status, String body) {}

    private final ObjectMapper json = JsonSettings.mapper();
    private final HttpServer server;
    private final Map<String, List<JsonNode>> rows = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> signatures = new CopyOnWriteArrayList<>();
    private final List<String> bodies = Collections.synchronizedList(new ArrayList<>());
    private volatile String balance = "{\"balance\": 100000}";
    private volatile Instant readable = Instant.EPOCH;
    private volatile Function<String, Reply> instead = request -> null;

    public FakeKalshi() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** @param list such as {@code fills} or {@code historical/fills}, newest first */
    public void give(String list, Iterable<JsonNode> newestFirst) {
        var copy = new ArrayList<JsonNode>();
        newestFirst.forEach(copy::add);
        rows.put(list, List.copyOf(copy));
    }

    public void give(String list, String... newestFirst) {
        var parsed = new ArrayList<JsonNode>();
        for (var row : newestFirst) {
            parsed.add(tree(row));
        }
        give(list, parsed);
    }

    public void giveBalance(String answer) {
        balance = answer;
    }

    public void readableUntil(Instant time) {
        readable = time;
    }

    /** Answers instead of the right one where the function of {@code METHOD path?query} is not null. */
    public void answer(Function<String, Reply> otherwise) {
        instead = otherwise;
    }

    /** All of it, as {@code METHOD path?query}. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /** Requests that could change something. */
    public List<String> changes() {
        return requests.stream().filter(request -> !request.startsWith("GET ")).toList();
    }

    /** Of every request. */
    public List<String> signatures() {
        return List.copyOf(signatures);
    }

    public List<String> bodies() {
        return List.copyOf(bodies);
    }

    public void forget() {
        requests.clear();
        bodies.clear();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            requests.add(request);
            signatures.add(String.valueOf(exchange.getRequestHeaders().getFirst("KALSHI-ACCESS-SIGNATURE")));
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (!body.isEmpty()) {
                bodies.add(body);
            }
            var other = instead.apply(request);
            var reply = other == null ? right(exchange) : other;
            if (reply.status() > 0) {
                var bytes = reply.body().getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(reply.status(), bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        }
    }

    private Reply right(HttpExchange exchange) {
        var path = exchange.getRequestURI().getPath().replaceFirst("^/trade-api/v2/", "");
        var query = query(exchange.getRequestURI().getQuery());
        if (path.equals("portfolio/balance")) {
            return new Reply(200, balance);
        }
        if (path.equals("exchange/user_data_timestamp")) {
            return new Reply(200, "{\"as_of_time\": \"" + readable + "\"}");
        }
        if (path.startsWith("portfolio/orders/")) {
            return rows.getOrDefault("orders", List.of()).stream()
                    .filter(order -> path.endsWith("/" + order.path("order_id").asText()))
                    .findFirst()
                    .map(order -> new Reply(200, "{\"order\": " + order + "}"))
                    .orElse(new Reply(404, "{\"error\": {\"code\": \"not_found\"}}"));
        }
        var list = path.replaceFirst("^portfolio/", "");
        var name = list.replaceFirst("^historical/", "");
        return FIELDS.containsKey(name) ? page(list, name, query) : new Reply(404, "{}");
    }

    private Reply page(String list, String name, Map<String, String> query) {
        var wanted = rows.getOrDefault(list, List.of()).stream()
                .filter(row -> !query.containsKey("min_ts")
                        || Instant.parse(row.path(TIMES.get(name)).asText()).getEpochSecond()
                                >= Long.parseLong(query.get("min_ts")))
                .filter(row -> !query.containsKey("status")
                        || row.path("status").asText().equals(query.get("status")))
                .filter(row -> !query.containsKey("ticker")
                        || row.path("ticker").asText().equals(query.get("ticker")))
                .toList();
        int from = Integer.parseInt(query.getOrDefault("cursor", "0"));
        int to = Math.min(wanted.size(), from + Integer.parseInt(query.get("limit")));
        var answer = json.createObjectNode();
        answer.putArray(FIELDS.get(name)).addAll(wanted.subList(from, to));
        answer.put("cursor", to == wanted.size() ? "" : String.valueOf(to));
        return new Reply(200, answer.toString());
    }

    private static Map<String, String> query(String raw) {
        var values = new HashMap<String, String>();
        for (var pair : raw == null ? new String[0] : raw.split("&", -1)) {
            var parts = pair.split("=", 2);
            values.put(parts[0], parts[1]);
        }
        return values;
    }

    private JsonNode tree(String row) {
        try {
            return json.readTree(row);
        } catch (IOException wrong) {
            throw new UncheckedIOException(wrong);
        }
    }

    /** A row with another value of a field. */
    public static JsonNode with(JsonNode row, String field, String value) {
        return ((ObjectNode) row.deepCopy()).put(field, value);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
