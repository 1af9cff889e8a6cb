package prescient.forecast.store;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import prescient.forecast.calibration.Performance;
import prescient.forecast.decision.TradeRecord;
import prescient.forecast.metric.DailyMetric;
import prescient.forecast.metric.MetricKind;
import prescient.forecast.prediction.Prediction;
import prescient.forecast.prediction.PredictionRun;
import prescient.forecast.pulse.Snapshot;
import prescient.forecast.settle.Evaluation;
import prescient.forecast.settle.Settled;
import prescient.forecast.source.Source;

/** Records made for a test, in the order they are to be kept. */
final class SomeRecords {

    static final LocalDate DAY = LocalDate.of(2026, 3, 7);

    private static final OffsetDateTime MORNING = OffsetDateTime.parse("2026-03-07T09:00:00.250000-05:00");
    private static final Map<Source, BigDecimal> PROVIDERS =
            Map.of(Source.TOMORROW, number("41.5000"), Source.WEATHER_GOV, number("43.0000"));

    final List<TradeRecord> trades = new ArrayList<>();
    final List<DailyMetric> metrics = new ArrayList<>();
    final List<Snapshot> snapshots = new ArrayList<>();
    final List<Performance> grades = new ArrayList<>();
    final List<Prediction> predictions = new ArrayList<>();
    final List<Evaluation> evaluations = new ArrayList<>();

    private SomeRecords() {}

    static SomeRecords of() {
        return new SomeRecords();
    }

    /** Some of each kind. */
    static SomeRecords ofEachKind() {
        return of().trade("prod", "ny", DAY, true)
                .trade("prod", "il", DAY, false)
                .metric(DAY.minusDays(1), "ny", MetricKind.MAE, "consensus", "1.2345")
                .metric(DAY.minusDays(1), "ny", MetricKind.HIT_RATE, DailyMetric.TRADE, "0.3333")
                .metric(DAY.minusDays(2), "ny", MetricKind.MAE, "consensus", "0.1000")
                .snapshot("ny", DAY, 10)
                .snapshot("ny", DAY, 40)
                .grade(DAY.minusDays(1), "ny", Source.WEATHER_GOV, "0.7000")
                .grade(DAY, "ny", Source.WEATHER_GOV, "1.3000")
                .prediction("ny", DAY, 10, "prod")
                .prediction("il", DAY, 10, "prod")
                .evaluation("ny", DAY, 20, "prod", true);
    }

    SomeRecords trade(String env, String city, LocalDate day, boolean sent) {
        trades.add(new TradeRecord(
                MORNING,
                env,
                day,
                city,
                "S",
                "S-1",
                "S-1-B41.5",
                "41° to 42°",
                number("41.5000"),
                "yes",
                3,
                25,
                99,
                sent));
        return this;
    }

    SomeRecords metric(LocalDate day, String city, MetricKind kind, String source, String value) {
        metrics.add(new DailyMetric(MORNING, day, city, kind, source, number(value)));
        return this;
    }

    SomeRecords snapshot(String city, LocalDate day, int minute) {
        snapshots.add(new Snapshot(
                MORNING.plusMinutes(minute),
                city,
                day,
                number("42.0000"),
                number("0.0000"),
                PROVIDERS,
                "tomorrow,weather.gov",
                "tomorrow:0.5000,weather.gov:0.5000"));
        return this;
    }

    SomeRecords grade(LocalDate day, String city, Source source, @Nullable String error) {
        grades.add(new Performance(
                day, city, source, number("41.5000"), number("43.0"), error == null ? null : number(error)));
        return this;
    }

    SomeRecords prediction(String city, LocalDate day, int minute, String env) {
        predictions.add(new Prediction(
                day,
                city,
                number("42.0000"),
                null,
                number("42.0000"),
                "tomorrow,weather.gov",
                PROVIDERS,
                number("0.0000"),
                number("0.9000"),
                "tomorrow,weather.gov",
                "tomorrow:0.5000,weather.gov:0.5000",
                new PredictionRun(MORNING.plusMinutes(minute), env, "forecast", number("1.0"), false, false)));
        return this;
    }

    SomeRecords evaluation(String city, LocalDate day, int minute, String env, boolean settled) {
        var outcome = new Settled(number("43.0"), "https://report", null, null, number("-1.25"), MORNING.plusDays(1));
        evaluations.add(new Evaluation(
                MORNING.plusMinutes(minute),
                env,
                day,
                city,
                "S",
                "S-1",
                "trade",
                "",
                number("42.0000"),
                number("2.0000"),
                null,
                number("0.9000"),
                Map.of(Source.TOMORROW, number("41.5000")),
                "tomorrow",
                "tomorrow:1.0000",
                null,
                false,
                settled ? outcome : null));
        return this;
    }

    private static BigDecimal number(String digits) {
        return new BigDecimal(digits);
    }
}
