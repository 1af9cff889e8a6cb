package prescient.forecast.strike;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The strikes of the hour, nearest to the price first; names are those of the legacy JSON.
 *
 * @param currentPrice dollars
 * @param ttc seconds until the markets close, by their own close time
 * @param strikeTier dollars between two strikes
 * @param lastUpdated when this was computed
 * @param momentum null when there is none
 * @param fingerprint set and bucket that answered
 */
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

    private static final DateTimeFormatter TITLE =
            DateTimeFormatter.ofPattern("MMM d, yyyy 'at' ha z", Locale.US).withZone(ZoneId.of("America/New_York"));

    /** As the venue calls the event, for instance {@code Bitcoin price on Jul 26, 2025 at 3pm EDT?}. */
    static String title(String name, Instant closes) {
        var when = TITLE.format(closes).replace("AM", "am").replace("PM", "pm");
        return name + " price on " + when + "?";
    }

    /**
     * How the price moved.
     *
     * @param weightedScore percent, null when there is none
     */
    public record Momentum(@Nullable BigDecimal weightedScore, PriceDeltas deltas) {}
}
