package prescient.signal.entry;

import java.math.BigDecimal;

/**
 * What an operator wants of stops. Kept here with the other preferences; entering does not look at it. What an import
 * takes over becomes the rules of trade-service's desk.
 *
 * @param autoStop whether a trade is closed when its probability falls
 * @param currentProbability below this it does, percent
 * @param minTtcSeconds not nearer to the close than this
 * @param momentumSpikeEnabled whether a momentum spike closes what it goes against
 * @param momentumSpikeThreshold hundredths of a percent
 * @param verificationPeriodEnabled whether it is looked at twice
 * @param verificationPeriodSeconds how far apart
 */
public record StopSettings(
        boolean autoStop,
        BigDecimal currentProbability,
        int minTtcSeconds,
        boolean momentumSpikeEnabled,
        BigDecimal momentumSpikeThreshold,
        boolean verificationPeriodEnabled,
        int verificationPeriodSeconds) {

    static final StopSettings DEFAULT =
            new StopSettings(false, new BigDecimal(40), 60, true, new BigDecimal(36), false, 15);

    public StopSettings {
        Ranges.percent(currentProbability, "stop.current_probability");
        Ranges.between(minTtcSeconds, 0, 3600, "stop.min_ttc_seconds");
        Ranges.hundredths(momentumSpikeThreshold, "stop.momentum_spike_threshold");
        Ranges.between(verificationPeriodSeconds, 0, 3600, "stop.verification_period_seconds");
    }
}
