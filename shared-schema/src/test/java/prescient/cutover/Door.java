package prescient.cutover;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The way to a server, which a test can shut (connections break) or hold (nothing moves any more). */
public final class Door implements AutoCloseable {

    private final ServerSocket entrance;
    private final String host;
    private final int port;
    private final Set<Socket> inside = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private State state = State.OPEN;

    /** What becomes of what wants to pass. */
    public enum State {
        OPEN,
        SHUT,
        HELD
    }

    public Door(String host, int port) {
        this.host = host;
        this.port = port;
        try {
            entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        Thread.ofVirtual().start(this::welcome);
    }

    public int port() {
        return entrance.getLocalPort();
    }

    public boolean isOpen() {
        lock.lock();
        try {
            return state == State.OPEN;
        } finally {
            lock.unlock();
        }
    }

    public void set(State next) {
        lock.lock();
        try {
            state = next;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (next == State.SHUT) {
            inside.forEach(Door::end);
            inside.clear();
        }
    }

    @Override
    public void close() {
        set(State.SHUT);
        try {
            entrance.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void welcome() {
        while (!entrance.isClosed()) {
            try {
                var guest = entrance.accept();
                if (!passes()) {
                    end(guest);
                    continue;
                }
                var server = new Socket(host, port);
                inside.add(guest);
                inside.add(server);
                Thread.ofVirtual().start(() -> carry(guest, server));
                Thread.ofVirtual().start(() -> carry(server, guest));
            } catch (IOException ended) {
                return;
            }
        }
    }

    private void carry(Socket from, Socket to) {
        var buffer = new byte[8192];
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (int n = in.read(buffer); n >= 0 && passes(); n = in.read(buffer)) {
                out.write(buffer, 0, n);
                out.flush();
            }
        } catch (IOException broken) {
            // The other side sees the end, too.
            inside.remove(from);
        } finally {
            end(from);
            end(to);
        }
    }

    /** Waits while the door is held. */
    private boolean passes() {
        lock.lock();
        try {
            while (state == State.HELD) {
                changed.awaitUninterruptibly();
            }
            return state == State.OPEN;
        } finally {
            lock.unlock();
        }
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException ended) {
            throw new UncheckedIOException(ended);
        }
    }
}
