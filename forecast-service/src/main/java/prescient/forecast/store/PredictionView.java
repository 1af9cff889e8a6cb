package prescient.forecast.store;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import prescient.forecast.prediction.Prediction;

/**
 * A prediction under the names of its file. Degrees Fahrenheit; null where a source did not answer.
 *
 * @param runTs time of the run
 * @param timestamp the same
 */
record PredictionView(
        LocalDate date,
        String city,
        OffsetDateTime runTs,
        OffsetDateTime timestamp,
        String env,
        @Nullable BigDecimal tmaxPredicted,
        @Nullable BigDecimal tmaxLstm,
        @Nullable BigDecimal tmaxForecast,
        String forecastSources,
        @JsonUnwrapped ProvidersView providers,
        @Nullable BigDecimal spreadF,
        @Nullable BigDecimal confidenceScore,
        String sourcesUsed,
        String weightsUsed,
        String predictionMode,
        @Nullable BigDecimal blendForecastWeight,
        @Nullable Boolean refreshHistory,
        @Nullable Boolean retrainLstm) {

    /** A prediction that has its run, as all of the read helper have. */
    static PredictionView of(Prediction prediction) {
        var run = Objects.requireNonNull(prediction.run());
        return new PredictionView(
                prediction.date(),
                prediction.city(),
                run.at(),
                run.at(),
                run.env(),
                prediction.predictedF(),
                prediction.lstmF(),
                prediction.forecastF(),
                prediction.forecastSources(),
                ProvidersView.of(prediction.providersF()),
                prediction.spreadF(),
                prediction.confidence(),
                prediction.sourcesUsed(),
                prediction.weightsUsed(),
                run.mode(),
                run.blendWeight(),
                run.refreshHistory(),
                run.retrainLstm());
    }
}
