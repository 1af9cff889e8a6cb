package prescient.signal;

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
 * before it, {@code GET /asked} shows and forgets the requests.
 */
public class FakeMarketIngest implements QuarkusTestResourceLifecycleManager {

    private record Answer(int status, String body) {}

    private final Deque<Answer> first = new ArrayDeque<>();
    private final Deque<String> asked = new ArrayDeque<>();
    private Answer usual = new Answer(200, "{\"events\":0,\"candidates\":0,\"markets\":0,\"items\":[]}");
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
