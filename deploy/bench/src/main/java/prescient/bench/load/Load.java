package prescient.bench.load;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Sends requests to one port, at full speed or on a schedule. */
public final class Load {

    private static final int OK = 200;

    private final int port;
    private final int expected;
    private final Supplier<byte[]> requests;

    /** @param requests makes the next request, which is to be answered with 200; asked by many threads */
    public Load(int port, Supplier<byte[]> requests) {
        this(port, OK, requests);
    }

    /** @param expected the status of a success */
    public Load(int port, int expected, Supplier<byte[]> requests) {
        this.port = port;
        this.expected = expected;
        this.requests = requests;
    }

    /** Each client sends its next request when it has the answer to the last one. */
    public LoadResult closed(int clients, Duration length) throws InterruptedException {
        return run(clients, length, (sender, start, end) -> {
            for (long now = start; now < end; now = System.nanoTime()) {
                sender.send(requests.get(), now);
            }
        });
    }

    /**
     * Requests are due at equal distances whether the earlier ones were answered or not, and latency counts from when a
     * request was due. A server that falls behind therefore shows it.
     *
     * @param connections the most that are under way at once; what is due beyond that waits, and its wait is counted
     */
    public LoadResult open(double perSecond, int connections, Duration length) throws InterruptedException {
        double distance = 1e9 / perSecond;
        var next = new AtomicLong();
        return run(connections, length, (sender, start, end) -> {
            while (true) {
                long due = start + (long) (next.getAndIncrement() * distance);
                if (due >= end) {
                    return;
                }
                for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                    LockSupport.parkNanos(wait);
                }
                sender.send(requests.get(), due);
            }
        });
    }

    private interface Work {
        void run(Sender sender, long startNanos, long endNanos) throws IOException;
    }

    private LoadResult run(int senders, Duration length, Work work) throws InterruptedException {
        var all = new ArrayList<Sender>();
        try (var threads = Executors.newFixedThreadPool(senders)) {
            for (int i = 0; i < senders; i++) {
                all.add(new Sender(new Connection(port), expected));
            }
            long start = System.nanoTime();
            var tasks = all.stream()
                    .map(sender -> (Callable<Void>) () -> {
                        work.run(sender, start, start + length.toNanos());
                        return null;
                    })
                    .toList();
            for (var task : threads.invokeAll(tasks)) {
                task.get();
            }
            return result(all, Duration.ofNanos(System.nanoTime() - start));
        } catch (ExecutionException | IOException failure) {
            throw new IllegalStateException("the load could not be sent to port " + port + ": " + failure, failure);
        } finally {
            all.forEach(Sender::close);
        }
    }

    private static LoadResult result(List<Sender> senders, Duration elapsed) {
        var latencies = senders.stream()
                .flatMapToLong(sender -> Arrays.stream(sender.latencies, 0, sender.sent))
                .sorted()
                .toArray();
        int failed = senders.stream().mapToInt(sender -> sender.failed).sum();
        var firstFailure = senders.stream()
                .map(sender -> sender.firstFailure)
                .filter(failure -> failure != null)
                .findFirst()
                .orElse(null);
        return new LoadResult(failed, firstFailure, elapsed, latencies);
    }

    /** One client with what it saw. */
    private static final class Sender {

        private final Connection connection;
        private final int expected;
        private long[] latencies = new long[1024];
        private int sent;
        private int failed;
        private @Nullable String firstFailure;

        Sender(Connection connection, int expected) {
            this.connection = connection;
            this.expected = expected;
        }

        void send(byte[] request, long sinceNanos) throws IOException {
            int status = connection.exchange(request);
            if (sent == latencies.length) {
                latencies = Arrays.copyOf(latencies, latencies.length * 2);
            }
            latencies[sent++] = System.nanoTime() - sinceNanos;
            if (status != expected) {
                failed++;
                if (firstFailure == null) {
                    firstFailure = status + " " + connection.body();
                }
            }
        }

        void close() {
            try {
                connection.close();
            } catch (IOException alreadyGone) {
                // Nothing is lost: its answers have been counted.
            }
        }
    }
}
