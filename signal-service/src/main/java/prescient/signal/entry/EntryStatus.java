package prescient.signal.entry;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How entering stands.
 *
 * @param status {@code DISABLED}, {@code PAUSED} (a momentum spike), {@code ACTIVE} (in its window) or {@code INACTIVE}
 * @param reason why no strike is looked at, null while they are
 * @param ttcSeconds seconds to the close, null when it is not known
 * @param minTime seconds to the close, the last at which it enters
 * @param maxTime the first
 * @param momentumScore percent, null when it is not known
 * @param spikeAlert whether a spike pauses it
 * @param calmAt when the alert ends unless the momentum rises again; null without one
 * @param lastUpdated when it last looked, null when it never did
 */
public record EntryStatus(
        String symbol,
        boolean enabled,
        int settingsVersion,
        String status,
        @Nullable String reason,
        @Nullable Long ttcSeconds,
        int minTime,
        int maxTime,
        @Nullable BigDecimal momentumScore,
        boolean spikeAlert,
        @Nullable Instant calmAt,
        @Nullable Instant lastUpdated) {

    /** @param state null before the first second */
    static EntryStatus of(StoredSettings stored, @Nullable EntryState state) {
        var settings = stored.settings();
        var reason = state == null ? null : state.reason();
        return new EntryStatus(
                stored.symbol(),
                settings.enabled(),
                stored.version(),
                state == null
                        ? EntryState.Status.INACTIVE.name()
                        : state.status().name(),
                reason == null ? null : reason.name(),
                state == null ? null : state.ttcSeconds(),
                settings.minTime(),
                settings.maxTime(),
                state == null ? null : state.momentumScore(),
                state != null && state.alert().on(),
                state == null ? null : state.alert().calmAt(),
                state == null ? null : state.tickedAt());
    }
}
