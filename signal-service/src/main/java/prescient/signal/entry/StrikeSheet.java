package prescient.signal.entry;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The strikes of the hour as forecast-service shows them, or those of them that are worth watching.
 *
 * @param currentPrice dollars
 * @param ttc seconds until the markets close, by their own close time
 * @param momentum null when there is none
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record StrikeSheet(
        String symbol,
        BigDecimal currentPrice,
        long ttc,
        String broker,
        String eventTicker,
        String marketTitle,
        BigDecimal strikeTier,
        String marketStatus,
        Instant lastUpdated,
        Instant closeTime,
        @Nullable Momentum momentum,
        String fingerprint,
        List<StrikeRow> strikes) {

    public StrikeSheet {
        strikes = List.copyOf(strikes);
    }

    StrikeSheet with(List<StrikeRow> rows) {
        return new StrikeSheet(
                symbol,
                currentPrice,
                ttc,
                broker,
                eventTicker,
                marketTitle,
                strikeTier,
                marketStatus,
                lastUpdated,
                closeTime,
                momentum,
                fingerprint,
                rows);
    }

    /** The weighted momentum in percent, null when there is none. */
    @Nullable BigDecimal score() {
        return momentum == null ? null : momentum.weightedScore();
    }

    /**
     * How the price moved.
     *
     * @param weightedScore percent
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Momentum(@Nullable BigDecimal weightedScore, Deltas deltas) {}

    /** Changes over the last minutes, percent; 0 is no change, null is not known. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Deltas(
            @JsonProperty("delta_1m") @Nullable BigDecimal delta1m,
            @JsonProperty("delta_2m") @Nullable BigDecimal delta2m,
            @JsonProperty("delta_3m") @Nullable BigDecimal delta3m,
            @JsonProperty("delta_4m") @Nullable BigDecimal delta4m,
            @JsonProperty("delta_15m") @Nullable BigDecimal delta15m,
            @JsonProperty("delta_30m") @Nullable BigDecimal delta30m) {}
}
