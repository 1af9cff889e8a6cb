package prescient.local.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** The answers the gateway gives itself. */
final class Answers {

    private Answers() {}

    static void json(HttpExchange exchange, JsonNode body) throws IOException {
        send(exchange, 200, "application/json", body);
    }

    static void problem(HttpExchange exchange, GatewayProblem problem, String detail) throws IOException {
        if (problem.status() == 503 || problem == GatewayProblem.TOO_MANY_REQUESTS) {
            exchange.getResponseHeaders().set("Retry-After", "1");
        }
        if (problem == GatewayProblem.NOT_AUTHENTICATED) {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
        }
        send(exchange, problem.status(), "application/problem+json", problem.body(detail));
    }

    /** A service's answer as it is. */
    static void passOn(HttpExchange exchange, HttpResponse<String> answer) throws IOException {
        var type = answer.headers().firstValue("Content-Type").orElse("application/json");
        send(exchange, answer.statusCode(), type, answer.body());
    }

    private static void send(HttpExchange exchange, int status, String type, JsonNode body) throws IOException {
        send(exchange, status, type, body.toString());
    }

    private static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
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
