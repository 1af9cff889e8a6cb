package prescient.e2e;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Requests that arrive a few bytes at a time and never as a whole: half of them in the head, half in the body. */
final class SlowRequests extends Attack {

    private static final int AT_ONCE = 300;
    private static final long PAUSE_MS = 1000;

    private final String from;
    private final String token;

    SlowRequests(String from, String token) {
        super("slow requests", Set.of("held", RawConnection.CLOSED));
        this.from = from;
        this.token = token;
    }

    @Override
    void run(InetSocketAddress gateway, BooleanSupplier goOn) throws IOException, InterruptedException {
        atOnce(AT_ONCE, number -> {
            while (goOn.getAsBoolean()) {
                trickle(gateway, number % 2 == 0, goOn);
                Thread.sleep(PAUSE_MS);
            }
        });
    }

    private void trickle(InetSocketAddress gateway, boolean inBody, BooleanSupplier goOn) throws InterruptedException {
        RawConnection connection;
        try {
            connection = connect(from, gateway);
        } catch (IOException refused) {
            count("refused");
            return;
        }
        try {
            connection.send("POST /paper-trading/execute HTTP/1.1\r\nHost: gateway\r\n");
            connection.send(
                    inBody
                            ? "Authorization: Bearer " + token + "\r\nContent-Type: application/json\r\n"
                                    + "Content-Length: 1000000\r\n\r\n{"
                            : "X-Part: ");
            while (goOn.getAsBoolean()) {
                Thread.sleep(PAUSE_MS);
                connection.send(" ");
            }
            count("held");
        } catch (IOException ended) {
            count(RawConnection.CLOSED);
            end(connection);
        }
    }
}
