package prescient.local.gateway;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * Answers of server-sent events, which go on for minutes: each piece is passed on when it comes, so many streams at a
 * time. A stream ends when the service ends it, which it does before the server would cut it; when the client has left,
 * which the next event shows; and when the gateway closes. Safe for many threads.
 */
final class EventStreams implements AutoCloseable {

    /** More than a service tells anything at a time. */
    static final int MOST = 128;

    private static final int BUFFER_BYTES = 8 * 1024;

    private final Semaphore places = new Semaphore(MOST);
    private final Set<InputStream> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** Passes on what {@code events} brings, as the body of an answer whose headers are set. Closes neither. */
    void pass(HttpExchange exchange, int status, InputStream events) throws IOException {
        if (!places.tryAcquire()) {
            Answers.problem(exchange, GatewayProblem.TOO_MANY_STREAMS, MOST + " streams are open");
            return;
        }
        open.add(events);
        try {
            exchange.sendResponseHeaders(status, 0);
            try (var client = exchange.getResponseBody()) {
                if (!closed) {
                    pump(events, client);
                }
            }
        } finally {
            open.remove(events);
            places.release();
        }
    }

    /** How many are open. */
    int count() {
        return open.size();
    }

    /** A service that breaks off ends its stream like one that says so: listeners come again in either case. */
    private static void pump(InputStream events, OutputStream client) throws IOException {
        var buffer = new byte[BUFFER_BYTES];
        for (var read = next(events, buffer); read >= 0; read = next(events, buffer)) {
            client.write(buffer, 0, read);
            client.flush();
        }
    }

    private static int next(InputStream events, byte[] buffer) {
        try {
            return events.read(buffer);
        } catch (IOException brokenOff) {
            return -1;
        }
    }

    /** Ends all streams, and those that are about to begin. */
    @Override
    public void close() {
        closed = true;
        open.forEach(EventStreams::end);
    }

    private static void end(InputStream events) {
        try {
            events.close();
        } catch (IOException ignored) {
            // It is over in any case.
        }
    }
}
