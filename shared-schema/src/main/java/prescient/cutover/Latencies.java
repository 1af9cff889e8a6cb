package prescient.cutover;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/** How long a feature's operations took lately. Any thread; never blocks. */
final class Latencies {

    private static final int WINDOW = 1024;

    private final Map<What, Window> windows = new ConcurrentHashMap<>();

    /** Which store an operation ran on. */
    enum On {
        FILE,
        DATABASE;

        String text() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * What is measured.
     *
     * @param operation as the service names it
     * @param write false for a read
     * @param mode the feature's mode then
     * @param on where it ran; a shadow comparison measures the store that is not trusted
     */
    record What(String operation, boolean write, Mode mode, On on) {}

    /**
     * The last operations of a kind.
     *
     * @param samples how many were looked at, at most 1024
     * @param p50 nanoseconds that half of them took at most
     * @param p99 nanoseconds that 99 of 100 took at most
     */
    record Quantiles(int samples, long p50, long p99) {}

    /** A kind and its figures. */
    record Measured(What what, Quantiles quantiles) {}

    void took(What what, long nanos) {
        windows.computeIfAbsent(what, _ -> new Window()).add(nanos);
    }

    /** Forgets what was measured in a mode: when it is entered again, earlier times say nothing. */
    void clear(Mode mode) {
        windows.keySet().removeIf(what -> what.mode() == mode);
    }

    Optional<Quantiles> of(What what) {
        return Optional.ofNullable(windows.get(what)).map(Window::quantiles);
    }

    /** Everything that was measured, sorted by operation. */
    List<Measured> all() {
        return windows.entrySet().stream()
                .map(entry -> new Measured(entry.getKey(), entry.getValue().quantiles()))
                .sorted(Comparator.comparing(
                                (Measured measured) -> measured.what().operation())
                        .thenComparing(measured -> measured.what().write())
                        .thenComparing(measured -> measured.what().mode())
                        .thenComparing(measured -> measured.what().on()))
                .toList();
    }

    private static final class Window {
        private final AtomicLong next = new AtomicLong();
        private final AtomicLongArray nanos = new AtomicLongArray(WINDOW);

        void add(long taken) {
            nanos.set((int) (next.getAndIncrement() % WINDOW), taken);
        }

        Quantiles quantiles() {
            int size = (int) Math.min(next.get(), WINDOW);
            var sorted = new long[size];
            for (int i = 0; i < size; i++) {
                sorted[i] = nanos.get(i);
            }
            Arrays.sort(sorted);
            return size == 0
                    ? new Quantiles(0, 0, 0)
                    : new Quantiles(size, sorted[(size - 1) / 2], sorted[(int) Math.ceil((size - 1) * 0.99)]);
        }
    }
}
