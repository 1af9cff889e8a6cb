package prescient.signal.entry;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * The limits of entering. Immutable; each field is given, and lies in its range.
 *
 * @param enabled whether it enters at all
 * @param minProbability the least probability of the side bought, percent
 * @param minDifferential the least advantage of probability over price, points; half a point is forgiven
 * @param minTime seconds to close, the last at which it enters
 * @param maxTime seconds to close, the first
 * @param watchlistMinVolume contracts a market must have traded to be looked at
 * @param watchlistMaxAsk cents, the most the dearer side may cost
 * @param positionSize contracts
 * @param multiplier of the position size
 * @param allowReEntry whether a market and side may be entered again once its trade has ended
 * @param cooldownSeconds between two requests about one market and side
 * @param spikeAlertEnabled whether a momentum spike pauses it
 * @param spikeAlertMomentumThreshold hundredths of a percent, where a spike begins
 * @param spikeAlertCooldownThreshold hundredths of a percent, below which it is calm
 * @param spikeAlertCooldownMinutes of calm until it enters again
 * @param stop what is kept about stops
 */
public record EntrySettings(
        boolean enabled,
        BigDecimal minProbability,
        BigDecimal minDifferential,
        int minTime,
        int maxTime,
        BigDecimal watchlistMinVolume,
        BigDecimal watchlistMaxAsk,
        int positionSize,
        int multiplier,
        boolean allowReEntry,
        int cooldownSeconds,
        boolean spikeAlertEnabled,
        BigDecimal spikeAlertMomentumThreshold,
        BigDecimal spikeAlertCooldownThreshold,
        int spikeAlertCooldownMinutes,
        StopSettings stop) {

    static final EntrySettings DEFAULT = new EntrySettings(
            false,
            new BigDecimal(95),
            new BigDecimal("0.25"),
            120,
            900,
            new BigDecimal(1000),
            new BigDecimal(98),
            1,
            1,
            false,
            10,
            true,
            new BigDecimal(36),
            new BigDecimal(30),
            15,
            StopSettings.DEFAULT);

    private static final int HOUR = 3600;

    public EntrySettings {
        Ranges.percent(minProbability, "min_probability");
        Ranges.range(minDifferential, new BigDecimal(-100), new BigDecimal(100), "min_differential");
        Ranges.between(minTime, 0, HOUR, "min_time");
        Ranges.between(maxTime, 0, HOUR, "max_time");
        Ranges.require(minTime <= maxTime, "min_time", "is at most max_time");
        Ranges.range(watchlistMinVolume, BigDecimal.ZERO, new BigDecimal(1_000_000_000), "watchlist_min_volume");
        Ranges.percent(watchlistMaxAsk, "watchlist_max_ask");
        Ranges.between(positionSize, 1, 10_000, "position_size");
        Ranges.between(multiplier, 1, 100, "multiplier");
        Ranges.between(cooldownSeconds, 1, HOUR, "cooldown_seconds");
        Ranges.hundredths(spikeAlertMomentumThreshold, "spike_alert_momentum_threshold");
        Ranges.hundredths(spikeAlertCooldownThreshold, "spike_alert_cooldown_threshold");
        Ranges.require(
                spikeAlertCooldownThreshold.compareTo(spikeAlertMomentumThreshold) <= 0,
                "spike_alert_cooldown_threshold",
                "is at most spike_alert_momentum_threshold");
        Ranges.between(spikeAlertCooldownMinutes, 0, 24 * 60, "spike_alert_cooldown_minutes");
        Objects.requireNonNull(stop, "stop is missing");
    }

    /** Contracts of an order. */
    int contracts() {
        return positionSize * multiplier;
    }
}
