package prescient.venuesim;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Takes every request, lets the faults have their way and sends the answer; sockets it hands on. */
final class HttpFront implements Handler<HttpServerRequest> {

    private static final int LONGEST_BODY = 1_000_000;

    private final SimState state;
    private final Function<String, Site> sites;
    private final SocketFront sockets;
    private final ControlApi control;
    private final Json json;
    private final Executor threads;

    /**
     * @param sites the site that a path belongs to
     * @param threads run what may wait, one task to a thread
     */
    HttpFront(
            SimState state,
            Function<String, Site> sites,
            SocketFront sockets,
            ControlApi control,
            Json json,
            Executor threads) {
        this.state = state;
        this.sites = sites;
        this.sockets = sockets;
        this.control = control;
        this.json = json;
        this.threads = threads;
    }

    /** On the event loop: only collects the body. */
    @Override
    public void handle(HttpServerRequest request) {
        if (SocketFront.wanted(request)) {
            sockets.take(request);
            return;
        }
        var body = Buffer.buffer();
        request.handler(part -> {
            if (body.length() <= LONGEST_BODY) {
                body.appendBuffer(part);
            }
        });
        request.endHandler(end -> {
            try {
                threads.execute(() -> serve(request, body.getBytes()));
            } catch (RejectedExecutionException closing) {
                request.connection().close();
            }
        });
    }

    private void serve(HttpServerRequest request, byte[] body) {
        try {
            var path = path(request);
            var fault = isControl(path) ? null : state.faults().draw(path, FaultKind.Target.ANSWER);
            if (fault != null) {
                state.faultsServed().count(fault.kind().wireName());
                pause(fault.delayMs());
            }
            var answer = answer(request, path, body, fault);
            send(request, answer, fault != null && fault.kind() == FaultKind.CUT_BODY);
        } catch (InterruptedException e) {
            // The simulator is closing: the client finds its connection closed.
            Thread.currentThread().interrupt();
        }
    }

    private Answer answer(HttpServerRequest request, String path, byte[] body, @Nullable Fault fault) {
        try {
            if (body.length > LONGEST_BODY) {
                throw new Refusal(400, "the body is longer than " + LONGEST_BODY + " bytes");
            }
            var method = request.method().name();
            if (isControl(path)) {
                return control.answer(method, path, body);
            }
            var site = sites.apply(path);
            state.requests().count((method.equals("GET") ? "" : method + " ") + site.route(path));
            if (!site.takes(method, path)) {
                throw new Refusal(405, "this route takes GET");
            }
            return faulty(
                    site,
                    new Ask(method, path, Query.parse(URI.create(request.uri()).getRawQuery()), headers(request), body),
                    fault);
        } catch (Refusal e) {
            return Answer.json(e.status(), json.write(Map.of("error", e.message())));
        } catch (RuntimeException e) {
            return Answer.json(500, json.write(Map.of("error", "the simulator failed: " + e)));
        }
    }

    private static Answer faulty(Site site, Ask ask, @Nullable Fault fault) {
        if (fault == null) {
            return site.answer(ask, null);
        }
        return switch (fault.kind()) {
            case HTTP_429 -> new Answer(429, "{\"error\":\"too many requests\"}", retryAfter(fault));
            case HTTP_500 -> Answer.json(500, "{\"error\":\"internal server error\"}");
            case INVALID_JSON -> site.answer(ask, null).broken();
            case SLOW, CUT_BODY, DUPLICATE_PAGE, REORDER_PAGE, NON_FINITE -> site.answer(ask, fault.kind());
            case CUT_SOCKET, SILENT_SOCKET, DUPLICATE_MESSAGE, REORDER_MESSAGE, DROP_MESSAGE -> site.answer(ask, null);
        };
    }

    private static Map<String, String> retryAfter(Fault fault) {
        return fault.retryAfterSeconds() == null
                ? Map.of()
                : Map.of("Retry-After", fault.retryAfterSeconds().toString());
    }

    static Map<String, String> headers(HttpServerRequest request) {
        var headers = new LinkedHashMap<String, String>();
        request.headers()
                .forEach(header -> headers.putIfAbsent(header.getKey().toLowerCase(Locale.ROOT), header.getValue()));
        return headers;
    }

    /** For a cut body it promises the whole, sends half and breaks the connection. */
    private static void send(HttpServerRequest request, Answer answer, boolean cut) {
        var bytes = answer.bytes();
        var response = request.response().setStatusCode(answer.status());
        response.putHeader("Content-Type", "application/json; charset=utf-8");
        answer.headers().forEach(response::putHeader);
        response.putHeader("Content-Length", Integer.toString(bytes.length));
        if (cut) {
            response.write(Buffer.buffer(bytes).slice(0, bytes.length / 2))
                    .onComplete(sent -> request.connection().close());
        } else {
            response.end(Buffer.buffer(bytes));
        }
    }

    /** Decoded; as it came when it cannot be. */
    static String path(HttpServerRequest request) {
        try {
            return URI.create(request.uri()).getPath();
        } catch (IllegalArgumentException e) {
            return String.valueOf(request.path());
        }
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
