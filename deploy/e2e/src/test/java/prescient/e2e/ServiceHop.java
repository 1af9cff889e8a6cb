package prescient.e2e;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * Stands for a Service of Kubernetes in front of replicas: each new connection goes to the next one on the list. It looks
 * at connections, not at requests, so a connection that is open stays with its replica when that leaves the list. Safe
 * for many threads.
 */
final class ServiceHop implements AutoCloseable {

    private static final int BACKLOG = 1024;

    private final ServerSocket entrance = new ServerSocket();
    private final List<Integer> replicas = new CopyOnWriteArrayList<>();
    private final Map<Integer, LongAdder> handedOver = new ConcurrentHashMap<>();
    private final AtomicInteger turn = new AtomicInteger();

    /** A hop without replicas; whoever connects is cut off. */
    ServiceHop() throws IOException {
        entrance.bind(loopback(0), BACKLOG);
        Thread.ofVirtual().start(this::accept);
    }

    String url() {
        return "http://127.0.0.1:" + entrance.getLocalPort();
    }

    /** Puts the replica that listens on {@code port} on the list. */
    void add(int port) {
        replicas.add(port);
    }

    /** New connections no longer go there. */
    void remove(int port) {
        replicas.remove(Integer.valueOf(port));
    }

    /** How many connections the replica that listens on {@code port} has had. */
    long handedOver(int port) {
        return handedOver.getOrDefault(port, new LongAdder()).sum();
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                var caller = entrance.accept();
                Thread.ofVirtual().start(() -> connect(caller));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void connect(Socket caller) {
        var list = List.copyOf(replicas);
        try (caller;
                var replica = new Socket()) {
            if (list.isEmpty()) {
                return;
            }
            int port = list.get(Math.floorMod(turn.getAndIncrement(), list.size()));
            replica.connect(loopback(port), 2_000);
            handedOver.computeIfAbsent(port, replicas -> new LongAdder()).increment();
            caller.setTcpNoDelay(true);
            replica.setTcpNoDelay(true);
            var back = Thread.ofVirtual().start(() -> pass(replica, caller));
            pass(caller, replica);
            back.join();
        } catch (IOException gone) {
            // The caller sees its connection end, as it would without a hop.
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** Hands over until one side ends what it says; when either breaks, both are cut. */
    private static void pass(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException broken) {
            cut(from);
            cut(to);
        }
    }

    private static void cut(Socket socket) {
        try {
            socket.close();
        } catch (IOException ignored) {
            // It is gone in any case.
        }
    }

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
    }

    @Override
    public void close() throws IOException {
        entrance.close();
    }
}
