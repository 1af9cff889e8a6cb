package prescient.venuesim;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Takes every request, lets the faults have their way and sends the answer. */
final class HttpFront implements HttpHandler {

    private static final int LONGEST_BODY = 1_000_000;

    private final SimState state;
    private final Function<String, Site> sites;
    private final ControlApi control;
    private final Json json;

    /** @param sites the site that a path belongs to */
    HttpFront(SimState state, Function<String, Site> sites, ControlApi control, Json json) {
        this.state = state;
        this.sites = sites;
        this.control = control;
        this.json = json;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            var fault = isControl(path) ? null : state.faults().draw(path);
            if (fault != null) {
                state.faultsServed().count(fault.kind().wireName());
                pause(fault.delayMs());
            }
            var answer = answer(exchange, path, fault);
            send(exchange, answer, fault != null && fault.kind() == FaultKind.CUT_BODY);
        } catch (InterruptedException e) {
            // The simulator is closing: the client finds its connection closed.
            Thread.currentThread().interrupt();
        }
    }

    private Answer answer(HttpExchange exchange, String path, @Nullable Fault fault) throws IOException {
        try {
            var method = exchange.getRequestMethod();
            if (isControl(path)) {
                return control.answer(method, path, body(exchange));
            }
            var site = sites.apply(path);
            state.requests().count(site.route(path));
            if (!method.equals("GET")) {
                throw new Refusal(405, "this route takes GET");
            }
            return faulty(site, path, Query.parse(exchange.getRequestURI().getRawQuery()), fault);
        } catch (Refusal e) {
            return Answer.json(e.status(), json.write(Map.of("error", e.message())));
        } catch (RuntimeException e) {
            return Answer.json(500, json.write(Map.of("error", "the simulator failed: " + e)));
        }
    }

    private static Answer faulty(Site site, String path, Query query, @Nullable Fault fault) {
        if (fault == null) {
            return site.answer(path, query, null);
        }
        return switch (fault.kind()) {
            case HTTP_429 -> new Answer(429, "{\"error\":\"too many requests\"}", retryAfter(fault));
            case HTTP_500 -> Answer.json(500, "{\"error\":\"internal server error\"}");
            case INVALID_JSON -> site.answer(path, query, null).broken();
            case SLOW, CUT_BODY, DUPLICATE_PAGE, REORDER_PAGE, NON_FINITE -> site.answer(path, query, fault.kind());
        };
    }

    private static Map<String, String> retryAfter(Fault fault) {
        return fault.retryAfterSeconds() == null
                ? Map.of()
                : Map.of("Retry-After", fault.retryAfterSeconds().toString());
    }

    private static byte[] body(HttpExchange exchange) throws IOException {
        var body = exchange.getRequestBody().readNBytes(LONGEST_BODY + 1);
        if (body.length > LONGEST_BODY) {
            throw new Refusal(400, "the body is longer than " + LONGEST_BODY + " bytes");
        }
        return body;
    }

    /** For a cut body it promises the whole and sends half: closing the exchange then breaks the connection. */
    private static void send(HttpExchange exchange, Answer answer, boolean cut) throws IOException {
        var bytes = answer.bytes();
        exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(answer.status(), bytes.length);
        exchange.getResponseBody().write(bytes, 0, cut ? bytes.length / 2 : bytes.length);
        exchange.getResponseBody().flush();
    }

    private static void pause(int delayMs) throws InterruptedException {
        if (delayMs > 0) {
            Thread.sleep(delayMs);
        }
    }

    private static boolean isControl(String path) {
        return path.equals("/sim") || path.startsWith("/sim/");
    }
}
