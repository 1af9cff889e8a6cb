package prescient.local.gateway;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Reads a request's body up to the limit that all services share. */
final class RequestBody {

    static final int LIMIT_BYTES = 1024 * 1024;

    /** What is read and thrown away of a body that is too large, so that its sender gets to see the answer. */
    private static final long MOST_DRAINED_BYTES = 32L * 1024 * 1024;

    private RequestBody() {}

    /** The whole body; empty when it is larger than the limit. */
    static Optional<byte[]> read(HttpExchange exchange) throws IOException {
        var input = exchange.getRequestBody();
        var body = input.readNBytes(LIMIT_BYTES + 1);
        if (body.length <= LIMIT_BYTES) {
            return Optional.of(body);
        }
        drain(input);
        return Optional.empty();
    }

    private static void drain(InputStream input) throws IOException {
        var buffer = new byte[64 * 1024];
        var left = MOST_DRAINED_BYTES;
        for (var read = input.read(buffer); read >= 0 && left > 0; read = input.read(buffer)) {
            left -= read;
        }
    }
}
