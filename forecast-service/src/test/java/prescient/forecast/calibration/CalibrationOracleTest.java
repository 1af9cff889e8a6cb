package prescient.forecast.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static prescient.forecast.oracle.Close.assertClose;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import prescient.forecast.city.LegacyCity;
import prescient.forecast.csv.CsvFields;
import prescient.forecast.csv.CsvSheet;
import prescient.forecast.csv.CsvTime;
import prescient.forecast.csv.Fixed;
import prescient.forecast.oracle.LegacyText;
import prescient.forecast.oracle.OracleCase;
import prescient.forecast.oracle.Shared;
import prescient.forecast.prediction.Prediction;
import prescient.forecast.prediction.PredictionChoice;
import prescient.forecast.prediction.PredictionFile;
import prescient.forecast.source.Source;
import prescient.legacy.PythonJson;

/** What the legacy calibration wrote, from CSV files and from its database, is written again. */
class CalibrationOracleTest {

    private static final List<String> CITIES = LegacyCity.codes();
    private static final List<String> HEADER =
            PerformanceFile.LAYOUT.shapes().getFirst().columns();

    @Test
    void thereAreCases() {
        // Given
        Shared.assume();

        // When
        var found =
                Stream.of("calibration", "calibration_pg").map(OracleCase::of).toList();

        // Then
        assertThat(found).allSatisfy(cases -> assertThat(cases).isNotEmpty());
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("cases")
    void aNightIsCalibratedAsItWas(OracleCase night) throws Exception {
        // Given
        var day = night.date("--trade-date");
        int window = night.number("--window-days", 14);
        var forecasts = fromDatabase(night) ? database(night, day) : lastInFile(night, day);
        var before = night.input("source_performance.csv")
                .map(CalibrationOracleTest::performance)
                .orElse(List.of());

        // When
        var grades = new ArrayList<Grade>();
        var truths = night.inputJson("truth.json").orElseThrow();
        forecasts.forEach((city, values) -> {
            var truth = truths.get(city + "|" + day);
            if (truth != null) {
                grades.addAll(Grading.grades(day, city, values, truth.doubleValue(), NonFinite.GRADED));
            }
        });
        var known = new ArrayList<>(fromDatabase(night) ? firstOfEachKey(before) : before);
        boolean stored = !fromDatabase(night) || night.meta().get("env").has("ENABLE_PG_WRITE");
        known.addAll(stored ? grades : List.of());
        var weights = Calibration.weights(known, CITIES, day, window, Repeats.EACH_COUNTS, NonFinite.GRADED);

        // Then
        assertThat(night.exitCode()).isEqualTo(forecasts.isEmpty() ? 1 : 0);
        if (grades.isEmpty()) {
            assertThat(night.output("weights.json")).isEmpty();
            assertThat(night.output("source_performance.csv")).isEmpty();
            return;
        }
        assertPerformance(night, before.isEmpty() ? 0 : before.size(), grades);
        assertClose(
                PythonJson.mapper().readTree(CurrentWeightsFile.text(weights)),
                PythonJson.mapper().readTree(night.output("weights.json").orElseThrow()),
                "weights.json");
        assertHistory(night, day, window, weights);
        if (fromDatabase(night)) {
            assertDatabase(night, day, stored ? grades : List.of(), known.size());
        }
    }

    @Test
    void everyRealRunThatCanBeReplayedIsReproduced() {
        // Given
        Shared.assume();
        var performance = performance(Shared.data().resolve("source_performance.csv"));
        var history = WeightsFile.LAYOUT
                .read(CsvSheet.read(Shared.data().resolve("weights_history.csv")))
                .records();
        var runs = (ArrayNode) OracleCase.json(Shared.oracles().resolve("calibration/weights_history_replay.json"))
                .get("runs");

        // When
        var replayed = new ArrayList<String>();
        for (var run : runs) {
            var asOf = LocalDate.parse(run.get("as_of").textValue());
            var at = run.get("run_ts").textValue();
            var weights = Calibration.weights(
                    performance.subList(0, run.get("performance_rows").intValue()),
                    CITIES,
                    asOf,
                    run.get("window_days").intValue(),
                    Repeats.EACH_COUNTS,
                    NonFinite.GRADED);
            for (var stored : history) {
                if (CsvTime.text(stored.runAt()).equals(at)) {
                    assertWeights(weights, stored);
                    replayed.add(at);
                }
            }
        }

        // Then
        assertThat(runs.size()).isGreaterThanOrEqualTo(21);
        assertThat(replayed).hasSize(4 * runs.size());
    }

    @Test
    void theRealWeightsFollowFromTheRealPerformance() throws Exception {
        // Given
        Shared.assume();
        var performance = performance(Shared.data().resolve("source_performance.csv"));

        // When
        var weights = Calibration.weights(
                performance, CITIES, LocalDate.of(2026, 2, 2), 14, Repeats.EACH_COUNTS, NonFinite.LEFT_OUT);

        // Then
        assertClose(
                PythonJson.mapper().readTree(CurrentWeightsFile.text(weights)),
                OracleCase.json(Shared.data().resolve("weights.json")),
                "weights.json");
    }

    static Stream<OracleCase> cases() {
        return Stream.of("calibration", "calibration_pg").flatMap(folder -> OracleCase.of(folder).stream());
    }

    private static void assertPerformance(OracleCase night, int rowsBefore, List<Grade> grades) {
        var rows = night.input("source_performance.csv")
                .map(CsvSheet::read)
                .map(sheet -> new ArrayList<>(
                        sheet.lines().stream().map(line -> line.fields()).toList()))
                .orElseGet(ArrayList::new);
        assertThat(rows).hasSize(rowsBefore);
        grades.forEach(grade -> rows.add(row(grade)));
        var expected = night.output("source_performance.csv").orElseThrow();
        if (fromDatabase(night)) {
            // The database gave the cities in no order.
            assertThat(CsvSheet.text(HEADER, rows).lines())
                    .containsExactlyInAnyOrderElementsOf(expected.lines().toList());
        } else {
            assertThat(CsvSheet.text(HEADER, rows)).isEqualTo(expected);
        }
        grades.stream()
                .filter(grade -> Double.isFinite(grade.absoluteErrorF()))
                .forEach(grade ->
                        assertThat(PerformanceFile.LAYOUT.write(grade.stored())).isEqualTo(row(grade)));
    }

    private static void assertHistory(OracleCase night, LocalDate day, int window, Map<String, CityWeights> weights)
            throws Exception {
        var sheet = CsvSheet.parse(
                "weights_history.csv", night.output("weights_history.csv").orElseThrow());
        var last = sheet.lines()
                .subList(sheet.lines().size() - CITIES.size(), sheet.lines().size());
        for (int i = 0; i < CITIES.size(); i++) {
            var fields = last.get(i).fields();
            assertThat(fields.subList(0, 4))
                    .isEqualTo(new CsvFields()
                            .time(night.clock())
                            .date(day)
                            .text(CITIES.get(i))
                            .whole(window)
                            .list());
            var stored = PythonJson.mapper().readTree(fields.get(4));
            var computed = Objects.requireNonNull(weights.get(CITIES.get(i))).weights();
            assertThat(stored.size()).isEqualTo(computed.size());
            computed.forEach((source, weight) ->
                    assertClose(weight, stored.get(source.text()).doubleValue(), night + " " + source));
        }
    }

    private static void assertDatabase(OracleCase night, LocalDate day, List<Grade> grades, int total) {
        var after = OracleCase.json(night.folder().resolve("output/postgres_after.json"));
        var rows = new ArrayList<List<String>>();
        after.get("source_performance_rows_" + day)
                .forEach(row -> rows.add(List.of(
                        row.get(1).asText(), row.get(2).asText(), row.get(5).asText())));
        assertThat(grades.stream()
                        .map(grade -> List.of(
                                grade.city(),
                                grade.source().text(),
                                PythonJson.mapper()
                                        .valueToTree(grade.absoluteErrorF())
                                        .asText()))
                        .toList())
                .containsExactlyInAnyOrderElementsOf(rows);
        assertThat(after.get("source_performance_total").intValue()).isEqualTo(total);
    }

    private static void assertWeights(Map<String, CityWeights> weights, WeightsRecord stored) {
        var computed = Objects.requireNonNull(weights.get(stored.city())).weights();
        assertThat(computed.keySet()).isEqualTo(stored.weights().keySet());
        stored.weights()
                .forEach((source, weight) -> assertClose(
                        Objects.requireNonNull(computed.get(source)),
                        weight.doubleValue(),
                        stored.runAt() + " " + stored.city() + " " + source));
    }

    private static List<String> row(Grade grade) {
        return new CsvFields()
                .date(grade.date())
                .text(grade.city())
                .text(grade.source().text())
                .text(Fixed.text(grade.predictedF(), 4))
                .text(Fixed.text(grade.actualF(), 1))
                .text(Fixed.text(grade.absoluteErrorF(), 4))
                .list();
    }

    private static List<Grade> performance(Path file) {
        return PerformanceFile.LAYOUT.read(CsvSheet.read(file)).records().stream()
                .flatMap(row -> Grade.of(row).stream())
                .toList();
    }

    private static boolean fromDatabase(OracleCase night) {
        return night.meta().get("env").has("ENABLE_PG_READ") && !night.stdout().contains("disabling Postgres");
    }

    /** The legacy import kept the first of several rows, against the right order. */
    private static Collection<Grade> firstOfEachKey(List<Grade> grades) {
        var first = new LinkedHashMap<List<Object>, Grade>();
        grades.forEach(grade -> first.putIfAbsent(List.of(grade.date(), grade.city(), grade.source()), grade));
        return first.values();
    }

    /** Rows by the header's names, as the legacy programs read them, also where the columns are shifted. */
    private static Map<String, Map<Source, Double>> lastInFile(OracleCase night, LocalDate day) {
        var forecasts = new LinkedHashMap<String, Map<Source, Double>>();
        for (var row : night.sheet("predictions_history.csv").orElseThrow().byHeader()) {
            if (day.toString().equals(row.get("date"))) {
                forecasts.put(Objects.requireNonNull(row.get("city")), LegacyText.forecasts(row));
            }
        }
        var ordered = new LinkedHashMap<String, Map<Source, Double>>();
        CITIES.stream()
                .filter(forecasts::containsKey)
                .forEach(city -> ordered.put(city, Objects.requireNonNull(forecasts.get(city))));
        return ordered;
    }

    /** The legacy read helper lost the values of one provider, whose name has a dot. */
    private static Map<String, Map<Source, Double>> database(OracleCase night, LocalDate day) {
        var stored = PredictionFile.HISTORY
                .read(night.sheet("predictions_history.csv").orElseThrow())
                .records();
        var forecasts = new HashMap<String, Map<Source, Double>>();
        PredictionChoice.latest(stored, day).forEach((city, row) -> forecasts.put(city, values(row)));
        return forecasts;
    }

    private static Map<Source, Double> values(Prediction prediction) {
        var values = new EnumMap<Source, Double>(Source.class);
        for (var source : Source.values()) {
            var value = prediction.valueF(source);
            if (value != null && source != Source.WEATHER_GOV) {
                values.put(source, value.doubleValue());
            }
        }
        return values;
    }
}
