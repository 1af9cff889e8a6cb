package prescient.cutover;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Lets a feature's files follow the database: exports all of them, each atomically, whenever transactions have changed
 * its records. Blocks; one export at a time.
 */
final class Follower {

    private static final Logger LOG = Logger.getLogger(Follower.class);

    private final Cutover cutover;
    private final ShadowTable table;
    private final InstantSource clock;
    private final int rest;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile State state = new State(0, 0, null, 0, 0, null);
    private volatile long restUntil = System.nanoTime();

    /**
     * How far the files are behind.
     *
     * @param pending transactions they lack
     * @param lag seconds since the oldest of them
     * @param exportedAt when the last export ended, null when there was none
     * @param exports since the process started
     * @param tookMillis the last export, in milliseconds
     * @param failure why the last export failed, null when it did not
     */
    @Schema(name = "ShadowState")
    record State(
            int pending,
            double lag,
            @Nullable Instant exportedAt,
            long exports,
            long tookMillis,
            @Nullable String failure) {}

    /** @param rest an export is followed by so many times its duration without one */
    Follower(Cutover cutover, ShadowTable table, InstantSource clock, int rest) {
        this.cutover = cutover;
        this.table = table;
        this.clock = clock;
        this.rest = rest;
    }

    State state() {
        return state;
    }

    /** Exports when something is pending and the last export's rest is over; a failure is remembered, not thrown. */
    void follow() {
        if (System.nanoTime() - restUntil >= 0) {
            catchUp();
        } else {
            quietly(this::look);
        }
    }

    /** Exports when something is pending; a failure is remembered, not thrown. */
    void catchUp() {
        quietly(this::drain);
    }

    private void quietly(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException told) {
            // Whoever failed to export has told it; the files of the next feature follow all the same.
            LOG.debugf(
                    "the files of %s do not follow now: %s", cutover.feature().name(), told);
        }
    }

    /**
     * Exports what is pending now.
     *
     * @throws RuntimeException when the database cannot be read or the files cannot be written; what is pending stays so
     */
    void drain() {
        lock.lock();
        try {
            long written = cutover.gate().quietSince();
            var notes = look();
            if (!notes.ids().isEmpty()) {
                export();
                table.delete(notes.ids());
                look();
            }
            cutover.followed(written);
        } finally {
            lock.unlock();
        }
    }

    /** Exports whether or not something is pending: the files may not even exist. */
    void export() {
        lock.lock();
        try {
            long started = System.nanoTime();
            cutover.feature().file().replace(cutover.feature().database());
            long took = System.nanoTime() - started;
            var before = state;
            state = new State(
                    before.pending(), before.lag(), clock.instant(), before.exports() + 1, took / 1_000_000, null);
            restUntil = System.nanoTime() + took * rest;
        } catch (RuntimeException failure) {
            var before = state;
            var reason = String.valueOf(failure.getMessage());
            if (!reason.equals(before.failure())) {
                LOG.infof("the files of %s do not follow: %s", cutover.feature().name(), reason);
            }
            state = new State(
                    before.pending(), before.lag(), before.exportedAt(), before.exports(), before.tookMillis(), reason);
            restUntil = System.nanoTime() + Duration.ofSeconds(5).toNanos();
            throw failure;
        } finally {
            lock.unlock();
        }
    }

    private ShadowTable.Notes look() {
        var notes = table.pending(cutover.feature().name());
        var before = state;
        state = new State(
                notes.ids().size(),
                notes.lag(),
                before.exportedAt(),
                before.exports(),
                before.tookMillis(),
                before.failure());
        return notes;
    }
}
