package prescient.local.gateway;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import prescient.local.ServiceName;

/** Passes a request on to a service and its answer back, without looking inside. Safe for many threads. */
final class Forwarder {

    /** Longer than the longest answer a service gives: an ingest run or a whole cycle over the full catalogue. */
    private static final Duration ANSWER_TIMEOUT = Duration.ofMinutes(5);

    /** RFC 9110 section 7.6.1: about one connection, not about the request. Host and length are set anew. */
    private static final Set<String> NOT_PASSED_ON = Set.of(
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "host",
            "content-length",
            "expect");

    private final HttpClient http;
    private final Map<ServiceName, URI> services;
    private final RequestBodies bodies;
    private final EventStreams streams;

    Forwarder(HttpClient http, Map<ServiceName, URI> services, RequestBodies bodies, EventStreams streams) {
        this.http = http;
        this.services = services;
        this.bodies = bodies;
        this.streams = streams;
    }

    void forward(HttpExchange exchange, ServiceName service) throws IOException, InterruptedException {
        try (var body = bodies.read(exchange)) {
            forward(exchange, service, body.bytes());
        } catch (RequestBodies.Refusal refused) {
            refused.answer(exchange);
        }
    }

    private void forward(HttpExchange exchange, ServiceName service, byte[] body)
            throws IOException, InterruptedException {
        HttpResponse<InputStream> response;
        try {
            response = http.send(request(exchange, service, body), BodyHandlers.ofInputStream());
        } catch (HttpConnectTimeoutException | ConnectException down) {
            Answers.problem(exchange, GatewayProblem.SERVICE_UNAVAILABLE, service + " does not answer");
            return;
        } catch (HttpTimeoutException slow) {
            Answers.problem(exchange, GatewayProblem.SERVICE_TIMEOUT, service + " took too long");
            return;
        } catch (IOException broken) {
            Answers.problem(exchange, GatewayProblem.BAD_GATEWAY, service + " broke off: " + broken.getMessage());
            return;
        } catch (IllegalArgumentException unusable) {
            Answers.problem(exchange, GatewayProblem.NOT_FOUND, "this request cannot be passed on");
            return;
        }
        passBack(exchange, response);
    }

    private HttpRequest request(HttpExchange exchange, ServiceName service, byte[] body) {
        var uri = exchange.getRequestURI();
        var query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        var base = services.get(service);
        var request = HttpRequest.newBuilder(URI.create(base + uri.getRawPath() + query))
                .timeout(ANSWER_TIMEOUT)
                .method(
                        exchange.getRequestMethod(),
                        body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        var ofThisConnection = namedByConnection(exchange.getRequestHeaders());
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (isPassedOn(name) && !ofThisConnection.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return request.build();
    }

    private void passBack(HttpExchange exchange, HttpResponse<InputStream> response) throws IOException {
        try (var answer = response.body()) {
            response.headers().map().forEach((name, values) -> {
                if (isPassedOn(name) && !name.startsWith(":")) {
                    exchange.getResponseHeaders().put(name, values);
                }
            });
            var length = response.headers().firstValueAsLong("content-length").orElse(-1);
            var status = response.statusCode();
            if (isEventStream(response) && !isHead(exchange)) {
                streams.pass(exchange, status, answer);
                return;
            }
            var hasBody = length != 0 && status != 204 && status != 304 && !isHead(exchange);
            exchange.sendResponseHeaders(status, hasBody ? Math.max(0, length) : -1);
            if (hasBody) {
                try (var output = exchange.getResponseBody()) {
                    answer.transferTo(output);
                }
            }
        }
    }

    private static boolean isEventStream(HttpResponse<?> response) {
        return response.headers()
                .firstValue("content-type")
                .filter(type -> type.startsWith("text/event-stream"))
                .isPresent();
    }

    private static boolean isHead(HttpExchange exchange) {
        return "HEAD".equals(exchange.getRequestMethod());
    }

    private static boolean isPassedOn(String header) {
        return !NOT_PASSED_ON.contains(header.toLowerCase(Locale.ROOT));
    }

    private static Set<String> namedByConnection(Headers headers) {
        return headers.getOrDefault("Connection", java.util.List.of()).stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }
}
