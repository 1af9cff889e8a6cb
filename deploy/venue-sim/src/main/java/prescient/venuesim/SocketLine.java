package prescient.venuesim;

import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** The way to one client, with the faults on it. Used from the connection's own thread only. */
final class SocketLine {

    private final Vertx vertx;
    private final ServerWebSocket socket;
    private final SimState state;
    private final String path;
    /** What waits behind a message that is late, in its order. */
    private final ArrayDeque<String> late = new ArrayDeque<>();

    private @Nullable String swapped;
    private boolean silent;

    SocketLine(Vertx vertx, ServerWebSocket socket, SimState state, String path) {
        this.vertx = vertx;
        this.socket = socket;
        this.state = state;
        this.path = path;
    }

    /** Sends a text, unless the connection is closed or a fault says otherwise. */
    void send(String text) {
        if (silent || socket.isClosed()) {
            return;
        }
        var fault = state.faults().draw(path, FaultKind.Target.MESSAGE);
        if (fault == null) {
            inTurn(text);
            return;
        }
        state.faultsServed().count(fault.kind().wireName());
        switch (fault.kind()) {
            case CUT_SOCKET -> {
                // What waits for the one behind it has none any more.
                if (swapped != null) {
                    socket.writeTextMessage(swapped);
                }
                socket.close((short) 1011);
            }
            case SILENT_SOCKET -> silent = true;
            case DROP_MESSAGE -> state.faultsServed().count("messages_lost");
            case DUPLICATE_MESSAGE -> {
                inTurn(text);
                inTurn(text);
            }
            case REORDER_MESSAGE -> {
                if (swapped == null) {
                    swapped = text;
                } else {
                    inTurn(text);
                }
            }
            case SLOW -> {
                late.add(text);
                if (late.size() == 1) {
                    vertx.setTimer(Math.max(1, fault.delayMs()), timer -> catchUp());
                }
            }
            case HTTP_429, HTTP_500, CUT_BODY, INVALID_JSON, DUPLICATE_PAGE, REORDER_PAGE, NON_FINITE -> inTurn(text);
        }
    }

    private void inTurn(String text) {
        if (late.isEmpty()) {
            write(text);
        } else {
            late.add(text);
        }
    }

    private void catchUp() {
        while (!late.isEmpty()) {
            write(late.remove());
        }
    }

    private void write(String text) {
        if (socket.isClosed() || silent) {
            return;
        }
        socket.writeTextMessage(text);
        if (swapped != null) {
            var earlier = swapped;
            swapped = null;
            socket.writeTextMessage(earlier);
        }
    }
}
