package prescient.cutover;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether the database may lack something that the files hold, and what a repair has to do about it. Not safe for
 * several threads.
 */
final class Losses {

    private final InstantSource clock;
    private boolean unrepaired;
    private boolean full;
    private long count;
    private @Nullable Instant repairedAt;

    Losses(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * A repair that has begun.
     *
     * @param full it writes every record again
     * @param before how many losses there had been
     */
    record Begun(boolean full, long before) {}

    boolean unrepaired() {
        return unrepaired;
    }

    /** When the last repair ended well; empty when there was none. */
    Optional<Instant> repairedAt() {
        return Optional.ofNullable(repairedAt);
    }

    /** @param whole only writing every record again makes it good */
    void lost(boolean whole) {
        full |= whole;
        unrepaired = true;
        count++;
    }

    /** @param dropped something waited that is dropped now: should the repair fail, that is missing */
    Begun begin(boolean dropped) {
        unrepaired |= dropped;
        return new Begun(full, count);
    }

    /** The repair ended well; what was lost meanwhile needs another one. */
    void ended(Begun begun) {
        unrepaired = count != begun.before();
        repairedAt = unrepaired ? repairedAt : clock.instant();
        full = full && (unrepaired || !begun.full());
    }

    /** The database is no longer to follow. */
    void clear() {
        unrepaired = false;
        full = false;
    }
}
