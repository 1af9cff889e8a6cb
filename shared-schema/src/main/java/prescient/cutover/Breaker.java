package prescient.cutover;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Stops asking a store that failed several times in a row. After a pause one caller at a time tries again; the first
 * success lets all through. Any thread; never blocks.
 */
final class Breaker {

    private final int failuresToOpen;
    private final long pauseNanos;
    private final LongSupplier nanos;
    private final ReentrantLock lock = new ReentrantLock();
    private int failures;
    private long openedAt;
    private boolean probing;

    /** @param nanos a clock for durations, such as {@link System#nanoTime} */
    Breaker(int failuresToOpen, Duration pause, LongSupplier nanos) {
        this.failuresToOpen = failuresToOpen;
        this.pauseNanos = pause.toNanos();
        this.nanos = nanos;
    }

    /** True when the caller may ask; it then says how it went. */
    boolean admits() {
        lock.lock();
        try {
            if (failures < failuresToOpen) {
                return true;
            }
            if (nanos.getAsLong() - openedAt < pauseNanos || probing) {
                return false;
            }
            probing = true;
            return true;
        } finally {
            lock.unlock();
        }
    }

    void succeeded() {
        lock.lock();
        try {
            failures = 0;
            probing = false;
        } finally {
            lock.unlock();
        }
    }

    void failed() {
        lock.lock();
        try {
            failures = Math.min(failures + 1, failuresToOpen);
            openedAt = nanos.getAsLong();
            probing = false;
        } finally {
            lock.unlock();
        }
    }

    /** Whoever asked does not want to know any more. */
    void abandoned() {
        lock.lock();
        try {
            probing = false;
        } finally {
            lock.unlock();
        }
    }

    boolean isOpen() {
        lock.lock();
        try {
            return failures >= failuresToOpen;
        } finally {
            lock.unlock();
        }
    }
}
