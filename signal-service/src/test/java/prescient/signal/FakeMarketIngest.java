package prescient.signal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.Executors;

/**
 * Stands in for market-ingest-service. It is told over HTTP what to answer, because a test and a test resource do not
 * share static state: {@code PUT /answer?status=200} replaces the answer, {@code PUT /answer?status=503&times=1} goes
 * before it, {@code GET /asked} shows and forgets the requests,
 * {@code PUT /recorded} says which pages of snapshots and which markets were recorded.
 */
public class FakeMarketIngest implements QuarkusTestResourceLifecycleManager {

    private record Answer(int status, String body) {}

    private final Deque<Answer> first = new ArrayDeque<>();
    private final Deque<String> asked = new ArrayDeque<>();
    private Answer usual = new Answer(200, "{\"events\":0,\"candidates\":0,\"markets\":0,\"items\":[]}");
    private JsonNode recorded = MissingNode.getInstance();
    private final HttpServer server = create();

    private static HttpServer create() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public Map<String, String> start() {
        server.createContext("/markets/filter", this::filter);
        server.createContext("/snapshots", this::snapshots);
        server.createContext("/snapshots/markets", exchange -> send(exchange, 200, recorded("markets", 0)));
        server.createContext("/recorded", this::record);
        server.createContext("/answer", this::prepare);
        server.createContext("/asked", this::asked);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        var url = "http://127.0.0.1:" + server.getAddress().getPort();
        return Map.of(
                "prescient.url.market-ingest",
                url,
                "prescient.signal.expire-every",
                "off",
                "prescient.entry.every",
                "off",
                "prescient.backtest.every",
                "off");
    }

    @Override
    public void stop() {
        server.stop(0);
    }

    private synchronized void filter(HttpExchange exchange) throws IOException {
        asked.add(body(exchange));
        var answer = first.isEmpty() ? usual : first.removeFirst();
        send(exchange, answer.status(), answer.body());
    }

    private synchronized void prepare(HttpExchange exchange) throws IOException {
        var query = String.valueOf(exchange.getRequestURI().getQuery());
        var status = Integer.parseInt(query.replaceAll(".*status=(\\d+).*", "$1"));
        var answer = new Answer(status, body(exchange));
        if (query.contains("times=")) {
            first.addAll(Collections.nCopies(Integer.parseInt(query.replaceAll(".*times=(\\d+).*", "$1")), answer));
        } else {
            first.clear();
            usual = answer;
        }
        send(exchange, 200, "{}");
    }

    /** Page by page, as often as it is asked. */
    private void snapshots(HttpExchange exchange) throws IOException {
        var query = String.valueOf(exchange.getRequestURI().getQuery());
        int page = query.contains("cursor=p") ? Integer.parseInt(query.replaceAll(".*cursor=p(\\d+).*", "$1")) : 0;
        send(exchange, 200, recorded("pages", page));
    }

    private synchronized void record(HttpExchange exchange) throws IOException {
        recorded = new ObjectMapper().readTree(body(exchange));
        send(exchange, 200, "{}");
    }

    /** A page of snapshots, or all markets. */
    private synchronized String recorded(String what, int page) {
        if (what.equals("markets")) {
            return recorded.path("markets").toString();
        }
        var next = page + 1 < recorded.path("pages").size() ? "\"p" + (page + 1) + "\"" : "null";
        var items = recorded.path("pages").isEmpty()
                ? "[]"
                : recorded.path("pages").get(page).toString();
        return "{\"items\":%s,\"next_cursor\":%s}".formatted(items, next);
    }

    private synchronized void asked(HttpExchange exchange) throws IOException {
        var all = "[" + String.join(",", asked) + "]";
        asked.clear();
        send(exchange, 200, all);
    }

    private static String body(HttpExchange exchange) throws IOException {
        return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
