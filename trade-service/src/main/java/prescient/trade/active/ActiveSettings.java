package prescient.trade.active;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The stop rules.
 *
 * @param version grows with each change; a change names the version it was made from
 * @param probabilityStop closes a trade whose side has become improbable
 * @param probabilityThreshold percent; below it the rule holds
 * @param verificationSeconds how long it must hold, 0 to 600; 0 stops at once
 * @param minCloseSeconds 0 to 3600; nearer to the close than this the probability no longer stops
 * @param spikeStop closes trades against which the underlying leaps; a switch of its own
 * @param spikeThreshold percent of weighted momentum, above 0, at most 10
 * @param changedBy who made this version; ignored in a request
 * @param changedAt when; ignored in a request
 */
@RegisterForReflection
public record ActiveSettings(
        Integer version,
        Boolean probabilityStop,
        BigDecimal probabilityThreshold,
        Integer verificationSeconds,
        Integer minCloseSeconds,
        Boolean spikeStop,
        BigDecimal spikeThreshold,
        @Nullable String changedBy,
        @Nullable Instant changedAt) {

    private static final BigDecimal PERCENT = BigDecimal.valueOf(100);

    /** @throws IllegalArgumentException for a field that is missing or out of its range */
    public ActiveSettings {
        for (var field : new @Nullable Object[] {
            version,
            probabilityStop,
            probabilityThreshold,
            verificationSeconds,
            minCloseSeconds,
            spikeStop,
            spikeThreshold
        }) {
            Objects.requireNonNull(field, "all settings are given, so that none changes unseen");
        }
        require(
                probabilityThreshold.signum() >= 0 && probabilityThreshold.compareTo(PERCENT) <= 0,
                "probability_threshold lies between 0 and 100 percent");
        require(verificationSeconds >= 0 && verificationSeconds <= 600, "verification_seconds lies in [0, 600]");
        require(minCloseSeconds >= 0 && minCloseSeconds <= 3600, "min_close_seconds lies in [0, 3600]");
        require(
                spikeThreshold.signum() > 0 && spikeThreshold.compareTo(BigDecimal.TEN) <= 0,
                "spike_threshold is above 0 and at most 10 percent");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
