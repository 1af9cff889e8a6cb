package prescient.cutover;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.logging.Logger;

/**
 * Takes what was written to a feature's files to the database, later and in the same order. The queue is bounded by
 * records and bytes; one worker on its own virtual thread empties it, so a database that hangs holds nobody but the
 * worker. What does not arrive is counted, and the feature counts as unrepaired until a repair has compared the stores.
 *
 * <p>The worker looks by itself what has come, and what has come meanwhile goes together: waking a thread for each write
 * may cost the caller its processor, and a transaction for each costs all callers disk and processors.
 */
final class Mirror implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Mirror.class);

    /** After so many looks without work the worker sleeps until it is woken. */
    private static final int LOOKS = 20;

    private final Feature feature;
    private final long collectNanos;
    private final Duration pause;
    private final Losses losses;
    private final ReentrantLock lock = new ReentrantLock();
    /** The worker waits on one, whoever waits for the worker on the other. */
    private final Condition work = lock.newCondition();

    private final Condition changed = lock.newCondition();
    /** Held while records go to the database, by the worker or by a repair. */
    private final ReentrantLock writing = new ReentrantLock();

    private final RecordQueue queue;
    private final Tally counts = new Tally("mirrored", "failed", "overflowed");
    private boolean busy;
    private boolean asleep;
    /** How many wait for an empty queue, so that nothing is to be collected. */
    private int hurried;

    private boolean held;
    private boolean started;
    private boolean closed;

    /**
     * What waits and what was lost.
     *
     * @param records that wait
     * @param bytes of them, roughly
     * @param lag seconds that the oldest has waited
     * @param mirrored records that arrived
     * @param failed records that the database did not take
     * @param overflowed records that found no place in the queue
     * @param unrepaired true until a repair has compared the stores
     */
    @Schema(name = "MirrorState")
    record State(
            int records, long bytes, double lag, long mirrored, long failed, long overflowed, boolean unrepaired) {}

    /**
     * @param collect for how long records are collected that go together
     * @param pause how long the worker rests after a failure
     */
    Mirror(Feature feature, RecordQueue.Limits limits, Duration collect, Duration pause, InstantSource clock) {
        this.feature = feature;
        this.queue = new RecordQueue(limits);
        this.collectNanos = collect.toNanos();
        this.pause = pause;
        this.losses = new Losses(clock);
    }

    /** Queues records; never blocks for long and never fails. */
    void add(List<LegacyRecord> changes) {
        lock.lock();
        try {
            if (closed || changes.isEmpty()) {
                return;
            }
            long now = System.nanoTime();
            for (var change : changes) {
                if (!queue.offer(change, now)) {
                    counts.add("overflowed", 1);
                    losses.lost(false);
                }
            }
            if (!started) {
                started = true;
                Thread.ofVirtual().name("mirror-" + feature.name()).start(this::work);
            }
            if (asleep) {
                asleep = false;
                work.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** From now on the stores may differ, and only a repair can tell. */
    void unrepaired(boolean full) {
        lock.lock();
        try {
            losses.lost(full);
        } finally {
            lock.unlock();
        }
    }

    boolean isUnrepaired() {
        return state().unrepaired();
    }

    /** When the last repair ended well; empty when there was none. */
    Optional<Instant> repairedAt() {
        lock.lock();
        try {
            return losses.repairedAt();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Runs a repair while the worker rests. What waits is dropped, since the files hold it; what comes meanwhile is
     * written after it. The feature is repaired when the work ended well and nothing was lost in the meantime.
     *
     * @param mode the feature's
     * @throws prescient.problem.Refused when that is not, or will not stay, dual-write
     */
    long repair(Supplier<Mode> mode, Repair.Work work) {
        writing.lock();
        try {
            var begun = beginRepair(mode);
            try {
                long written = work.run(begun.full());
                repaired(begun);
                return written;
            } finally {
                rest();
            }
        } finally {
            writing.unlock();
        }
    }

    private Losses.Begun beginRepair(Supplier<Mode> mode) {
        lock.lock();
        try {
            if (held || mode.get() != Mode.DUAL_WRITE) {
                throw CutoverProblem.SWITCHING.with(feature.name() + " leaves dual-write, so nothing is repaired");
            }
            var begun = losses.begin(!queue.isEmpty());
            queue.clear();
            busy = true;
            changed.signalAll();
            return begun;
        } finally {
            lock.unlock();
        }
    }

    private void repaired(Losses.Begun begun) {
        lock.lock();
        try {
            losses.ended(begun);
        } finally {
            lock.unlock();
        }
    }

    private void rest() {
        lock.lock();
        try {
            busy = false;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** As {@link #drained}, and keeps it so until {@link #release}: no repair begins. */
    boolean hold(Duration atMost) throws InterruptedException {
        lock.lock();
        try {
            held = drained(atMost);
            return held;
        } finally {
            lock.unlock();
        }
    }

    void release() {
        lock.lock();
        try {
            held = false;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until nothing waits and nothing is on its way; false when that did not come in time. Blocks. */
    boolean drained(Duration atMost) throws InterruptedException {
        lock.lock();
        try {
            hurried++;
            work.signal();
            long left = atMost.toNanos();
            while (!queue.isEmpty() || busy) {
                if (left <= 0) {
                    return false;
                }
                left = changed.awaitNanos(left);
            }
            return true;
        } finally {
            hurried--;
            lock.unlock();
        }
    }

    /** Forgets what waits; the database is no longer to follow. */
    void clear() {
        lock.lock();
        try {
            queue.clear();
            losses.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Nothing waits, nothing is on its way, and nothing was lost. */
    boolean isInStep() {
        lock.lock();
        try {
            return queue.isEmpty() && !busy && !losses.unrepaired();
        } finally {
            lock.unlock();
        }
    }

    State state() {
        lock.lock();
        try {
            return new State(
                    queue.records(),
                    queue.bytes(),
                    queue.oldestNanos(System.nanoTime()) / 1e9,
                    counts.of("mirrored"),
                    counts.of("failed"),
                    counts.of("overflowed"),
                    losses.unrepaired());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            work.signal();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void work() {
        try {
            while (true) {
                if (!awaitWork()) {
                    return;
                }
                boolean went;
                writing.lock();
                try {
                    went = mirror(takeBatch());
                } finally {
                    writing.unlock();
                }
                if (!went) {
                    Thread.sleep(pause);
                }
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns when there is a batch to be written; false when there never will be. */
    private boolean awaitWork() throws InterruptedException {
        lock.lock();
        try {
            int looks = 0;
            while (!closed && !queue.hasBatch() && (hurried == 0 || queue.isEmpty())) {
                if (looks == LOOKS) {
                    asleep = true;
                    while (asleep && !closed) {
                        work.await();
                    }
                    looks = 0;
                } else {
                    work.awaitNanos(collectNanos);
                    if (!queue.isEmpty()) {
                        return true;
                    }
                    looks++;
                }
            }
            return !queue.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    private List<LegacyRecord> takeBatch() {
        lock.lock();
        try {
            var batch = queue.takeBatch();
            busy = !batch.isEmpty();
            return batch;
        } finally {
            lock.unlock();
        }
    }

    private boolean mirror(List<LegacyRecord> batch) {
        if (batch.isEmpty()) {
            return true;
        }
        boolean went = false;
        try {
            feature.database().write(batch);
            went = true;
        } catch (RuntimeException | Error failure) {
            // The repair finds out what is missing and quarantines what can never be held.
            LOG.debugf("%d records of %s not mirrored: %s", batch.size(), feature.name(), failure);
        } finally {
            lock.lock();
            try {
                busy = false;
                counts.add(went ? "mirrored" : "failed", batch.size());
                if (!went) {
                    losses.lost(false);
                }
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
        return went;
    }
}
