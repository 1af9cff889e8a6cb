package prescient.forecast.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static prescient.forecast.oracle.Close.assertClose;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import prescient.forecast.allocation.AllocationScores;
import prescient.forecast.allocation.ContractCount;
import prescient.forecast.allocation.Division;
import prescient.forecast.calibration.CityErrorsFile;
import prescient.forecast.csv.CsvLayout;
import prescient.forecast.csv.CsvSheet;
import prescient.forecast.metric.DailyMetricFile;
import prescient.forecast.oracle.Functions;
import prescient.forecast.oracle.LegacyText;
import prescient.forecast.oracle.OracleCase;
import prescient.forecast.oracle.Shared;
import prescient.forecast.prediction.Prediction;
import prescient.forecast.pulse.SnapshotFile;
import prescient.forecast.settle.EvaluationFile;

/** What the legacy trader asked, decided, wrote and ordered, run by run. */
class TraderOracleTest {

    @Test
    void thereAreCases() {
        // Given
        Shared.assume();

        // When
        var found = OracleCase.of("trader");

        // Then
        assertThat(found).isNotEmpty();
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("cases")
    void aRunDecidesAndOrdersWhatItDid(OracleCase run) {
        // Given
        var venue = new TapeVenue(run.inputJson("kalshi.json").orElseThrow());
        var settings = settings(run);
        var desk = new TraderDesk(settings, TraderRules.LEGACY, inputs(run, settings), venue, run.clock());

        // When
        var result = desk.run();

        // Then
        boolean ended = result.failures().keySet().stream().anyMatch(city -> !city.equals("cash"));
        assertThat(ended).as(result.failures().toString()).isEqualTo(run.exitCode() != 0);
        assertThat(appended(run, "decisions_history.csv", DecisionFile.LAYOUT, result.decisions()))
                .isEqualTo(run.output("decisions_history.csv").orElse(""));
        assertThat(appended(run, "trades_history.csv", TradeFile.LAYOUT, result.trades()))
                .isEqualTo(run.output("trades_history.csv").orElse(""));
        assertThat(
                        run.input("eval_history.csv").isPresent()
                                        || result.evaluations().isEmpty()
                                ? appended(run, "eval_history.csv", EvaluationFile.LAYOUT, result.evaluations())
                                : EvaluationFile.unsettledText(result.evaluations()))
                .isEqualTo(run.output("eval_history.csv").orElse(""));
        var log = new ArrayList<JsonNode>();
        OracleCase.json(run.folder().resolve("output/http_log.json")).forEach(log::add);
        assertThat(venue.asked()).isEqualTo(log);
    }

    @Test
    void moneyBuysWhatItBought() {
        // Given
        var table = Functions.table("count_cap");

        // Then
        assertThat(table.size()).isPositive();
        for (var each : table) {
            assertThat(ContractCount.affordable(
                            each.get("max_city_dollars").decimalValue(),
                            each.get("yes_ask").intValue(),
                            Division.BINARY))
                    .as(each.toString())
                    .isEqualTo(each.get("count_cap").intValue());
        }
    }

    @Test
    void whatWasTradedIsKnown() {
        // Given
        var table = Functions.table("already_traded_csv");
        var trades = TradeFile.LAYOUT
                .read(CsvSheet.read(Shared.data().resolve("trades_history.csv")))
                .records();

        // Then
        assertThat(table.size()).isPositive();
        for (var each : table) {
            assertThat(AlreadyTraded.of(
                            trades,
                            each.get("env").textValue(),
                            LocalDate.parse(each.get("trade_date").textValue()),
                            each.get("city").textValue()))
                    .as(each.toString())
                    .isEqualTo(each.get("already_traded").booleanValue());
        }
    }

    @Test
    void allocationScoresAreWhatTheyWere() {
        // Given
        var table = Functions.table("allocation_scores_csv");
        var metrics = DailyMetricFile.LAYOUT
                .read(CsvSheet.read(Shared.data().resolve("daily_metrics.csv")))
                .records();

        // Then
        assertThat(table.size()).isPositive();
        for (var each : table) {
            if (each.path("missing_file").booleanValue()) {
                // Without a file there were no scores; the trader took 1 for each, as here without metrics.
                assertThat(AllocationScores.of(List.of(), LocalDate.of(2026, 2, 3), 14)
                                .values())
                        .containsOnly(1.0);
                continue;
            }
            var scores = AllocationScores.of(
                    metrics,
                    LocalDate.parse(each.get("trade_date").textValue()),
                    each.get("window_days").intValue());
            assertThat(scores).hasSize(each.get("scores").size());
            scores.forEach((city, score) ->
                    assertClose(score, each.get("scores").get(city).doubleValue(), each + " " + city));
        }
    }

    static List<OracleCase> cases() {
        return OracleCase.of("trader");
    }

    private static <T> String appended(OracleCase run, String name, CsvLayout<T> layout, List<T> records) {
        if (records.isEmpty()) {
            return "";
        }
        var text = layout.text(records);
        return run.input(name)
                .map(before -> OracleCase.text(before) + text.substring(text.indexOf('\n') + 1))
                .orElse(text);
    }

    private static TraderSettings settings(OracleCase run) {
        return new TraderSettings(
                run.argument("--env").orElse("demo"),
                run.date("--trade-date"),
                run.has("--send-orders"),
                run.has("--skip-13h-gate"),
                decimal(run, "--min-confidence", "0.75").doubleValue(),
                decimal(run, "--max-spread", "3.0").doubleValue(),
                decimal(run, "--sigma-floor", "2.0").doubleValue(),
                decimal(run, "--sigma-mult", "1.0").doubleValue(),
                decimal(run, "--max-dollars-total", "50"),
                decimal(run, "--max-dollars-per-city", "50"),
                decimal(run, "--max-balance-fraction", "0.5"),
                run.number("--max-contracts-per-order", 500),
                run.number("--count", 0),
                !run.argument("--allocation-mode").orElse("learned").equals("equal"),
                decimal(run, "--min-city-fraction", "0.05").doubleValue(),
                run.number("--min-ask-depth", 25));
    }

    private static BigDecimal decimal(OracleCase run, String argument, String otherwise) {
        return new BigDecimal(run.argument(argument).orElse(otherwise));
    }

    private static TraderInputs inputs(OracleCase run, TraderSettings settings) {
        var predictions = new HashMap<String, Prediction>();
        for (var row : run.sheet("predictions_latest.csv").orElseThrow().byHeader()) {
            var prediction = LegacyText.prediction(row);
            if (prediction.date().equals(settings.tradeDate()) && prediction.predictedF() != null) {
                predictions.put(prediction.city(), prediction);
            }
        }
        return new TraderInputs(
                predictions,
                Map.of(),
                run.sheet("daily_metrics.csv")
                        .map(sheet -> AllocationScores.of(
                                LegacyText.metrics(sheet),
                                settings.tradeDate(),
                                run.number("--allocation-window-days", 14)))
                        .orElse(Map.of()),
                run.input("city_metadata.json")
                        .map(file -> CityErrorsFile.read(OracleCase.text(file)))
                        .orElse(Map.of()),
                run.sheet("intraday_forecasts.csv")
                        .map(sheet -> SnapshotFile.INTRADAY.read(sheet).records())
                        .orElse(List.of()),
                run.sheet("trades_history.csv")
                        .map(sheet -> TradeFile.LAYOUT.read(sheet).records())
                        .orElse(List.of()));
    }
}
