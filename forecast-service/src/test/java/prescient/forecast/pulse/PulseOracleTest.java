package prescient.forecast.pulse;

import static org.assertj.core.api.Assertions.assertThat;
import static prescient.forecast.oracle.Close.assertClose;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import prescient.forecast.calibration.ErrorWindow;
import prescient.forecast.calibration.Repeats;
import prescient.forecast.city.LegacyCity;
import prescient.forecast.csv.CsvSheet;
import prescient.forecast.csv.CsvTime;
import prescient.forecast.oracle.Functions;
import prescient.forecast.oracle.LegacyErrors;
import prescient.forecast.oracle.LegacyText;
import prescient.forecast.oracle.OracleCase;
import prescient.forecast.oracle.Shared;
import prescient.forecast.prediction.PredictionFile;
import prescient.forecast.prediction.PredictionRun;
import prescient.forecast.source.Source;
import prescient.legacy.PythonJson;

/** What the legacy pulses wrote is written again: files, and the JSON that no file keeps. */
class PulseOracleTest {

    private static final int ERROR_DAYS = 7;
    private static final List<String> HEADER =
            SnapshotFile.INTRADAY.shapes().getFirst().columns();

    @Test
    void thereAreCases() {
        // Given
        Shared.assume();

        // When
        var found = List.of(OracleCase.of("intraday"), OracleCase.of("hourly"));

        // Then
        assertThat(found).allSatisfy(cases -> assertThat(cases).isNotEmpty());
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("pulses")
    void aPulseWritesWhatItWrote(OracleCase run) throws Exception {
        // Given
        var today = run.date("--trade-date");
        var errors = run.input("source_performance.csv")
                .map(file -> ErrorWindow.ending(today.minusDays(1), ERROR_DAYS)
                        .means(LegacyErrors.grades(CsvSheet.read(file)), Repeats.EACH_COUNTS))
                .orElse(Map.of());
        var stored = stored(run);
        var before = run.sheet("intraday_forecasts.csv");
        var earlier = before.map(PulseOracleTest::readAsLegacy).orElse(List.of());
        var answers = run.inputJson("forecasts.json").orElseThrow();

        // When
        var pulses = new ArrayList<Pulse>();
        for (var day : List.of(today, today.plusDays(1))) {
            for (var city : LegacyCity.codes()) {
                pulses.add(Pulse.of(
                        run.clock(),
                        city,
                        day,
                        answered(answers.path(day + "|" + city)),
                        errors.getOrDefault(city, Map.of()),
                        stored.getOrDefault(city, Map.of()),
                        earlier));
            }
        }

        // Then
        var rows = new ArrayList<>(before.map(sheet -> sheet.broughtTo(HEADER)).orElse(List.of()));
        pulses.forEach(pulse -> rows.add(SnapshotFile.INTRADAY.write(pulse.snapshot())));
        assertThat(CsvSheet.text(HEADER, rows))
                .isEqualTo(run.output("intraday_forecasts.csv").orElseThrow());
        assertPredictions(run, pulses);
        if (run.has("--print")) {
            assertPrinted(run, pulses);
        }
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("hours")
    void anHourlyPulseWritesWhatItWrote(OracleCase run) {
        // Given
        var day = run.date("--trade-date");
        var stored = stored(run);
        var answers = run.inputJson("forecasts.json").orElseThrow();
        var header = SnapshotFile.HOURLY.shapes().getFirst().columns();

        // When
        var rows = new ArrayList<>(run.sheet("hourly_forecasts.csv")
                .map(sheet -> sheet.broughtTo(header))
                .orElse(List.of()));
        for (var city : LegacyCity.codes()) {
            rows.add(SnapshotFile.HOURLY.write(Pulse.hourly(
                    run.clock(),
                    city,
                    day,
                    answered(answers.path(day + "|" + city)),
                    stored.getOrDefault(city, Map.of()))));
        }

        // Then
        assertThat(CsvSheet.text(header, rows))
                .isEqualTo(run.output("hourly_forecasts.csv").orElseThrow());
    }

    @Test
    void steadinessIsWhatItWas() {
        // Given
        var table = Functions.table("volatility_weighting");

        // Then
        assertThat(table.size()).isPositive();
        for (var each : table) {
            var history = new ArrayList<Map<Source, Double>>();
            each.get("history").forEach(row -> history.add(byColumn(row)));
            var steady = Steadiness.of(
                    Functions.bySource(each.get("available")), Functions.bySource(each.get("base_weights")), history);
            var name = each.get("name").textValue();
            assertClose(steady.stability(), each.get("stability").doubleValue(), name);
            assertThat(steady.weights()).as(name).hasSize(each.get("weights").size());
            steady.weights()
                    .forEach((source, weight) -> assertClose(
                            weight, each.get("weights").get(source.text()).doubleValue(), name + source));
            steady.motions().forEach((source, motion) -> {
                var info = each.get("info").get(source.text());
                assertClose(motion.volatilityF(), info.get("volatility").doubleValue(), name + source);
                assertClose(motion.lastDeltaF(), info.get("last_delta").doubleValue(), name + source);
                assertClose(motion.meanF(), info.get("mean_level").doubleValue(), name + source);
            });
        }
    }

    @Test
    void theGateOfEveryRealDayIsWhatItWas() {
        // Given
        var table = Functions.table("intraday_gate_full_real_file");
        var snapshots = SnapshotFile.INTRADAY
                .read(CsvSheet.read(Shared.data().resolve("intraday_forecasts.csv")))
                .records();

        // Then
        assertThat(table.size()).isPositive();
        for (var each : table) {
            assertGate(
                    IntradayGate.of(
                                    snapshots,
                                    each.get("city").textValue(),
                                    LocalDate.parse(each.get("trade_date").textValue()))
                            .orElse(null),
                    each.get("gate"),
                    each.toString());
        }
    }

    @Test
    void theGateOfMadeUpDaysIsWhatItWas() {
        // Given
        var table = Functions.table("intraday_gate_synthetic");
        var header = "timestamp,city,trade_date,mean_forecast,current_sigma,tmax_open_meteo,tmax_visual_crossing,"
                + "tmax_tomorrow,tmax_weatherapi,sources_used,weights_used\r\n";

        // Then
        assertThat(table.size()).isPositive();
        for (var each : table) {
            var text = new StringBuilder(header);
            for (var row : each.get("rows")) {
                var fields = new ArrayList<String>();
                row.forEach(field -> fields.add(field.asText()));
                text.append(String.join(",", fields)).append(",,,,,,\r\n");
            }
            var snapshots = SnapshotFile.INTRADAY
                    .read(CsvSheet.parse("synthetic", text.toString()))
                    .records();
            assertGate(
                    IntradayGate.of(snapshots, "ny", LocalDate.of(2026, 3, 1)).orElse(null),
                    each.get("gate"),
                    each.get("name").textValue());
        }
    }

    @Test
    void sizeScalesAreWhatTheyWere() {
        // Given
        var table = Functions.table("sigma_size_scale");

        // Then
        assertThat(table.size()).isPositive();
        for (var each : table) {
            assertClose(
                    IntradayGate.sizeScale(each.get("sigma").doubleValue()),
                    each.get("scale").doubleValue(),
                    each.toString());
        }
    }

    static List<OracleCase> pulses() {
        return OracleCase.of("intraday");
    }

    static List<OracleCase> hours() {
        return OracleCase.of("hourly");
    }

    private static void assertPredictions(OracleCase run, List<Pulse> pulses) {
        var meta = new PredictionRun(
                run.clock(), run.argument("--env").orElse("demo"), "forecast", new BigDecimal("1.0"), false, false);
        if (!run.has("--write-predictions")) {
            assertThat(run.output("predictions_latest.csv")).isEmpty();
            return;
        }
        var predictions = pulses.stream().map(pulse -> pulse.prediction(meta)).toList();
        assertThat(PredictionFile.LATEST.text(predictions))
                .isEqualTo(run.output("predictions_latest.csv").orElseThrow());
        var history = run.input("predictions_history.csv").map(OracleCase::text);
        var written = PredictionFile.HISTORY.text(predictions);
        assertThat(history.map(text -> text + written.substring(written.indexOf('\n') + 1))
                        .orElse(written))
                .isEqualTo(run.output("predictions_history.csv").orElseThrow());
    }

    private static void assertPrinted(OracleCase run, List<Pulse> pulses) throws Exception {
        var stdout = run.stdout();
        var printed = PythonJson.mapper().readTree(stdout.substring(0, stdout.lastIndexOf("\n}") + 2));
        assertThat(printed.get("prediction_rows").size()).isEqualTo(pulses.size());
        for (int i = 0; i < pulses.size(); i++) {
            var row = printed.get("prediction_rows").get(i);
            assertThat(text(pulses.get(i).conviction()))
                    .isEqualTo(row.get("conviction_score").asText());
            assertThat(text(pulses.get(i).confidence()))
                    .isEqualTo(row.get("confidence_score").asText());
            assertThat(row.get("city").textValue())
                    .isEqualTo(pulses.get(i).snapshot().city());
        }
    }

    private static String text(@Nullable BigDecimal number) {
        return number == null ? "" : number.toPlainString();
    }

    private static void assertGate(@Nullable IntradayGate gate, JsonNode expected, String what) {
        if (expected.isNull()) {
            assertThat(gate).as(what).isNull();
            return;
        }
        var found = Objects.requireNonNull(gate, what);
        assertThat(found.ok()).as(what).isEqualTo(expected.get("ok").booleanValue());
        assertThat(found.reason()).as(what).isEqualTo(expected.get("reason").textValue());
        assertThat(found.trend()).as(what).isEqualTo(expected.get("trend").textValue());
        assertThat(found.meansF()).as(what).hasSize(expected.get("n").intValue());
        assertThat(found.sigmaF())
                .as(what)
                .isEqualTo(expected.get("current_sigma").doubleValue());
        for (int i = 0; i < found.meansF().size(); i++) {
            assertClose(found.meansF().get(i), expected.get("means").get(i).doubleValue(), what);
        }
    }

    private static Map<String, Map<Source, Double>> stored(OracleCase run) {
        return run.input("weights.json").map(LegacyText::weights).orElse(Map.of());
    }

    private static Map<Source, Double> answered(JsonNode answers) {
        var values = Functions.bySource(answers);
        values.keySet().removeIf(source -> !source.isProvider());
        return values;
    }

    private static Map<Source, Double> byColumn(JsonNode row) {
        var values = new EnumMap<Source, Double>(Source.class);
        for (var source : Source.PROVIDERS) {
            var number = LegacyText.orNull(row.path(source.column()).asText(""));
            if (number != null) {
                values.put(source, number);
            }
        }
        return values;
    }

    /** Rows of a third width by the prefix of the header, as the legacy pulse brought them to the newest layout. */
    private static List<Snapshot> readAsLegacy(CsvSheet sheet) {
        var rows = CsvSheet.parse("legacy", CsvSheet.text(HEADER, sheet.broughtTo(HEADER)));
        var snapshots = new ArrayList<Snapshot>();
        for (var row : rows.byHeader()) {
            var values = new EnumMap<Source, BigDecimal>(Source.class);
            for (var source : Source.PROVIDERS) {
                LegacyText.number(row.getOrDefault(source.column(), ""))
                        .ifPresent(value -> values.put(source, BigDecimal.valueOf(value)));
            }
            var at = row.getOrDefault("timestamp", "");
            if (at.matches("\\d{4}-\\d{2}-\\d{2}T.*")) {
                snapshots.add(new Snapshot(
                        CsvTime.parse(at),
                        row.getOrDefault("city", ""),
                        LocalDate.parse(row.getOrDefault("trade_date", "")),
                        null,
                        null,
                        values,
                        "",
                        ""));
            }
        }
        return snapshots;
    }
}
