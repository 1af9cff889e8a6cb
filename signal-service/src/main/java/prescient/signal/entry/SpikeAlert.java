package prescient.signal.entry;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether entering pauses because the momentum spiked. The next state follows from this one, which is stored: a second
 * without a spike does not end an alert, and neither does a restart.
 *
 * @param calmAt when the alert ends unless the momentum rises again; null when there is none
 */
record SpikeAlert(@Nullable Instant calmAt) {

    static final SpikeAlert NONE = new SpikeAlert(null);

    private static final BigDecimal PER_PERCENT = new BigDecimal(100);

    boolean on() {
        return calmAt != null;
    }

    /**
     * One second on. A score of at least the momentum threshold begins an alert. In an alert one of at least the
     * cooldown threshold, or an unknown one, starts the cooldown anew; when it was below for as long as the cooldown,
     * the alert ends.
     *
     * @param scorePercent the weighted momentum, null when it is not known
     */
    SpikeAlert next(@Nullable BigDecimal scorePercent, EntrySettings settings, Instant now) {
        if (!settings.spikeAlertEnabled()) {
            return NONE;
        }
        var cooldown = Duration.ofMinutes(settings.spikeAlertCooldownMinutes());
        var size = scorePercent == null ? null : scorePercent.abs().multiply(PER_PERCENT);
        var ends = calmAt;
        if (ends == null) {
            boolean spikes = size != null && size.compareTo(settings.spikeAlertMomentumThreshold()) >= 0;
            return spikes ? new SpikeAlert(now.plus(cooldown)) : this;
        }
        if (size == null || size.compareTo(settings.spikeAlertCooldownThreshold()) >= 0) {
            return new SpikeAlert(now.plus(cooldown));
        }
        return now.isBefore(ends) ? this : NONE;
    }
}
