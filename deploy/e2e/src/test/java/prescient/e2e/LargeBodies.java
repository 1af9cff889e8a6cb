package prescient.e2e;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Bodies of 100 MB, as fast as they go: with their length in the head, and in chunks without it. */
final class LargeBodies extends Attack {

    private static final int AT_ONCE = 4;
    private static final long PAUSE_MS = 100;
    private static final int BLOCK = 64 * 1024;
    private static final int BLOCKS = 100 * 1024 * 1024 / BLOCK;

    private final String from;
    private final String token;
    private final byte[] block = " ".repeat(BLOCK).getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    LargeBodies(String from, String token) {
        super("bodies of 100 MB", Set.of("413", "503", RawConnection.CLOSED));
        this.from = from;
        this.token = token;
    }

    @Override
    void run(InetSocketAddress gateway, BooleanSupplier goOn) throws IOException, InterruptedException {
        atOnce(AT_ONCE, number -> {
            while (goOn.getAsBoolean()) {
                count(attempt(gateway, number % 2 == 0));
                Thread.sleep(PAUSE_MS);
            }
        });
    }

    private String attempt(InetSocketAddress gateway, boolean chunked) {
        RawConnection connection;
        try {
            connection = connect(from, gateway);
        } catch (IOException refused) {
            return "refused";
        }
        try {
            return sendAll(connection, chunked) ? "swallowed" : connection.status(Duration.ofSeconds(5));
        } catch (IOException ended) {
            return RawConnection.CLOSED;
        } finally {
            end(connection);
        }
    }

    /** True when all of it was taken; false when the other side stopped it. */
    private boolean sendAll(RawConnection connection, boolean chunked) throws IOException {
        connection.send("POST /paper-trading/execute HTTP/1.1\r\nHost: gateway\r\nContent-Type: application/json\r\n"
                + "Authorization: Bearer " + token + "\r\n");
        connection.send(
                chunked
                        ? "Transfer-Encoding: chunked\r\n\r\n"
                        : "Content-Length: " + (long) BLOCK * BLOCKS + "\r\n\r\n");
        try {
            for (var sent = 0; sent < BLOCKS; sent++) {
                if (chunked) {
                    connection.send(Integer.toHexString(BLOCK) + "\r\n");
                }
                connection.send(block);
                if (chunked) {
                    connection.send("\r\n");
                }
            }
            return true;
        } catch (IOException stopped) {
            return false;
        }
    }
}
