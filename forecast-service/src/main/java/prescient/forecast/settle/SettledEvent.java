package prescient.forecast.settle;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import prescient.forecast.source.Source;

/**
 * A settled decision under the names of its file. Degrees Fahrenheit; null where nothing is known.
 *
 * @param muTmaxF the forecast decided on
 */
public record SettledEvent(
        LocalDate tradeDate,
        String city,
        BigDecimal settlementTmaxF,
        @Nullable Boolean bucketHit,
        @Nullable BigDecimal realizedPnlDollars,
        @Nullable BigDecimal muTmaxF,
        @Nullable BigDecimal tmaxOpenMeteo,
        @Nullable BigDecimal tmaxVisualCrossing,
        @Nullable BigDecimal tmaxTomorrow,
        @Nullable BigDecimal tmaxWeatherapi,
        @Nullable BigDecimal tmaxLstm) {

    /** A decision that is settled. */
    public static SettledEvent of(Evaluation evaluation) {
        var settled = Objects.requireNonNull(evaluation.settled());
        var sources = evaluation.sourcesF();
        return new SettledEvent(
                evaluation.tradeDate(),
                evaluation.city(),
                settled.highF(),
                settled.hit(),
                settled.pnlDollars(),
                evaluation.meanF(),
                sources.get(Source.OPEN_METEO),
                sources.get(Source.VISUAL_CROSSING),
                sources.get(Source.TOMORROW),
                sources.get(Source.WEATHERAPI),
                sources.get(Source.LSTM));
    }
}
