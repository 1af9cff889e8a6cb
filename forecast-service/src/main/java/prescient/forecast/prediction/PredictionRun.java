package prescient.forecast.prediction;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * The run that made a prediction.
 *
 * @param at the same for all rows of a run
 * @param env {@code demo} or {@code prod}
 * @param mode {@code forecast}, {@code blend} or {@code lstm}
 * @param blendWeight share of the forecast in a blend, 0 to 1
 */
public record PredictionRun(
        OffsetDateTime at,
        String env,
        String mode,
        @Nullable BigDecimal blendWeight,
        @Nullable Boolean refreshHistory,
        @Nullable Boolean retrainLstm) {}
