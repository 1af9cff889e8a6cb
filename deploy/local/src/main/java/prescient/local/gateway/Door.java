package prescient.local.gateway;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where connections come in before the server, which itself does not look at who holds how many: a bounded number, no
 * address keeping out another ({@link Guests}). It looks at no byte, so TLS passes through. Safe for many threads.
 */
final class Door implements AutoCloseable {

    /** Connections that wait to be let in; the system may allow fewer. */
    static final int BACKLOG = 4096;

    private static final Duration LONGEST_WRITE = Duration.ofSeconds(30);
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);
    private static final int PAUSE_MS = 50;

    private final ServerSocket entrance;
    private final InetSocketAddress server;
    private final Guests guests;
    private final Map<Integer, InetAddress> addresses = new ConcurrentHashMap<>();

    private Door(ServerSocket entrance, InetSocketAddress server, int most) {
        this.entrance = entrance;
        this.server = server;
        this.guests = new Guests(most);
    }

    /**
     * Listens on {@code address} for a server that listens on {@code server}.
     *
     * @param most connections at a time
     * @throws IOException when it cannot listen there
     */
    static Door open(InetSocketAddress address, InetSocketAddress server, int most) throws IOException {
        var entrance = new ServerSocket();
        try {
            entrance.setReuseAddress(true);
            entrance.bind(address, BACKLOG);
        } catch (IOException busy) {
            entrance.close();
            throw busy;
        }
        var door = new Door(entrance, server, most);
        // Not virtual: however busy those are, this one has its turn.
        Thread.ofPlatform().daemon().name("door").start(door::accept);
        Thread.ofVirtual().name("door, who stalls").start(door::watch);
        return door;
    }

    int port() {
        return entrance.getLocalPort();
    }

    /** Who is behind a connection that the server sees; empty when it did not come in here, or has left. */
    Optional<InetAddress> addressOf(InetSocketAddress seen) {
        return Optional.ofNullable(addresses.get(seen.getPort()));
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                var guest = new Guest(entrance.accept(), System::nanoTime);
                if (guests.letIn(guest)) {
                    Thread.ofVirtual().start(() -> host(guest));
                } else {
                    guest.leave();
                }
            } catch (IOException closedOrOutOfFiles) {
                pause(PAUSE_MS);
            }
        }
    }

    private void host(Guest guest) {
        var port = 0;
        try {
            port = guest.enter(server);
            addresses.put(port, guest.address());
            guest.talk();
        } catch (IOException ended) {
            // Either side may end it at any time.
        } finally {
            // Before the port is free for another guest.
            addresses.remove(port);
            guest.leave();
            guests.forget(guest);
        }
    }

    private void watch() {
        while (!entrance.isClosed() || !guests.all().isEmpty()) {
            guests.all().stream()
                    .filter(guest -> guest.stalls(LONGEST_WRITE.toNanos()))
                    .forEach(Guest::leave);
            pause(1000);
        }
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets nobody in any more; who is in stays. */
    void shut() {
        try {
            entrance.close();
        } catch (IOException ignored) {
            // It is shut in any case.
        }
    }

    /** Shuts, and ends all connections once the server's last words have passed, but at the latest after 2 s. */
    @Override
    public void close() {
        shut();
        var deadline = System.nanoTime() + LAST_WORDS.toNanos();
        while (!guests.all().isEmpty() && System.nanoTime() < deadline) {
            pause(PAUSE_MS);
        }
        guests.all().forEach(Guest::leave);
    }
}
