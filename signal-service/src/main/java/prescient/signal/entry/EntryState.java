package prescient.signal.entry;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How entering stands, as the last second left it.
 *
 * @param status {@code DISABLED}, {@code PAUSED} (a spike), {@code ACTIVE} (in its window) or {@code INACTIVE}
 * @param reason of all strikes together; null when they were looked at one by one
 * @param ttcSeconds to the close, null when it is not known
 * @param momentumScore percent, null when it is not known
 * @param tickedAt when it last looked
 */
record EntryState(
        Status status,
        @Nullable SkipReason reason,
        @Nullable Long ttcSeconds,
        @Nullable BigDecimal momentumScore,
        SpikeAlert alert,
        Instant tickedAt) {

    /** What it does. */
    enum Status {
        DISABLED,
        PAUSED,
        ACTIVE,
        INACTIVE
    }

    /** After a second in which this was decided. */
    static EntryState of(List<EntryDecision> decisions, @Nullable StrikeSheet sheet, SpikeAlert alert, Instant now) {
        var first = decisions.getFirst();
        var reason = first.ticker() == null ? first.reasons().getFirst() : null;
        var status = reason == null
                ? Status.ACTIVE
                : reason == SkipReason.DISABLED
                        ? Status.DISABLED
                        : reason == SkipReason.SPIKE_ALERT ? Status.PAUSED : Status.INACTIVE;
        return new EntryState(
                status, reason, sheet == null ? null : sheet.ttc(), sheet == null ? null : sheet.score(), alert, now);
    }
}
