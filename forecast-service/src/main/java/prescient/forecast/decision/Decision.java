package prescient.forecast.decision;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * What was decided for a city's day. Degrees Fahrenheit.
 *
 * @param predictedF null when nothing was looked at
 * @param confidence 0 to 1; the effective one where it was the reason
 * @param decision {@code trade}, {@code skip} or {@code note}
 */
public record Decision(
        OffsetDateTime runAt,
        String env,
        LocalDate tradeDate,
        String city,
        String seriesTicker,
        String eventTicker,
        @Nullable BigDecimal predictedF,
        @Nullable BigDecimal spreadF,
        @Nullable BigDecimal confidence,
        String decision,
        String reason) {

    /** The same with what became of it. */
    public Decision with(String newDecision, String newReason) {
        return new Decision(
                runAt,
                env,
                tradeDate,
                city,
                seriesTicker,
                eventTicker,
                predictedF,
                spreadF,
                confidence,
                newDecision,
                newReason);
    }
}
