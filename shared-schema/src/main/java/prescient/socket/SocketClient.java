package prescient.socket;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one WebSocket connection up until it is closed: after every loss, and after every silence of more than the
 * receive timeout, it connects again after a pause that doubles, of which chance takes up to half. Its methods may be
 * called from any thread and do not block.
 */
public final class SocketClient implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(SocketClient.class);

    private final Vertx vertx;
    private final String who;
    private final URI uri;
    private final Supplier<Map<String, String>> headers;
    private final SocketLimits limits;
    private final RandomGenerator jitter;
    private final SocketTalk talk;
    private final io.vertx.core.http.WebSocketClient client;
    private final Context context;
    private final AtomicInteger connections = new AtomicInteger();

    // Everything below is the event loop's own.
    private int attempts;
    private @Nullable Connection current;
    private volatile boolean connected;
    private volatile boolean closed;

    /**
     * @param who is listened to, as log lines name it
     * @param uri of scheme {@code ws} or {@code wss}
     * @param headers made anew for every handshake, since signatures age
     * @param jitter draws part of each pause
     */
    public SocketClient(
            Vertx vertx,
            String who,
            URI uri,
            Supplier<Map<String, String>> headers,
            SocketLimits limits,
            RandomGenerator jitter,
            SocketTalk talk) {
        this.vertx = vertx;
        this.who = who;
        this.uri = uri;
        this.headers = headers;
        this.limits = limits;
        this.jitter = jitter;
        this.talk = talk;
        this.client = vertx.createWebSocketClient(new WebSocketClientOptions()
                .setMaxMessageSize(limits.maxMessageBytes())
                .setMaxFrameSize(limits.maxMessageBytes()));
        this.context = vertx.getOrCreateContext();
    }

    /** Begins to connect, and goes on until {@link #close}. */
    public void start() {
        context.runOnContext(now -> connect());
    }

    /** Whether a connection is up. */
    public boolean isConnected() {
        return connected;
    }

    /** How many connections there were after the first one. */
    public int reconnects() {
        return Math.max(0, connections.get() - 1);
    }

    /** Runs a task between two messages. */
    public void between(Runnable task) {
        context.runOnContext(now -> task.run());
    }

    private void connect() {
        if (closed) {
            return;
        }
        var options = new WebSocketConnectOptions()
                .setAbsoluteURI(uri.toString())
                .setTimeout(limits.connectTimeout().toMillis());
        headers.get().forEach(options::addHeader);
        client.connect(options).onComplete(attempt -> {
            if (attempt.failed()) {
                LOG.debugf(
                        "%s does not take a connection: %s",
                        who, attempt.cause().getMessage());
                again();
            } else if (closed) {
                attempt.result().close();
            } else {
                opened(attempt.result());
            }
        });
    }

    private void opened(WebSocket socket) {
        var connection = new Connection(socket);
        current = connection;
        connected = true;
        connections.incrementAndGet();
        socket.textMessageHandler(connection::heard);
        socket.exceptionHandler(broken -> connection.end("broken: " + broken.getMessage()));
        socket.closeHandler(end -> connection.end("closed by " + who));
        talk.opened(connection);
    }

    private void again() {
        if (!closed) {
            long pause = limits.pauseMillis(attempts++);
            vertx.setTimer(Math.max(1, pause - jitter.nextLong(pause / 2 + 1)), timer -> connect());
        }
    }

    /** Ends the connection for good; {@link SocketTalk#lost} is not called any more. */
    @Override
    public void close() {
        closed = true;
        context.runOnContext(now -> {
            if (current != null) {
                current.end("closed here");
            }
            client.close();
        });
    }

    private final class Connection implements SocketTalk.Line {

        private final WebSocket socket;
        private final long watch;
        private long heardAt = System.nanoTime();
        private boolean over;

        Connection(WebSocket socket) {
            this.socket = socket;
            long timeout = limits.receiveTimeout().toMillis();
            this.watch = vertx.setPeriodic(Math.max(1, timeout / 4), timer -> {
                if (!talk.expectsNews()) {
                    heardAt = System.nanoTime();
                } else if (System.nanoTime() - heardAt > limits.receiveTimeout().toNanos()) {
                    end("silent for " + limits.receiveTimeout());
                }
            });
        }

        void heard(String text) {
            heardAt = System.nanoTime();
            attempts = 0;
            if (!over && !closed) {
                talk.heard(text);
            }
        }

        @Override
        public void say(String text) {
            if (!over) {
                socket.writeTextMessage(text);
            }
        }

        @Override
        public void drop(String reason) {
            end(reason);
        }

        private void end(String reason) {
            if (over) {
                return;
            }
            over = true;
            current = null;
            connected = false;
            vertx.cancelTimer(watch);
            socket.close();
            if (!closed) {
                LOG.infof("the connection to %s is lost: %s", who, reason);
                talk.lost(reason);
                again();
            }
        }
    }
}
