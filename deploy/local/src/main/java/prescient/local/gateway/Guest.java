package prescient.local.gateway;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.function.LongSupplier;

/** One connection from outside and its counterpart inside; what one says is handed to the other. */
final class Guest {

    private static final int BUFFER_BYTES = 8 * 1024;
    private static final int CONNECT_MS = 2_000;

    private final Socket outside;
    private final Socket inside = new Socket();
    private final LongSupplier nanos;

    /** When the write to the outside began that has not ended yet; 0 while there is none. */
    private volatile long writingSince;

    Guest(Socket outside, LongSupplier nanos) {
        this.outside = outside;
        this.nanos = nanos;
    }

    InetAddress address() {
        return outside.getInetAddress();
    }

    /**
     * Connects to the server inside.
     *
     * @return the port from which the server sees this guest come
     */
    int enter(InetSocketAddress server) throws IOException {
        outside.setTcpNoDelay(true);
        inside.setTcpNoDelay(true);
        inside.connect(server, CONNECT_MS);
        return inside.getLocalPort();
    }

    /** Hands over in both directions until the server inside has said its last word or either side breaks. */
    void talk() throws IOException {
        Thread.ofVirtual().start(this::passIn);
        try (var in = inside.getInputStream();
                var out = outside.getOutputStream()) {
            var buffer = new byte[BUFFER_BYTES];
            for (var read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                writingSince = Math.max(1, nanos.getAsLong());
                out.write(buffer, 0, read);
                writingSince = 0;
            }
        }
    }

    private void passIn() {
        var buffer = new byte[BUFFER_BYTES];
        while (true) {
            int read;
            try {
                read = outside.getInputStream().read(buffer);
            } catch (IOException gone) {
                leave();
                return;
            }
            try {
                if (read < 0) {
                    inside.shutdownOutput();
                    return;
                }
                inside.getOutputStream().write(buffer, 0, read);
            } catch (IOException refused) {
                // The server wants no more of it; what it has to say about that is still passed out.
                return;
            }
        }
    }

    /** True when the outside has not taken what it was told for longer than {@code most} nanoseconds. */
    boolean stalls(long most) {
        var since = writingSince;
        return since != 0 && nanos.getAsLong() - since > most;
    }

    /** Ends both connections. */
    void leave() {
        close(outside);
        close(inside);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException ignored) {
            // It is gone in any case.
        }
    }
}
