package prescient.trade.status;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import prescient.trade.status.SuiteStatus.LastCycle;

/**
 * The state of trading in figures.
 *
 * @param lastCycle the newest cycle, null if there is none
 * @param pending orders whose outcome is open
 * @param undelivered outbox messages that wait
 * @param attempts failed attempts of the unluckiest of them
 * @param oldestPendingAt when the oldest of the pending orders was recorded, null if there is none
 * @param oldestMessageAt when the oldest of the messages was written, null if there is none
 */
record Trading(
        @Nullable LastCycle lastCycle,
        long pending,
        long undelivered,
        int attempts,
        @Nullable Instant oldestPendingAt,
        @Nullable Instant oldestMessageAt) {

    /** What is told when nothing could be read. */
    static final Trading UNKNOWN = new Trading(null, 0, 0, 0, null, null);
}
