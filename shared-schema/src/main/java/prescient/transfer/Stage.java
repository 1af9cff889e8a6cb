package prescient.transfer;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A step of a pipeline on a thread of its own, a few items behind the step before it. A failure ends it and is thrown at
 * whoever hands the next item over.
 */
abstract class Stage<T> implements AutoCloseable {

    private static final int WAITING = 1;

    private final BlockingQueue<T> waiting = new ArrayBlockingQueue<>(WAITING);
    private final Thread thread;
    private volatile @Nullable RuntimeException failure;
    private volatile boolean stopped;

    /** @param name of the thread */
    Stage(String name) {
        // A platform thread: this is work for the processor, which would hold up requests on virtual threads.
        this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::work);
    }

    /** Called once, when the subclass is made. */
    final void start() {
        thread.start();
    }

    /** Does the work of one item. */
    abstract void handle(T item);

    abstract boolean isEnd(T item);

    abstract T end();

    /**
     * Hands an item over; waits while enough are waiting.
     *
     * @throws RuntimeException what the work failed with
     */
    final void put(T item) {
        try {
            do {
                rethrow();
            } while (!waiting.offer(item, 100, TimeUnit.MILLISECONDS));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the transfer was stopped", stopping);
        }
    }

    /** Waits until all is done. */
    void finish() {
        put(end());
        try {
            thread.join();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the transfer was stopped", stopping);
        }
        rethrow();
    }

    /** What waits is not done any more; what is being done, is. */
    @Override
    public void close() {
        stopped = true;
        waiting.clear();
        boolean _ = waiting.offer(end());
        try {
            thread.join();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private void rethrow() {
        var failed = failure;
        if (failed != null) {
            throw failed;
        }
    }

    private void work() {
        try {
            for (var item = waiting.take(); !isEnd(item) && !stopped; item = waiting.take()) {
                handle(item);
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failed) {
            failure = failed;
        } catch (Error fatal) {
            failure = new IllegalStateException("the transfer ended: " + fatal, fatal);
        }
    }
}
