package prescient.forecast.quality;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import prescient.forecast.calibration.Performance;
import prescient.forecast.prediction.Prediction;
import prescient.forecast.prediction.PredictionRun;
import prescient.forecast.settle.EvaluatedMarket;
import prescient.forecast.settle.Evaluation;
import prescient.forecast.settle.Settled;
import prescient.forecast.source.Source;

/** Grades, predictions and decisions made for a test, in the order they are to be kept. */
final class SomeForecasts {

    static final LocalDate DAY = LocalDate.of(2026, 3, 7);

    final List<Performance> grades = new ArrayList<>();
    final List<Prediction> predictions = new ArrayList<>();
    final List<Evaluation> evaluations = new ArrayList<>();

    SomeForecasts grade(LocalDate day, String city, Source source, @Nullable String forecast, String actual) {
        grades.add(new Performance(day, city, source, number(forecast), number(actual), null));
        return this;
    }

    /** What open-meteo and the blend said; openweathermap said 0. */
    SomeForecasts prediction(String city, String runAt, String env, String openMeteo, String blend) {
        predictions.add(new Prediction(
                DAY,
                city,
                number(blend),
                null,
                null,
                "open-meteo",
                Map.of(
                        Source.OPEN_METEO, new BigDecimal(openMeteo),
                        Source.OPENWEATHERMAP, new BigDecimal("0.0000")),
                null,
                null,
                "open-meteo",
                "open-meteo:1.0000",
                new PredictionRun(OffsetDateTime.parse(runAt), env, "forecast", null, null, null)));
        return this;
    }

    /** A decision on a forecast with a deviation of 2 degrees; unsettled without a high. */
    SomeForecasts decision(String city, int minute, String env, boolean live, String mean, @Nullable String high) {
        return decision(city, minute, env, live, mean, high, "0.250000", 20);
    }

    SomeForecasts decision(
            String city,
            int minute,
            String env,
            boolean live,
            @Nullable String mean,
            @Nullable String high,
            @Nullable String probability,
            @Nullable Integer ask) {
        var market = new EvaluatedMarket(
                "S-1-B41.5",
                "41° to 42°",
                number("41.0000"),
                number("42.0000"),
                number(probability),
                ask,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
        boolean hit = "41.0".equals(high) || "42.0".equals(high);
        evaluations.add(new Evaluation(
                OffsetDateTime.parse("2026-03-07T09:00:00.250000-05:00").plusMinutes(minute),
                env,
                DAY,
                city,
                "S",
                "S-" + city,
                "trade",
                "",
                number(mean),
                number("2.0000"),
                null,
                null,
                Map.of(),
                "",
                "",
                probability == null ? null : market,
                live,
                high == null ? null : new Settled(new BigDecimal(high), "", hit, null, null, null)));
        return this;
    }

    private static @Nullable BigDecimal number(@Nullable String digits) {
        return digits == null ? null : new BigDecimal(digits);
    }
}
