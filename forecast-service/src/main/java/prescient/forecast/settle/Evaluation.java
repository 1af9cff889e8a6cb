package prescient.forecast.settle;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import prescient.forecast.source.Source;

/**
 * One decision with all it was based on, and how it ended. Degrees Fahrenheit.
 *
 * @param decision {@code trade}, {@code skip} or {@code note}
 * @param meanF the forecast traded on, with its deviation {@code sigmaF}
 * @param sourcesF what the sources said that the file has a column for
 * @param market null when none was chosen
 * @param sendOrders whether the run was live
 * @param settled null until the day is over
 */
public record Evaluation(
        OffsetDateTime runAt,
        String env,
        LocalDate tradeDate,
        String city,
        String seriesTicker,
        String eventTicker,
        String decision,
        String reason,
        @Nullable BigDecimal meanF,
        @Nullable BigDecimal sigmaF,
        @Nullable BigDecimal spreadF,
        @Nullable BigDecimal confidence,
        Map<Source, BigDecimal> sourcesF,
        String sourcesUsed,
        String weightsUsed,
        @Nullable EvaluatedMarket market,
        @Nullable Boolean sendOrders,
        @Nullable Settled settled) {

    public Evaluation {
        sourcesF = Source.copyOf(sourcesF);
    }

    /** The same decision after the day is over. */
    public Evaluation with(Settled outcome) {
        return with(decision, reason, market, outcome);
    }

    /**
     * The same evaluation with what became of it.
     *
     * @param contracts that were bought; without any, nothing is won or lost by it
     */
    public Evaluation decided(String newDecision, String newReason, int contracts) {
        return with(newDecision, newReason, market == null ? null : market.with(contracts), settled);
    }

    private Evaluation with(
            String newDecision, String newReason, @Nullable EvaluatedMarket newMarket, @Nullable Settled outcome) {
        return new Evaluation(
                runAt,
                env,
                tradeDate,
                city,
                seriesTicker,
                eventTicker,
                newDecision,
                newReason,
                meanF,
                sigmaF,
                spreadF,
                confidence,
                sourcesF,
                sourcesUsed,
                weightsUsed,
                newMarket,
                sendOrders,
                outcome);
    }
}
