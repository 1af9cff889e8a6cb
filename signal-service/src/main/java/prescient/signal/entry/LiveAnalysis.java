package prescient.signal.entry;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where the hour stands.
 *
 * @param currentPrice dollars
 * @param weightedMomentumScore percent; 0 is none, null is not known
 * @param deltas changes over the last minutes, percent; null when none is known
 * @param ttcSeconds seconds until the markets close
 * @param closeTime when they do, by themselves
 */
public record LiveAnalysis(
        String symbol,
        BigDecimal currentPrice,
        @Nullable BigDecimal weightedMomentumScore,
        StrikeSheet.@Nullable Deltas deltas,
        long ttcSeconds,
        Instant closeTime,
        String eventTicker,
        Instant timestamp) {

    static LiveAnalysis of(StrikeSheet sheet) {
        var momentum = sheet.momentum();
        return new LiveAnalysis(
                sheet.symbol(),
                sheet.currentPrice(),
                sheet.score(),
                momentum == null ? null : momentum.deltas(),
                sheet.ttc(),
                sheet.closeTime(),
                sheet.eventTicker(),
                sheet.lastUpdated());
    }
}
