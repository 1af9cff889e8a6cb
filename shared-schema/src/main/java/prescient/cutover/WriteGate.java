package prescient.cutover;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Lets writes through, unless the mode is being changed: then it waits for those under way and holds the others. */
final class WriteGate {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private int underWay;
    private boolean closed;
    private long begun;

    /** True when the write may go on; it calls {@link #leave} once. Never blocks. */
    boolean tryEnter() {
        lock.lock();
        try {
            return !closed && admit();
        } finally {
            lock.unlock();
        }
    }

    /** As {@link #tryEnter}, but waits for an opening. Blocks. */
    boolean enter(Duration atMost) throws InterruptedException {
        lock.lock();
        try {
            return await(() -> !closed, atMost) && admit();
        } finally {
            lock.unlock();
        }
    }

    void leave() {
        lock.lock();
        try {
            underWay--;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Closes the gate and waits for the writes under way. Blocks.
     *
     * @return false when they did not end in time, or somebody else has closed it; then nothing has changed
     */
    boolean close(Duration atMost) throws InterruptedException {
        lock.lock();
        try {
            if (closed) {
                return false;
            }
            closed = true;
            boolean quiet = false;
            try {
                quiet = await(() -> underWay == 0, atMost);
            } finally {
                if (!quiet) {
                    closed = false;
                    changed.signalAll();
                }
            }
            return quiet;
        } finally {
            lock.unlock();
        }
    }

    /** As {@link #close}, when no write is under way just now. Never blocks. */
    boolean closeNow() {
        lock.lock();
        try {
            boolean free = !closed && underWay == 0;
            closed |= free;
            return free;
        } finally {
            lock.unlock();
        }
    }

    void open() {
        lock.lock();
        try {
            closed = false;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** How many writes have begun so far; -1 while one is under way. Equal numbers mean that nothing was written. */
    long quietSince() {
        lock.lock();
        try {
            return underWay == 0 ? begun : -1;
        } finally {
            lock.unlock();
        }
    }

    /** True when a write was ever let through. */
    boolean isUsed() {
        lock.lock();
        try {
            return begun > 0;
        } finally {
            lock.unlock();
        }
    }

    private boolean admit() {
        underWay++;
        begun++;
        return true;
    }

    private boolean await(java.util.function.BooleanSupplier wanted, Duration atMost) throws InterruptedException {
        long left = atMost.toNanos();
        while (!wanted.getAsBoolean()) {
            if (left <= 0) {
                return false;
            }
            left = changed.awaitNanos(left);
        }
        return true;
    }
}
