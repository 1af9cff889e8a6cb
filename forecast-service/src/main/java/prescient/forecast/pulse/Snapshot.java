package prescient.forecast.pulse;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import prescient.forecast.source.Source;

/**
 * What a pulse found for one city's day. Degrees Fahrenheit.
 *
 * @param at when
 * @param meanF the blend; null when no source answered
 * @param sigmaF spread of the reliable sources; null when no source answered
 * @param providersF those that answered
 * @param sourcesUsed names of those that answered
 * @param weightsUsed weights of those that were blended
 */
public record Snapshot(
        OffsetDateTime at,
        String city,
        LocalDate tradeDate,
        @Nullable BigDecimal meanF,
        @Nullable BigDecimal sigmaF,
        Map<Source, BigDecimal> providersF,
        String sourcesUsed,
        String weightsUsed) {

    public Snapshot {
        providersF = Source.copyOf(providersF);
    }
}
