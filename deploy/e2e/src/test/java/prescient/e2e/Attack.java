package prescient.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/** One kind of attack on the gateway. What became of each attempt is counted. Safe for many threads. */
abstract class Attack implements AutoCloseable {

    private final String name;
    private final Set<String> allowed;
    private final Map<String, LongAdder> outcomes = new ConcurrentHashMap<>();
    private final Set<RawConnection> open = ConcurrentHashMap.newKeySet();

    /** @param allowed what may become of an attempt: statuses and the words of the attack */
    Attack(String name, Set<String> allowed) {
        this.name = name;
        this.allowed = allowed;
    }

    /** Attacks until told to stop. Connections that are open then stay open until {@link #close}. */
    abstract void run(InetSocketAddress gateway, BooleanSupplier goOn) throws IOException, InterruptedException;

    final void count(String outcome) {
        outcomes.computeIfAbsent(outcome, text -> new LongAdder()).increment();
    }

    final long counted(String outcome) {
        var counted = outcomes.get(outcome);
        return counted == null ? 0 : counted.sum();
    }

    /** Fails when there was no attempt, or when something became of one that must not. */
    void verify() {
        assertThat(outcomes.keySet()).as(toString()).isNotEmpty().isSubsetOf(allowed);
    }

    /** The same at the same time, by {@code many} numbered threads; fails when one of them does. */
    static void atOnce(int many, Part part) throws InterruptedException, IOException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = IntStream.range(0, many)
                    .mapToObj(number -> threads.submit(() -> {
                        part.run(number);
                        return null;
                    }))
                    .toList();
            for (var one : running) {
                one.get();
            }
        } catch (ExecutionException failed) {
            throw new IOException(failed.getCause());
        }
    }

    /** What one of many does. */
    interface Part {
        void run(int number) throws InterruptedException;
    }

    /** A connection that {@link #close} ends, even while something is being sent. */
    final RawConnection connect(String from, InetSocketAddress to) throws IOException {
        var connection = RawConnection.open(from, to);
        open.add(connection);
        return connection;
    }

    /** Ends a connection before {@link #close} does. */
    final void end(RawConnection connection) {
        open.remove(connection);
        connection.close();
    }

    /** Lets go of what is still open. */
    @Override
    public void close() {
        open.forEach(RawConnection::close);
    }

    @Override
    public String toString() {
        return name + " " + new TreeMap<>(outcomes);
    }
}
