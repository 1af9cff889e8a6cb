package prescient.portfolio;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** A market-ingest-service of one route, {@code GET /prices}; a test injects it by declaring a field of this type. */
public class FakeMarket implements QuarkusTestResourceLifecycleManager {

    private final Map<String, String> quotes = new ConcurrentHashMap<>();
    private final List<Integer> askedSizes = new CopyOnWriteArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();

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
        server.createContext("/prices", this::prices);
        server.start();
        return Map.of(
                "prescient.url.market-ingest",
                "http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void stop() {
        server.stop(0);
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, field -> field.getType() == FakeMarket.class);
    }

    /** @param no null for a side without a price */
    void quote(String marketId, String yes, @org.jspecify.annotations.Nullable String no, String observedAt) {
        quotes.put(marketId, """
                {"market_id":"%s","yes_price":%s,"no_price":%s,"observed_at":"%s","closed":false,"resolution":null}
                """.formatted(marketId, yes, no, observedAt));
    }

    /** The next answers are 503. */
    void fail(int times) {
        failures.set(times);
    }

    /** How many markets each request asked for so far. */
    List<Integer> askedSizes() {
        return askedSizes;
    }

    private void prices(HttpExchange exchange) throws IOException {
        var ids = Arrays.stream(exchange.getRequestURI().getQuery().split("&"))
                .map(part -> part.substring("market_id=".length()))
                .toList();
        askedSizes.add(ids.size());
        var body = ids.stream().filter(quotes::containsKey).map(quotes::get).collect(Collectors.joining(","));
        boolean failing = failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
        var bytes = ("{\"quotes\":[" + body + "]}").getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(failing ? 503 : 200, bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }
}
