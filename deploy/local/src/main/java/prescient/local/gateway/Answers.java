package prescient.local.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The answers the gateway gives itself. */
final class Answers {

    private Answers() {}

    static void json(HttpExchange exchange, JsonNode body) throws IOException {
        send(exchange, 200, "application/json", body);
    }

    static void problem(HttpExchange exchange, GatewayProblem problem, String detail) throws IOException {
        if (problem == GatewayProblem.SERVICE_UNAVAILABLE) {
            exchange.getResponseHeaders().set("Retry-After", "1");
        }
        send(exchange, problem.status(), "application/problem+json", problem.body(detail));
    }

    private static void send(HttpExchange exchange, int status, String type, JsonNode body) throws IOException {
        var bytes = body.toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        if ("HEAD".equals(exchange.getRequestMethod())) {
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        exchange.sendResponseHeaders(status, bytes.length);
        try (var output = exchange.getResponseBody()) {
            output.write(bytes);
        }
    }
}
