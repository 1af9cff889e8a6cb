package prescient.venuesim;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Takes connections to sockets and keeps their talks going. */
final class SocketFront {

    /** Messages are late by this much at most. */
    private static final long STEP_MS = 25;

    private static final long PING_MS = TimeUnit.SECONDS.toMillis(10);

    private final Vertx vertx;
    private final SimState state;
    private final List<SocketSite> sites;

    SocketFront(Vertx vertx, SimState state, List<SocketSite> sites) {
        this.vertx = vertx;
        this.state = state;
        this.sites = sites;
    }

    static boolean wanted(HttpServerRequest request) {
        return "websocket".equalsIgnoreCase(request.getHeader("Upgrade"));
    }

    /** Answers the handshake; a fault that breaks answers breaks it. */
    void take(HttpServerRequest request) {
        var path = HttpFront.path(request);
        var site = sites.stream().filter(one -> one.has(path)).findFirst();
        var fault = state.faults().draw(path, FaultKind.Target.HANDSHAKE);
        if (fault != null) {
            state.faultsServed().count(fault.kind().wireName());
        }
        var headers = HttpFront.headers(request);
        try {
            if (site.isEmpty()) {
                throw new Refusal(404, "no such socket: " + path);
            }
            if (fault != null) {
                throw new Refusal(fault.kind() == FaultKind.HTTP_429 ? 429 : 500, "no handshake now");
            }
            site.get().admit(headers);
        } catch (Refusal refused) {
            request.response().setStatusCode(refused.status()).end(refused.message());
            return;
        }
        state.requests().count(path);
        request.toWebSocket()
                .onSuccess(socket ->
                        serve(socket, site.get().open(headers, new SocketLine(vertx, socket, state, path))));
    }

    /** All of it on the connection's own thread. */
    private void serve(ServerWebSocket socket, SocketSite.Talk talk) {
        socket.textMessageHandler(talk::take);
        long steps = vertx.setPeriodic(STEP_MS, timer -> talk.tick());
        long pings = vertx.setPeriodic(PING_MS, timer -> socket.writePing(Buffer.buffer("heartbeat")));
        socket.closeHandler(closed -> {
            vertx.cancelTimer(steps);
            vertx.cancelTimer(pings);
        });
        socket.exceptionHandler(broken -> socket.close());
    }
}
