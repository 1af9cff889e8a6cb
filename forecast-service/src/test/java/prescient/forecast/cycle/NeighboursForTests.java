package prescient.forecast.cycle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import prescient.json.JsonSettings;

/** trade-service and portfolio-service on one port: one portfolio, and every order is filled at its limit. */
public class NeighboursForTests implements QuarkusTestResourceLifecycleManager {

    /** Two neighbours are told apart by their paths. */
    static final int PORTFOLIO = 7;

    private static final ObjectMapper JSON = JsonSettings.mapper();

    /** Whether the books are in the legacy files, which hold one portfolio. */
    static volatile boolean onFiles;

    private @Nullable HttpServer server;

    @Override
    public Map<String, String> start() {
        try {
            var started = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            started.createContext("/", NeighboursForTests::handle);
            started.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            started.start();
            server = started;
            var url = "http://127.0.0.1:" + started.getAddress().getPort();
            return Map.of("prescient.url.trade", url, "prescient.url.portfolio", url);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void stop() {
        Objects.requireNonNull(server).stop(0);
    }

    private static void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = JSON.readTree(exchange.getRequestBody().readAllBytes());
            var path = exchange.getRequestURI().getPath();
            var refused = onFiles && path.equals("/portfolios");
            var answer = JSON.writeValueAsBytes(refused ? refusal() : answer(path, body));
            exchange.getResponseHeaders()
                    .set("Content-Type", refused ? "application/problem+json" : "application/json");
            exchange.sendResponseHeaders(refused ? 409 : 200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private static JsonNode refusal() {
        return JSON.createObjectNode()
                .put("code", "FILE_MODE_HAS_ONE_PORTFOLIO")
                .put("detail", "name Temperature markets")
                .put("hint", "more of them need another mode");
    }

    private static JsonNode answer(String path, JsonNode body) {
        var answer = JSON.createObjectNode();
        switch (path) {
            case "/portfolios" ->
                answer.put("portfolio_id", PORTFOLIO)
                        .put("name", body.path("name").asText());
            case "/trades/settle" ->
                answer.put("open_markets", 0).put("refreshed", 0).put("settled", 0);
            case "/orders" -> {
                var results = answer.putArray("results");
                body.path("orders")
                        .forEach(order -> results.addObject()
                                .put("order_id", order.path("order_id").asText())
                                .put(
                                        "trade_id",
                                        "trade-" + order.path("order_id").asText())
                                .put("status", order.path("portfolio_id").asInt() == PORTFOLIO ? "filled" : "denied")
                                .putNull("code")
                                .putNull("detail")
                                .put("price", order.path("price").decimalValue())
                                .put("shares", 1));
            }
            default -> throw new IllegalArgumentException("no route " + path);
        }
        return answer;
    }
}
