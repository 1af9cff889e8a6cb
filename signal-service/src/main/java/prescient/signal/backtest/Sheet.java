package prescient.signal.backtest;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;
import prescient.database.DatabaseFailure;
import prescient.problem.Refused;

/**
 * What a running backtest has done and has to do: hands its variants to virtual threads, a few at a time, tells its
 * progress, and ends them when it shall not go on. {@link #work} is called by one thread.
 */
final class Sheet {

    private static final Logger LOG = Logger.getLogger(Sheet.class);

    /** How long between two tellings. */
    private static final long TELL_MILLIS = 500;

    /**
     * A replay lets other virtual threads on its core from time to time, since nothing takes a virtual thread off its
     * core by force; every cycle would be too often.
     */
    private static final int YIELD = 64;

    /** A defect in a strategy, or here: it would come again with each attempt. */
    static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1;

        Broken(Throwable cause) {
            super(cause.toString(), cause);
        }
    }

    private final LongPredicate told;
    private final BooleanSupplier interrupted;
    private final long[] lastTold = {System.nanoTime()};
    private AtomicLongArray done = new AtomicLongArray(0);
    private List<Integer> open = List.of();
    private long rows;
    private volatile boolean cancelled;

    /**
     * @param told tells how many snapshots are done; answers whether to go on
     * @param interrupted whether the service or the lease has ended
     */
    Sheet(LongPredicate told, BooleanSupplier interrupted) {
        this.told = told;
        this.interrupted = interrupted;
    }

    /** Whether to go on; tells how far it is when it has not for a while. */
    boolean goesOn() {
        long now = System.nanoTime();
        if (now - lastTold[0] > TimeUnit.MILLISECONDS.toNanos(TELL_MILLIS)) {
            lastTold[0] = now;
            tell();
        }
        return !cancelled && !interrupted.getAsBoolean();
    }

    /** Why it did not go on. */
    BacktestStatus stopped() {
        return interrupted.getAsBoolean() ? BacktestStatus.INTERRUPTED : BacktestStatus.CANCELLED;
    }

    /** So many variants of so many rows, of which some are through. */
    void begin(int variants, Set<Integer> through, long rowsEach) {
        rows = rowsEach;
        done = new AtomicLongArray(variants);
        through.forEach(number -> done.set(number, rowsEach));
        open = IntStream.range(0, variants)
                .filter(number -> !through.contains(number))
                .boxed()
                .toList();
    }

    /** Takes note of a variant's progress. */
    @SuppressWarnings("ThreadPriorityCheck") // not for the order of things: without it others only wait longer
    Replay.Watch watch(int number) {
        var cycles = new int[1];
        return snapshots -> {
            done.set(number, snapshots);
            if (++cycles[0] % YIELD == 0) {
                Thread.yield();
            }
            return !cancelled && !interrupted.getAsBoolean();
        };
    }

    /**
     * Runs the open variants, at most {@code threads} at the same time, until all are through or it shall not go on.
     *
     * @throws Broken when one of them failed for another reason than a refusal or an outage
     */
    void work(int threads, IntConsumer variant) {
        var turns = new Semaphore(threads);
        try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<?>>();
            for (int number : open) {
                running.add(workers.submit(() -> {
                    turns.acquireUninterruptibly();
                    try {
                        if (!cancelled && !interrupted.getAsBoolean()) {
                            variant.accept(number);
                        }
                    } finally {
                        turns.release();
                    }
                }));
            }
            try {
                for (var one : running) {
                    await(one);
                }
            } catch (RuntimeException failure) {
                // The others need not finish what will be thrown away.
                cancelled = true;
                throw failure;
            }
        }
        tell();
    }

    /** Whether every variant was replayed to its end. */
    boolean isWhole() {
        return !cancelled && !interrupted.getAsBoolean();
    }

    private void await(Future<?> one) {
        while (true) {
            try {
                one.get(TELL_MILLIS, TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException busy) {
                tell();
            } catch (ExecutionException failed) {
                throw refusalOrBroken(Objects.requireNonNull(failed.getCause(), "a task fails with what it threw"));
            } catch (InterruptedException ending) {
                Thread.currentThread().interrupt();
                throw new Broken(ending);
            }
        }
    }

    private static RuntimeException refusalOrBroken(Throwable cause) {
        return cause instanceof RuntimeException known && (known instanceof Refused || DatabaseFailure.isOutage(known))
                ? known
                : new Broken(cause);
    }

    private void tell() {
        long sum = 0;
        for (int i = 0; i < done.length(); i++) {
            sum += Math.min(rows, done.get(i));
        }
        if (!told.test(sum)) {
            LOG.debugf("ends after %d snapshots", sum);
            cancelled = true;
        }
    }
}
