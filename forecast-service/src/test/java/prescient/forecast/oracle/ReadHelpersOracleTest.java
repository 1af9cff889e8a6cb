package prescient.forecast.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static prescient.forecast.oracle.Close.assertClose;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import prescient.forecast.allocation.AllocationScores;
import prescient.forecast.calibration.Performance;
import prescient.forecast.calibration.PerformanceFile;
import prescient.forecast.calibration.PerformanceWindow;
import prescient.forecast.calibration.WeightsFile;
import prescient.forecast.csv.CsvContent;
import prescient.forecast.csv.CsvLayout;
import prescient.forecast.csv.CsvSheet;
import prescient.forecast.csv.CsvTime;
import prescient.forecast.csv.OddKind;
import prescient.forecast.csv.OddRow;
import prescient.forecast.decision.AlreadyTraded;
import prescient.forecast.decision.DecisionFile;
import prescient.forecast.decision.TradeFile;
import prescient.forecast.metric.DailyMetricFile;
import prescient.forecast.prediction.Prediction;
import prescient.forecast.prediction.PredictionChoice;
import prescient.forecast.prediction.PredictionFile;
import prescient.forecast.pulse.RecentSnapshots;
import prescient.forecast.pulse.SnapshotFile;
import prescient.forecast.settle.Evaluation;
import prescient.forecast.settle.EvaluationFile;
import prescient.forecast.settle.SettledEvents;
import prescient.forecast.source.Source;

/** The read helpers over the real files answer what the legacy database answered once it was filled rightly. */
class ReadHelpersOracleTest {

    @BeforeEach
    void referenceMaterial() {
        Shared.assume();
    }

    @Test
    void alreadyTraded() {
        var trades = real("trades_history", TradeFile.LAYOUT).records();
        for (var each : cases("get_already_traded")) {
            var traded = day(each, "trade_date")
                    .map(day -> AlreadyTraded.of(
                            trades,
                            each.get("env").textValue(),
                            day,
                            each.get("city").textValue()))
                    .orElse(false);
            assertThat(traded).as(each.toString()).isEqualTo(each.get("result").booleanValue());
        }
    }

    @Test
    void allocationScores() {
        var metrics =
                real("daily_metrics", DailyMetricFile.LAYOUT).lastOfEachKey().records();
        for (var each : cases("get_allocation_scores")) {
            var scores = AllocationScores.of(
                    metrics,
                    day(each, "trade_date").orElseThrow(),
                    each.get("window_days").intValue());
            assertThat(scores).hasSize(each.get("result").size());
            scores.forEach((city, score) ->
                    assertClose(score, each.get("result").get(city).doubleValue(), each + " " + city));
        }
    }

    @Test
    void recentSnapshots() {
        var snapshots = real("intraday_forecasts", SnapshotFile.INTRADAY).records();
        for (var each : cases("get_recent_intraday_snapshots")) {
            var found = day(each, "trade_date")
                    .map(day -> RecentSnapshots.of(
                            snapshots,
                            each.get("city").textValue(),
                            day,
                            each.get("limit").intValue()))
                    .orElse(List.of());
            var expected = each.get("result");
            assertThat(found).hasSize(expected.size());
            for (int i = 0; i < found.size(); i++) {
                var snapshot = found.get(i);
                var row = expected.get(i);
                assertThat(CsvTime.parse(row.get("timestamp").textValue()).toInstant())
                        .isEqualTo(snapshot.at().toInstant());
                assertNumber(snapshot.meanF(), row.get("mean_forecast"));
                assertNumber(snapshot.sigmaF(), row.get("current_sigma"));
                assertThat(snapshot.sourcesUsed())
                        .isEqualTo(row.get("sources_used").textValue());
                assertThat(snapshot.weightsUsed())
                        .isEqualTo(row.get("weights_used").textValue());
                for (var source : Source.PROVIDERS) {
                    assertText(snapshot.providersF().get(source), row.path(source.column()));
                }
            }
        }
    }

    @Test
    void sourcePerformanceWindow() {
        // The legacy import kept the first of several rows.
        var first = new LinkedHashMap<Object, Performance>();
        real("source_performance", PerformanceFile.LAYOUT)
                .records()
                .forEach(row -> first.putIfAbsent(PerformanceFile.LAYOUT.key(row), row));
        for (var each : cases("get_source_performance_window")) {
            var errors = PerformanceWindow.errorsF(
                    first.values(),
                    each.get("city").textValue(),
                    each.get("source").textValue(),
                    day(each, "start").orElseThrow(),
                    day(each, "end").orElseThrow());
            assertThat(errors).as(each.toString()).hasSize(each.get("result").size());
            for (int i = 0; i < errors.size(); i++) {
                assertClose(errors.get(i), each.get("result").get(i).doubleValue(), each.toString());
            }
        }
    }

    @Test
    void predictionsForDate() {
        var content = real("predictions_history", PredictionFile.HISTORY);
        var shifted = new HashSet<>(
                content.odd(OddKind.SHIFTED).stream().map(OddRow::line).toList());
        var misread = content.entries().stream()
                .filter(entry -> shifted.contains(entry.line().number()))
                .map(entry -> entry.record())
                .toList();
        int repaired = 0;
        for (var each : cases("get_predictions_for_date")) {
            var found = day(each, "trade_date")
                    .map(day -> PredictionChoice.latest(content.records(), day))
                    .orElse(Map.of());
            assertThat(found).hasSize(each.get("result").size());
            for (var prediction : found.values()) {
                var row = each.get("result").get(prediction.city());
                assertThat(CsvTime.parse(row.get("run_ts").textValue()).toInstant())
                        .isEqualTo(Objects.requireNonNull(prediction.run()).at().toInstant());
                if (misread.contains(prediction)) {
                    // Its columns stood in another order: the legacy database took the list for the spread.
                    assertThat(row.get("forecast_sources").textValue()).matches("[0-9.]+");
                    repaired++;
                } else {
                    assertPrediction(prediction, row);
                }
            }
        }
        assertThat(repaired).isLessThan(5);
    }

    @Test
    void evalEventsForDate() {
        var evaluations = real("eval_history", EvaluationFile.LAYOUT).records();
        for (var each : cases("get_eval_events_for_date")) {
            var found = day(each, "trade_date")
                    .map(day -> SettledEvents.of(evaluations, day))
                    .orElse(List.of());
            if (each.has("n")) {
                assertThat(found)
                        .as(each.get("trade_date").textValue())
                        .hasSize(each.get("n").intValue());
            }
            if (each.get("result").isArray()) {
                var expected = new ArrayList<String>();
                each.get("result").forEach(row -> expected.add(summary(row)));
                assertThat(found.stream().map(ReadHelpersOracleTest::summary))
                        .containsExactlyInAnyOrderElementsOf(expected);
            }
        }
    }

    @Test
    void asManyRowsAsTheDatabaseHad() {
        var counts = OracleCase.json(folder().resolve("row_counts.json"));
        assertThat(List.of(
                        size("predictions_history", PredictionFile.HISTORY),
                        size("intraday_forecasts", SnapshotFile.INTRADAY),
                        size("trades_history", TradeFile.LAYOUT),
                        size("decisions_history", DecisionFile.LAYOUT),
                        size("eval_history", EvaluationFile.LAYOUT),
                        size("daily_metrics", DailyMetricFile.LAYOUT),
                        size("source_performance", PerformanceFile.LAYOUT),
                        size("weights_history", WeightsFile.LAYOUT)))
                .containsExactly(
                        counts.get("predictions").intValue(),
                        counts.get("intraday_snapshots").intValue(),
                        counts.get("trades").intValue(),
                        counts.get("decisions").intValue(),
                        counts.get("eval_events").intValue(),
                        counts.get("eval_metrics").intValue(),
                        counts.get("source_performance").intValue(),
                        counts.get("weights_history").intValue());
    }

    private static void assertPrediction(Prediction prediction, JsonNode row) {
        assertNumber(prediction.predictedF(), row.get("tmax_predicted"));
        assertNumber(prediction.lstmF(), row.get("tmax_lstm"));
        assertNumber(prediction.forecastF(), row.get("tmax_forecast"));
        assertNumber(prediction.spreadF(), row.get("spread_f"));
        assertNumber(prediction.confidence(), row.get("confidence_score"));
        assertThat(prediction.forecastSources())
                .isEqualTo(row.get("forecast_sources").textValue());
        assertThat(prediction.sourcesUsed()).isEqualTo(row.get("sources_used").textValue());
        assertThat(prediction.weightsUsed()).isEqualTo(row.get("weights_used").textValue());
        var run = Objects.requireNonNull(prediction.run());
        assertThat(run.env()).isEqualTo(row.get("env").textValue());
        assertThat(run.mode()).isEqualTo(row.get("prediction_mode").textValue());
        assertNumber(run.blendWeight(), row.get("blend_forecast_weight"));
        assertThat(run.refreshHistory()).isEqualTo(row.get("refresh_history").booleanValue());
        for (var source : Source.PROVIDERS) {
            // The legacy helper named a column after a source with a dot in its name.
            var column = source == Source.WEATHER_GOV ? "tmax_weather.gov" : source.column();
            assertText(prediction.providersF().get(source), row.path(column));
        }
    }

    private static String summary(JsonNode row) {
        return row.get("city").textValue() + " " + row.get("settlement_tmax_f").doubleValue() + " "
                + row.get("bucket_hit").booleanValue() + " "
                + row.get("realized_pnl_dollars").doubleValue() + " "
                + row.get("mu_tmax_f").doubleValue() + " " + row.get("tmax_lstm");
    }

    private static String summary(Evaluation evaluation) {
        var settled = Objects.requireNonNull(evaluation.settled());
        var lstm = evaluation.sourcesF().get(Source.LSTM);
        return evaluation.city() + " " + settled.highF().doubleValue() + " " + settled.hit() + " "
                + Objects.requireNonNull(settled.pnlDollars()).doubleValue() + " "
                + Objects.requireNonNull(evaluation.meanF()).doubleValue() + " "
                + (lstm == null ? null : lstm.doubleValue());
    }

    private static void assertNumber(@Nullable BigDecimal actual, JsonNode expected) {
        assertThat(actual == null ? null : Double.valueOf(actual.doubleValue()))
                .isEqualTo(expected.isNull() ? null : Double.valueOf(expected.doubleValue()));
    }

    private static void assertText(@Nullable BigDecimal actual, JsonNode expected) {
        assertThat(actual == null ? "" : actual.toPlainString()).isEqualTo(expected.asText(""));
    }

    private static List<JsonNode> cases(String helper) {
        var cases = new ArrayList<JsonNode>();
        OracleCase.json(folder().resolve(helper + ".json")).forEach(cases::add);
        assertThat(cases).isNotEmpty();
        return cases;
    }

    private static Path folder() {
        return Shared.oracles().resolve("db_helpers/corrected_import");
    }

    private static Optional<LocalDate> day(JsonNode each, String name) {
        return CsvTime.day(each.get(name).textValue());
    }

    private static <T> CsvContent<T> real(String name, CsvLayout<T> layout) {
        return layout.read(CsvSheet.read(Shared.data().resolve(name + ".csv")));
    }

    private static <T> int size(String name, CsvLayout<T> layout) {
        return real(name, layout).lastOfEachKey().entries().size();
    }
}
