package prescient.forecast.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import prescient.forecast.ServiceTest;
import prescient.forecast.calibration.LatestWeights;
import prescient.forecast.calibration.Performance;
import prescient.forecast.calibration.PerformanceTable;
import prescient.forecast.calibration.WeightsRecord;
import prescient.forecast.calibration.WeightsTable;
import prescient.forecast.decision.Decision;
import prescient.forecast.decision.DecisionTable;
import prescient.forecast.decision.TradeRecord;
import prescient.forecast.decision.TradeRecordTable;
import prescient.forecast.history.KindTable;
import prescient.forecast.metric.DailyMetric;
import prescient.forecast.metric.DailyMetricTable;
import prescient.forecast.metric.EnvironmentMetricTable;
import prescient.forecast.metric.MetricKind;
import prescient.forecast.observation.StationReading;
import prescient.forecast.observation.StationReadingTable;
import prescient.forecast.prediction.Prediction;
import prescient.forecast.prediction.PredictionRun;
import prescient.forecast.prediction.PredictionTable;
import prescient.forecast.pulse.Snapshot;
import prescient.forecast.pulse.SnapshotTable;
import prescient.forecast.settle.EvaluatedMarket;
import prescient.forecast.settle.Evaluation;
import prescient.forecast.settle.EvaluationTable;
import prescient.forecast.settle.Settled;
import prescient.forecast.settle.SettledEvent;
import prescient.forecast.settle.SettlementStation;
import prescient.forecast.settle.SettlementStationTable;
import prescient.forecast.source.Source;

/** Each table gives back the very records it was given, down to their digits and offsets. */
@QuarkusTest
class TablesTest extends ServiceTest {

    private static final LocalDate DAY = LocalDate.of(2026, 3, 7);
    private static final OffsetDateTime MORNING = OffsetDateTime.parse("2026-03-07T07:30:00.120000-05:00");
    private static final OffsetDateTime NOON = OffsetDateTime.parse("2026-03-07T12:00:00-05:00");
    private static final Map<Source, BigDecimal> PROVIDERS =
            Map.of(Source.OPEN_METEO, number("41.5000"), Source.WEATHER_GOV, number("15.979999999999997"));

    @Inject
    KindTable tables;

    @Inject
    PredictionTable predictions;

    @Inject
    SnapshotTable snapshots;

    @Inject
    PerformanceTable grades;

    @Inject
    WeightsTable weights;

    @Inject
    EvaluationTable evaluations;

    @Inject
    DailyMetricTable metrics;

    @Inject
    EnvironmentMetricTable ofEnvironments;

    @Inject
    DecisionTable decisions;

    @Inject
    TradeRecordTable trades;

    @Inject
    StationReadingTable readings;

    @Inject
    SettlementStationTable stations;

    @Test
    void predictions() {
        // Given
        var early = prediction("ny", MORNING, "prod");
        var late = prediction("ny", NOON, "demo");
        var other = prediction("il", MORNING, "prod");

        // When
        int written = get(tables.store(PredictionTable.KIND, List.of(early, late, other)));
        int again = get(tables.store(PredictionTable.KIND, List.of(late, early)));

        // Then
        assertThat(List.of(written, again)).containsExactly(3, 0);
        assertThat(get(predictions.latest(DAY))).containsExactly(other, late);
        assertThat(get(predictions.between(DAY, DAY))).containsExactly(other, early, late);
        assertThat(get(predictions.latest(DAY.plusDays(1)))).isEmpty();
    }

    @Test
    void snapshots() {
        // Given
        var first = snapshot(MORNING, number("41.5000"));
        var second = snapshot(NOON, null);

        // When
        int written = get(tables.store(SnapshotTable.INTRADAY, List.of(first, second)));
        int again = get(tables.store(SnapshotTable.INTRADAY, List.of(first, second)));

        // Then
        assertThat(List.of(written, again)).containsExactly(2, 0);
        assertThat(get(snapshots.newest(" NY ", DAY, 1))).containsExactly(second);
        assertThat(get(snapshots.between(DAY, DAY))).containsExactly(first, second);
    }

    @Test
    void gradesAreReplacedByLaterOnes() {
        // Given
        var first = grade(Source.WEATHER_GOV, "1.5000");
        var second = grade(Source.WEATHER_GOV, "1.2500");
        var other = grade(Source.CONSENSUS, "0.5000");

        // When
        int written = get(tables.store(PerformanceTable.KIND, List.of(first, other)));
        int replaced = get(tables.store(PerformanceTable.KIND, List.of(second, other)));

        // Then
        assertThat(List.of(written, replaced)).containsExactly(2, 1);
        assertThat(get(grades.of("ny", " weather.gov ", DAY, DAY))).containsExactly(second);
        assertThat(get(grades.between(DAY, DAY))).containsExactly(other, second);
    }

    @Test
    void ofTwoGradesInOneBatchTheLaterCounts() {
        // When
        int written = get(tables.store(
                PerformanceTable.KIND, List.of(grade(Source.LSTM, "1.0000"), grade(Source.LSTM, "2.0000"))));

        // Then
        assertThat(written).isEqualTo(1);
        assertThat(get(grades.between(DAY, DAY))).containsExactly(grade(Source.LSTM, "2.0000"));
    }

    @Test
    void weights() {
        // Given
        var given = Map.of(Source.TOMORROW, number("0.20000000000000001"), Source.CONSENSUS, number("0.8"));
        var before = new WeightsRecord(MORNING.minusDays(1), DAY.minusDays(1), "ny", 14, Map.of());
        var now = new WeightsRecord(MORNING, DAY, "ny", 14, given);

        // When
        get(tables.store(WeightsTable.KIND, List.of(before, now)));

        // Then
        assertThat(get(weights.current())).singleElement().satisfies(stored -> {
            assertThat(stored.runAt()).isEqualTo(MORNING);
            assertThat(stored.weights().get(Source.TOMORROW).doubleValue()).isEqualTo(0.2);
        });
    }

    @Test
    void theNewestWeightsAreTheSameInTableAndFile() {
        // Given a later run of an earlier day, two runs of a day, and two windows of one run
        var all = List.of(
                new WeightsRecord(NOON.plusDays(1), DAY.minusDays(1), "ny", 14, Map.of()),
                new WeightsRecord(NOON, DAY, "ny", 7, Map.of()),
                new WeightsRecord(MORNING, DAY, "ny", 30, Map.of()),
                new WeightsRecord(NOON, DAY, "ny", 14, Map.of()),
                new WeightsRecord(MORNING, DAY, "il", 14, Map.of()));

        // When
        get(tables.store(WeightsTable.KIND, all));
        var inFile = LatestWeights.of(all);
        var inFileBackwards = LatestWeights.of(all.reversed());

        // Then
        assertThat(inFile).containsExactly(all.get(4), all.get(3));
        assertThat(inFileBackwards).isEqualTo(inFile);
        assertThat(get(weights.current())).isEqualTo(inFile);
    }

    @Test
    void evaluationsAreSettledInTheirPlace() {
        // Given
        var live = evaluation(true);
        var dry = evaluation(false);
        var settled = live.with(new Settled(number("44.0"), "https://report", true, 1480, number("14.80"), NOON));
        get(tables.store(EvaluationTable.KIND, List.of(live, dry)));

        // When
        int changed = get(tables.store(EvaluationTable.KIND, List.of(settled)));

        // Then
        assertThat(changed).isEqualTo(1);
        assertThat(get(evaluations.settled(DAY))).containsExactly(SettledEvent.of(settled));
        assertThat(get(evaluations.between(DAY, DAY))).containsExactly(dry, settled);
    }

    @Test
    void metricsOfScores() {
        // Given
        var error = new DailyMetric(NOON, DAY, "ny", MetricKind.MAE, "consensus", number("1.2500"));
        var hits = new DailyMetric(NOON, DAY, "ny", MetricKind.HIT_RATE, DailyMetric.TRADE, number("0.5000"));
        var other = new DailyMetric(NOON, DAY, "ny", MetricKind.RMSE, "consensus", number("1.2500"));

        // When
        get(tables.store(DailyMetricTable.KIND, List.of(error, hits, other)));

        // Then
        assertThat(get(metrics.ofScores(List.of("ny"), DAY, DAY))).containsExactlyInAnyOrder(error, hits);
        assertThat(get(metrics.ofScores(List.of("ny"), DAY.plusDays(1), DAY.plusDays(2))))
                .isEmpty();
        assertThat(get(metrics.ofScores(List.of("il"), DAY, DAY))).isEmpty();
    }

    @Test
    void metricsOfOneEnvironmentStandBesideThoseOfAll() throws Exception {
        // Given
        var all = new DailyMetric(NOON, DAY, "ny", MetricKind.HIT_RATE, DailyMetric.TRADE, number("0.2500"));
        var live = new DailyMetric(NOON, DAY, "ny", MetricKind.HIT_RATE, DailyMetric.TRADE, number("1.0000"));
        var dry = new DailyMetric(NOON, DAY, "ny", MetricKind.HIT_RATE, DailyMetric.TRADE, number("0.0000"));

        // When
        get(tables.store(DailyMetricTable.KIND, List.of(all)));
        get(ofEnvironments.store("prod", true, List.of(live)));
        get(ofEnvironments.store("prod", false, List.of(dry)));
        int again = get(ofEnvironments.store("prod", true, List.of(live)));

        // Then
        assertThat(again).isZero();
        assertThat(get(metrics.ofScores(List.of("ny"), DAY, DAY))).containsExactly(all);
        assertThat(get(ofEnvironments.of("prod", true, DAY, DAY))).containsExactly(live);
        assertThat(get(ofEnvironments.of("prod", false, DAY, DAY))).containsExactly(dry);
        assertThat(get(ofEnvironments.of("demo", true, DAY, DAY))).isEmpty();
        assertThat(read("SELECT count(*) FROM eval_metrics")).containsExactly("3");
    }

    @Test
    void decisionsAndTrades() {
        // Given
        var decision = new Decision(
                MORNING, "prod", DAY, "ny", "S", "E", null, null, number("0.5000"), "skip", "spread>3.0, or|so");
        var dry = trade(false);
        var sent = trade(true);

        // When
        get(tables.store(DecisionTable.KIND, List.of(decision)));
        get(tables.store(TradeRecordTable.KIND, List.of(dry)));
        var before = get(trades.sent("prod", DAY, "ny"));
        get(tables.store(TradeRecordTable.KIND, List.of(sent)));

        // Then
        assertThat(get(decisions.of("prod", DAY))).containsExactly(decision);
        assertThat(before).isEmpty();
        assertThat(get(trades.sent(" prod ", DAY, " NY "))).containsExactly(sent);
        assertThat(get(trades.sent("PROD", DAY, "ny"))).isEmpty();
        assertThat(get(trades.of("prod", DAY))).containsExactlyInAnyOrder(dry, sent);
    }

    @Test
    void readings() {
        // Given
        var at = OffsetDateTime.parse("2026-03-07T14:51:00Z");
        var plain = new StationReading(
                at, "ny", "KNYC", number("41.0"), null, null, number("0.0"), null, number("-1.53"), null, null);
        var whole = new StationReading(
                at.plusMinutes(60),
                "ny",
                "KNYC",
                number("42.08"),
                number("42.08"),
                number("50.10"),
                number("0.0"),
                number("0.5"),
                number("1.08"),
                number("-0.5"),
                OffsetDateTime.parse("2026-03-07T14:10:00-05:00"));

        // When
        int written = get(tables.store(StationReadingTable.KIND, List.of(plain, whole)));

        // Then
        assertThat(written).isEqualTo(2);
        assertThat(get(readings.since("ny", at.toInstant()))).containsExactly(plain, whole);
    }

    @Test
    void stationsOfADayAreThoseThatHoldThen() throws Exception {
        // Given
        execute("INSERT INTO settlement_stations SELECT city_code, venue, series, 'KLGA', source, report_office, 'LGA',"
                + " time_zone, climate_day, rounding, DATE '2026-03-08' FROM settlement_stations"
                + " WHERE city_code = 'ny'");

        // When
        var before = get(stations.on("kalshi", DAY));
        var after = get(stations.on("kalshi", DAY.plusDays(1)));
        execute("DELETE FROM settlement_stations WHERE valid_from IS NOT NULL");

        // Then
        assertThat(before).extracting(SettlementStation::station).containsExactly("KMIA", "KMDW", "KNYC", "KAUS");
        assertThat(after).extracting(SettlementStation::station).containsExactly("KMIA", "KMDW", "KLGA", "KAUS");
    }

    private static Prediction prediction(String city, OffsetDateTime at, String env) {
        return new Prediction(
                DAY,
                city,
                number("41.2500"),
                null,
                number("41.2500"),
                "open-meteo,weather.gov",
                PROVIDERS,
                number("0.0000"),
                number("0.9"),
                "open-meteo",
                "open-meteo:1.0000",
                new PredictionRun(at, env, "forecast", number("1.0"), false, null));
    }

    private static Snapshot snapshot(OffsetDateTime at, @Nullable BigDecimal mean) {
        return new Snapshot(at, "ny", DAY, mean, mean == null ? null : number("0.5000"), PROVIDERS, "open-meteo", "");
    }

    private static Performance grade(Source source, String error) {
        return new Performance(DAY, "ny", source, number("41.5000"), number("43.0"), number(error));
    }

    private static Evaluation evaluation(boolean live) {
        var market = new EvaluatedMarket(
                "KXHIGHNY-26MAR07-B41.5",
                "41° to 42°",
                number("41.0000"),
                null,
                number("0.250000"),
                26,
                24,
                2,
                100,
                number("0.260000"),
                number("-0.010000"),
                number("-1.0000"),
                20);
        return new Evaluation(
                MORNING,
                "prod",
                DAY,
                "ny",
                "KXHIGHNY",
                "KXHIGHNY-26MAR07",
                "trade",
                "",
                number("41.2500"),
                number("2.0000"),
                number("1.0000"),
                number("0.8000"),
                Map.of(Source.OPEN_METEO, number("41.5000")),
                "open-meteo",
                "open-meteo:1.0000",
                market,
                live,
                null);
    }

    private static TradeRecord trade(boolean sent) {
        return new TradeRecord(
                MORNING,
                "prod",
                DAY,
                "ny",
                "KXHIGHNY",
                "KXHIGHNY-26MAR07",
                "KXHIGHNY-26MAR07-B41.5",
                "41° to 42°",
                number("41.2500"),
                "yes",
                20,
                26,
                99,
                sent);
    }

    private static BigDecimal number(String digits) {
        return new BigDecimal(digits);
    }

    private static <T> T get(Uni<T> answer) {
        return answer.await().indefinitely();
    }
}
