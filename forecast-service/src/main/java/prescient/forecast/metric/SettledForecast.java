package prescient.forecast.metric;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import prescient.forecast.settle.Evaluation;
import prescient.forecast.source.Source;

/**
 * A decision of a day that is over. Degrees Fahrenheit.
 *
 * @param event the venue's event that was decided on
 * @param live whether orders were sent
 * @param forecastsF what the sources said, the blend among them
 * @param highF the day's highest temperature
 * @param hit 1 when the chosen bucket was hit, else 0; null when it is not known
 * @param pnlDollars won or lost; null when it is not known
 */
public record SettledForecast(
        OffsetDateTime runAt,
        String env,
        String city,
        String event,
        boolean live,
        Map<Source, Double> forecastsF,
        double highF,
        @Nullable Double hit,
        @Nullable BigDecimal pnlDollars) {

    public SettledForecast {
        forecastsF = Map.copyOf(forecastsF);
    }

    /** Empty when the decision is not settled. */
    public static Optional<SettledForecast> of(Evaluation evaluation) {
        var settled = evaluation.settled();
        if (settled == null) {
            return Optional.empty();
        }
        var forecasts = new EnumMap<Source, Double>(Source.class);
        evaluation.sourcesF().forEach((source, value) -> forecasts.put(source, value.doubleValue()));
        var mean = evaluation.meanF();
        if (mean != null) {
            forecasts.put(Source.CONSENSUS, mean.doubleValue());
        }
        var hit = settled.hit();
        return Optional.of(new SettledForecast(
                evaluation.runAt(),
                evaluation.env(),
                evaluation.city(),
                evaluation.eventTicker(),
                Boolean.TRUE.equals(evaluation.sendOrders()),
                forecasts,
                settled.highF().doubleValue(),
                hit == null ? null : hit ? 1.0 : 0.0,
                settled.pnlDollars()));
    }
}
