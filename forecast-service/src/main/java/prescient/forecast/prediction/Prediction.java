package prescient.forecast.prediction;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import prescient.forecast.source.Source;

/**
 * The forecast of one run for one city's day. All temperatures are degrees Fahrenheit.
 *
 * @param date the city's local day whose highest temperature is forecast
 * @param predictedF the blend; null when no source answered
 * @param lstmF the model's own prediction, if there is one
 * @param forecastF the blend again, or the plain mean of the providers in runs that have a model
 * @param forecastSources names of those that answered, in the order they were asked
 * @param providersF the providers that answered
 * @param spreadF standard deviation of the reliable providers
 * @param confidence 0 to 1
 * @param sourcesUsed names of those that were blended
 * @param weightsUsed their weights, for instance {@code open-meteo:0.2500}
 * @param run null in files that only hold the last run, and in rows that lost it
 */
public record Prediction(
        LocalDate date,
        String city,
        @Nullable BigDecimal predictedF,
        @Nullable BigDecimal lstmF,
        @Nullable BigDecimal forecastF,
        String forecastSources,
        Map<Source, BigDecimal> providersF,
        @Nullable BigDecimal spreadF,
        @Nullable BigDecimal confidence,
        String sourcesUsed,
        String weightsUsed,
        @Nullable PredictionRun run) {

    public Prediction {
        providersF = Source.copyOf(providersF);
    }

    /** What a source said, null when it did not. */
    public @Nullable BigDecimal valueF(Source source) {
        return switch (source) {
            case CONSENSUS -> predictedF;
            case LSTM -> lstmF;
            default -> providersF.get(source);
        };
    }
}
