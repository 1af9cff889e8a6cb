package prescient.local.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/**
 * Stands in for every service: answers its probes, ends the dry run of an import at once and, like trade-service and
 * forecast-service, has one fixed cycle of each kind.
 */
public final class FakeService {

    /** Environment variable: the base URL variable of the service that should end before it is ready. */
    public static final String ENDS_EARLY = "FAKE_ENDS_EARLY";

    /** Environment variable: the base URL variable of the service that never becomes ready. */
    public static final String NEVER_READY = "FAKE_NEVER_READY";

    /** Environment variable: when it is there, forecast cycles fail. */
    public static final String FORECAST_FAILS = "FAKE_FORECAST_FAILS";

    private static final String TRADED = """
            {"cycle_id":"%s","status":"completed","steps":[{"name":"status","status":"completed"}],
            "summary":{"events":7,"candidates":3,"markets":43,"signals":37,"executed":37,"denied":0,
            "cash":6300.00,"total_value":9999.50,"ledger_balanced":true}}""";
    private static final String FORECAST = """
            {"cycle_id":"%s","status":"completed",
            "steps":[{"name":"decision","status":"completed","counts":{"chosen":3,"cost_dollars":19.80}},
            {"name":"order","status":"completed","counts":{"orders":3,"orders_filled":2,"orders_refused":1}}]}""";
    private static final String NOT_FORECAST = """
            {"cycle_id":"%s","status":"failed",
            "steps":[{"name":"pulse","status":"failed","counts":{},"message":"no source answered"}]}""";

    private FakeService() {}

    /** Serves on {@code QUARKUS_HTTP_PORT} until the process is ended. */
    public static void main(String[] arguments) throws IOException {
        var port = Integer.parseInt(System.getenv("QUARKUS_HTTP_PORT"));
        var victim = System.getenv(ENDS_EARLY);
        if (victim != null && System.getenv(victim).endsWith(":" + port)) {
            System.err.println("this fake ends early");
            System.exit(7);
        }
        var server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 0);
        var late = System.getenv(NEVER_READY);
        var ready = late == null || !System.getenv(late).endsWith(":" + port);
        server.createContext("/q/health/ready", exchange -> answer(exchange, ready ? 200 : 503, "{\"status\":\"UP\"}"));
        server.createContext(
                "/environment/",
                exchange -> answer(
                        exchange,
                        200,
                        String.valueOf(
                                System.getenv(exchange.getRequestURI().getPath().substring(13)))));
        server.createContext("/trading/status", exchange -> answer(exchange, 200, "{\"fake\":true}"));
        server.createContext(
                "/cutover/",
                exchange -> answer(exchange, 200, "{\"id\":\"fake\",\"status\":\"complete\",\"dry_run\":true}"));
        server.createContext("/trading/cycles", exchange -> cycle(exchange, TRADED));
        var fails = System.getenv(FORECAST_FAILS) != null;
        server.createContext("/forecast/cycles", exchange -> cycle(exchange, fails ? NOT_FORECAST : FORECAST));
        server.start();
    }

    private static void cycle(HttpExchange exchange, String cycle) throws IOException {
        if ("GET".equals(exchange.getRequestMethod())) {
            answer(exchange, 404, "{}");
            return;
        }
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var id = body.replaceFirst(".*\"cycle_id\":\"([^\"]*)\".*", "$1");
        answer(exchange, 200, cycle.formatted(id));
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        try (var output = exchange.getResponseBody()) {
            output.write(bytes);
        }
    }
}
