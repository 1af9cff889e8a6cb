package prescient.signal;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Executors;

/**
 * Stands in for the stop rules of trade-service's desk, which a change has to name the version of. It is told over HTTP
 * what to do: {@code POST /reset} begins anew, {@code POST /leave} has it answer 503 from then on.
 */
public class FakeDesk implements QuarkusTestResourceLifecycleManager {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server = create();
    private ObjectNode rules = first();
    private boolean away;

    private static HttpServer create() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static ObjectNode first() {
        return JSON.createObjectNode()
                .put("version", 1)
                .put("probability_stop", true)
                .put("probability_threshold", 40)
                .put("verification_seconds", 0)
                .put("min_close_seconds", 60)
                .put("spike_stop", true)
                .put("spike_threshold", 0.36)
                .put("changed_by", "installation")
                .put("changed_at", "2025-07-28T12:00:00Z");
    }

    @Override
    public Map<String, String> start() {
        server.createContext("/desk/active-settings", this::settings);
        server.createContext("/reset", exchange -> {
            rules = first();
            away = false;
            answer(exchange, 204, "");
        });
        server.createContext("/leave", exchange -> {
            away = true;
            answer(exchange, 204, "");
        });
        server.setExecutor(Executors.newSingleThreadExecutor());
        server.start();
        return Map.of(
                "prescient.url.trade", "http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void settings(HttpExchange exchange) throws IOException {
        if (away) {
            answer(exchange, 503, "{}");
            return;
        }
        if (exchange.getRequestMethod().equals("PUT")) {
            var wanted = (ObjectNode) JSON.readTree(exchange.getRequestBody());
            if (wanted.path("version").asInt() != rules.path("version").asInt()) {
                answer(exchange, 409, "{\"code\":\"SETTINGS_CHANGED\"}");
                return;
            }
            rules = wanted.put("version", wanted.path("version").asInt() + 1);
        }
        answer(exchange, 200, rules.toString());
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void stop() {
        server.stop(0);
    }
}
