package prescient.signal.entry;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.math.BigDecimal;
import java.util.Collection;

/**
 * The rules by which trade-service's desk stops trades; all fields as it tells them.
 *
 * @param version of the rules they were read from; a change names it
 * @param probabilityStop whether a trade is closed when its side becomes improbable
 * @param probabilityThreshold percent, below which it is
 * @param verificationSeconds how long it must be
 * @param minCloseSeconds nearer to the close than this it no longer is
 * @param spikeStop whether a momentum spike closes what it goes against
 * @param spikeThreshold percent
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record StopRules(
        int version,
        boolean probabilityStop,
        BigDecimal probabilityThreshold,
        int verificationSeconds,
        int minCloseSeconds,
        boolean spikeStop,
        BigDecimal spikeThreshold) {

    private static final int PERCENT_DIGITS = 2;
    private static final int LONGEST_VERIFICATION = 600;
    private static final BigDecimal HIGHEST_SPIKE = BigDecimal.TEN;

    /**
     * With the wishes of an operator, as far as they were given.
     *
     * @param given names of {@link StopSettings} as in JSON, those that are taken over
     * @throws IllegalArgumentException when the desk has no such rule
     */
    StopRules with(StopSettings wanted, Collection<String> given) {
        boolean verifies =
                given.contains("verification_period_enabled") || given.contains("verification_period_seconds");
        return new StopRules(
                version,
                given.contains("auto_stop") ? wanted.autoStop() : probabilityStop,
                given.contains("current_probability") ? wanted.currentProbability() : probabilityThreshold,
                verifies ? verification(wanted) : verificationSeconds,
                given.contains("min_ttc_seconds") ? wanted.minTtcSeconds() : minCloseSeconds,
                given.contains("momentum_spike_enabled") ? wanted.momentumSpikeEnabled() : spikeStop,
                given.contains("momentum_spike_threshold") ? spike(wanted) : spikeThreshold);
    }

    private static int verification(StopSettings wanted) {
        int seconds = wanted.verificationPeriodEnabled() ? wanted.verificationPeriodSeconds() : 0;
        Ranges.between(seconds, 0, LONGEST_VERIFICATION, "stop.verification_period_seconds");
        return seconds;
    }

    /** Hundredths of a percent there, percent here. */
    private static BigDecimal spike(StopSettings wanted) {
        var percent = wanted.momentumSpikeThreshold().movePointLeft(PERCENT_DIGITS);
        Ranges.range(percent, BigDecimal.ZERO, HIGHEST_SPIKE, "stop.momentum_spike_threshold in percent");
        return percent;
    }

    /** Whether they say the same, whatever their version and however their numbers are written. */
    boolean isSame(StopRules other) {
        return probabilityStop == other.probabilityStop
                && probabilityThreshold.compareTo(other.probabilityThreshold) == 0
                && verificationSeconds == other.verificationSeconds
                && minCloseSeconds == other.minCloseSeconds
                && spikeStop == other.spikeStop
                && spikeThreshold.compareTo(other.spikeThreshold) == 0;
    }
}
