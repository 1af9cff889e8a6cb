package prescient.local.gateway;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Reads requests' bodies up to the limit that all services share. Of those that are not small only so many are held at
 * a time, so that whoever sends them takes a bounded part of the memory. Safe for many threads.
 */
final class RequestBodies {

    static final int LIMIT_BYTES = 1024 * 1024;

    /** What every connection may send without waiting for a place. */
    private static final int SMALL_BYTES = 16 * 1024;

    private static final int LARGE_AT_ONCE = 16;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** What is read and thrown away of a body that is too large, so that its sender gets to see the answer. */
    private static final long MOST_DRAINED_BYTES = 32L * 1024 * 1024;

    private static final Duration LONGEST_DRAIN = Duration.ofSeconds(2);
    private static final int DRAINED_AT_ONCE = 2;
    private static final int DRAINED_A_MILLISECOND = 16 * 1024;

    private final Semaphore large = new Semaphore(LARGE_AT_ONCE);
    private final Semaphore drains = new Semaphore(DRAINED_AT_ONCE);

    /** A body that was read as a whole; closed when it has been passed on. */
    static final class Body implements AutoCloseable {
        private final byte[] bytes;
        private final Semaphore place;

        private Body(byte[] bytes, Semaphore place) {
            this.bytes = bytes;
            this.place = place;
        }

        byte[] bytes() {
            return bytes;
        }

        @Override
        public void close() {
            place.release();
        }
    }

    /** Why a body is not taken; the connection has to end then. */
    static final class Refusal extends Exception {
        private static final long serialVersionUID = 1;

        private final GatewayProblem problem;

        private Refusal(GatewayProblem problem, String message) {
            super(message, null, false, false);
            this.problem = problem;
        }

        /** Answers with the reason. */
        void answer(HttpExchange exchange) throws IOException {
            exchange.getResponseHeaders().set("Connection", "close");
            Answers.problem(exchange, problem, String.valueOf(getMessage()));
        }
    }

    /** The whole body. */
    Body read(HttpExchange exchange) throws IOException, InterruptedException, Refusal {
        var input = exchange.getRequestBody();
        var declared = declared(exchange);
        if (declared > LIMIT_BYTES) {
            throw tooLarge(input);
        }
        var begin = input.readNBytes(SMALL_BYTES);
        if (begin.length < SMALL_BYTES) {
            return new Body(begin, new Semaphore(0));
        }
        if (!large.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new Refusal(GatewayProblem.SERVICE_UNAVAILABLE, "too many large bodies are on their way");
        }
        var taken = false;
        try {
            var bytes = Arrays.copyOf(begin, (int) (declared < 0 ? LIMIT_BYTES + 1 : declared));
            var length = SMALL_BYTES + input.readNBytes(bytes, SMALL_BYTES, bytes.length - SMALL_BYTES);
            if (length > LIMIT_BYTES) {
                throw tooLarge(input);
            }
            taken = true;
            return new Body(length == bytes.length ? bytes : Arrays.copyOf(bytes, length), large);
        } finally {
            if (!taken) {
                large.release();
            }
        }
    }

    /** The length in the head, which the server has checked to be a number; -1 when it says none. */
    private static long declared(HttpExchange exchange) {
        var length = exchange.getRequestHeaders().getFirst("Content-Length");
        return length == null ? -1 : Long.parseLong(length);
    }

    private Refusal tooLarge(InputStream input) throws IOException, InterruptedException {
        if (drains.tryAcquire()) {
            try {
                drain(input);
            } finally {
                drains.release();
            }
        }
        return new Refusal(GatewayProblem.BODY_TOO_LARGE, "the body has more than 1048576 bytes");
    }

    /** A courtesy, so it takes its time: whoever sends as fast as it goes must not keep the processor from others. */
    private static void drain(InputStream input) throws IOException, InterruptedException {
        var buffer = new byte[DRAINED_A_MILLISECOND];
        var deadline = System.nanoTime() + LONGEST_DRAIN.toNanos();
        for (long left = MOST_DRAINED_BYTES; left > 0 && System.nanoTime() < deadline; left -= buffer.length) {
            if (input.readNBytes(buffer, 0, buffer.length) < buffer.length) {
                return;
            }
            Thread.sleep(1);
        }
    }
}
