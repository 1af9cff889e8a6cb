package prescient.forecast.csv;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import prescient.forecast.calibration.CityErrorsFile;
import prescient.forecast.calibration.CurrentWeightsFile;
import prescient.forecast.calibration.PerformanceFile;
import prescient.forecast.calibration.WeightsFile;
import prescient.forecast.decision.DecisionFile;
import prescient.forecast.decision.TradeFile;
import prescient.forecast.decision.TradeRecord;
import prescient.forecast.metric.DailyMetricFile;
import prescient.forecast.observation.LatestReadingsFile;
import prescient.forecast.observation.StationReadingFile;
import prescient.forecast.oracle.Shared;
import prescient.forecast.prediction.PredictionFile;
import prescient.forecast.pulse.SnapshotFile;
import prescient.forecast.settle.EvaluationFile;
import prescient.forecast.source.Source;

/** Every real file of the legacy programs: what it holds, what is odd in it, and that it is written again as it was. */
class LegacyCsvOracleTest {

    private static final Map<String, CsvLayout<?>> LAYOUTS = Map.ofEntries(
            Map.entry("predictions_history", PredictionFile.HISTORY),
            Map.entry("predictions_latest", PredictionFile.LATEST),
            Map.entry("intraday_forecasts", SnapshotFile.INTRADAY),
            Map.entry("hourly_forecasts", SnapshotFile.HOURLY),
            Map.entry("source_performance", PerformanceFile.LAYOUT),
            Map.entry("weights_history", WeightsFile.LAYOUT),
            Map.entry("daily_metrics", DailyMetricFile.LAYOUT),
            Map.entry("eval_history", EvaluationFile.LAYOUT),
            Map.entry("decisions_history", DecisionFile.LAYOUT),
            Map.entry("trades_history", TradeFile.LAYOUT),
            Map.entry("observations_history", StationReadingFile.LAYOUT));

    private static final Set<OddKind> CHANGED = Set.of(OddKind.OLD_LAYOUT, OddKind.SHIFTED, OddKind.INEXACT);

    @BeforeEach
    void referenceMaterial() {
        Shared.assume();
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("realFiles")
    void everyRowIsReadAndWrittenAgainAsItWasOrReportedWithItsText(Path file) {
        // Given
        var sheet = CsvSheet.read(file);

        // When
        var content = layout(file).read(sheet);
        var written = rows(content);

        // Then
        assertThat(sheet.lines()).isNotEmpty();
        assertThat(content.odd(OddKind.OPEN_END)).isEmpty();
        assertThat(content.entries().size() + content.odd(OddKind.REJECTED).size())
                .isEqualTo(sheet.lines().size());
        // The legacy programs' own clean-up wrote some old rows over the columns of the run.
        assertThat(content.odd(OddKind.REJECTED)).allSatisfy(row -> {
            assertThat(row.file()).isIn("predictions_history_4421669.csv", "predictions_history_9fad438.csv");
            assertThat(row.why()).startsWith("run_ts is not a time");
        });
        // A decimal has no negative zero.
        assertThat(content.odd(OddKind.INEXACT))
                .allSatisfy(row -> assertThat(row.fields()).contains("-0.0"));
        var changed = content.odd().stream()
                .filter(row -> CHANGED.contains(row.kind()))
                .map(OddRow::line)
                .collect(toSet());
        for (int i = 0; i < written.size(); i++) {
            var line = content.entries().get(i).line();
            if (!changed.contains(line.number())) {
                assertThat(written.get(i)).isEqualTo(line.fields());
            }
        }
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("realFiles")
    void aFileOfTheNewestLayoutIsWrittenToTheByte(Path file) throws IOException {
        // Given
        var content = layout(file).read(CsvSheet.read(file));
        boolean newest =
                content.odd().stream().noneMatch(row -> CHANGED.contains(row.kind()) || row.kind() == OddKind.REJECTED);

        // When
        var text = text(content);

        // Then
        if (newest) {
            assertThat(text).isEqualTo(Files.readString(file));
        } else {
            assertThat(file.getFileName().toString())
                    .matches("predictions_.*|observations_history.csv|hourly_forecasts.bak.csv");
        }
    }

    @Test
    void theRealFilesHoldWhatTheyAreKnownToHold() {
        // Given
        var expected = Map.of(
                "predictions_history", 1097,
                "intraday_forecasts", 1420,
                "hourly_forecasts", 68,
                "source_performance", 698,
                "weights_history", 132,
                "daily_metrics", 736,
                "eval_history", 180,
                "decisions_history", 350,
                "trades_history", 129,
                "observations_history", 13643);
        var distinct = Map.of(
                "predictions_history", 1097,
                "intraday_forecasts", 1420,
                "hourly_forecasts", 68,
                "source_performance", 331,
                "weights_history", 44,
                "daily_metrics", 324,
                "eval_history", 180,
                "decisions_history", 350,
                "trades_history", 129,
                "observations_history", 2734);

        // When
        var rows = counts(expected, UnaryOperator.identity());
        var keys = counts(expected, CsvContent::lastOfEachKey);

        // Then
        assertThat(rows).isEqualTo(expected);
        assertThat(keys).isEqualTo(distinct);
    }

    @Test
    void shiftedPredictionsAreRecognisedAndPutRight() {
        // Given
        var current = real("predictions_history");
        var earlier = PredictionFile.HISTORY.read(CsvSheet.read(legacy("predictions_history_4421669")));

        // When
        var shifted = current.odd(OddKind.SHIFTED);

        // Then
        assertThat(shifted).extracting(OddRow::line).containsExactly(98L, 139L, 140L, 141L, 142L);
        assertThat(earlier.odd(OddKind.SHIFTED)).hasSize(116);
        assertThat(earlier.odd(OddKind.OLD_LAYOUT)).isEmpty();
        assertThat(earlier.records())
                .allSatisfy(row -> assertThat(row.forecastSources()).matches("[a-z.,-]*"));
    }

    @Test
    void rowsOfEarlierWidthsAreReadByTheirOwnLayout() {
        // Given
        var first = PredictionFile.HISTORY.read(CsvSheet.read(legacy("predictions_history.bak")));
        var second = PredictionFile.HISTORY.read(CsvSheet.read(legacy("predictions_history_9fad438")));
        var observed = real("observations_history");

        // When
        var widths = Stream.of(first, second, observed)
                .map(content -> content.odd(OddKind.OLD_LAYOUT).stream()
                        .collect(groupingBy(row -> row.fields().size(), counting())))
                .toList();

        // Then
        assertThat(widths)
                .containsExactly(
                        Map.of(12, 20L, 20, 24L, 21, 8L, 22, 8L, 23, 52L),
                        Map.of(23, 96L, 18, 4L),
                        Map.of(8, 1099L, 9, 4644L, 10, 2936L));
        assertThat(second.odd(OddKind.REJECTED)).hasSize(16);
        assertThat(first.records()).allSatisfy(row -> assertThat(row.run()).isNotNull());
    }

    @Test
    void repeatedConflictingAndContaminatedPerformanceIsFlagged() {
        // Given
        var content = PerformanceFile.LAYOUT.read(CsvSheet.read(Shared.data().resolve("source_performance.csv")));

        // When
        var once = content.lastOfEachKey();

        // Then
        var kinds = new EnumMap<OddKind, Long>(OddKind.class);
        once.odd().forEach(row -> kinds.merge(row.kind(), 1L, Long::sum));
        assertThat(kinds.get(OddKind.REPEATED) + kinds.get(OddKind.CONFLICTING)).isEqualTo(367);
        assertThat(once.odd(OddKind.CONFLICTING))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.fields().getFirst()).isEqualTo("2026-01-25"));
        assertThat(content.odd(OddKind.CONTAMINATED))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.fields().getFirst()).isIn("2026-01-25", "2026-01-27", "2026-01-28"));
        assertThat(content.records())
                .filteredOn(row -> row.source() == Source.OPEN_METEO
                        && Objects.requireNonNull(row.predictedF()).signum() == 0)
                .hasSize(4)
                .allSatisfy(row -> assertThat(PerformanceFile.LAYOUT.doubt(row)).isPresent());
        assertThat(real("daily_metrics").lastOfEachKey().odd(OddKind.CONFLICTING))
                .isEmpty();
    }

    @Test
    void sentOrdersAreThoseThatWereSent() {
        // Given
        var trades = TradeFile.LAYOUT
                .read(CsvSheet.read(Shared.data().resolve("trades_history.csv")))
                .records();

        // When
        var sent = trades.stream().filter(TradeRecord::sent).toList();

        // Then
        assertThat(sent).hasSize(19).allSatisfy(trade -> assertThat(trade.env()).isEqualTo("prod"));
        assertThat(trades).hasSize(129);
    }

    @Test
    void theJsonFilesAreWrittenToTheByte() throws IOException {
        // Given
        var weights = Files.readString(Shared.data().resolve("weights.json"));
        var readings = Files.readString(Shared.data().resolve("observations_latest.json"));

        // When
        var weightsAgain = CurrentWeightsFile.text(CurrentWeightsFile.read(weights));
        var readingsAgain = LatestReadingsFile.text(LatestReadingsFile.read(readings));
        var errors = List.of(
                Files.readString(Shared.data().resolve("city_metadata.json")),
                Files.readString(Shared.data().resolve("legacy/city_metadata.bak.json")));
        var errorsAgain = errors.stream()
                .map(text -> CityErrorsFile.text(CityErrorsFile.readWhole(text)))
                .toList();

        // Then
        assertThat(weightsAgain).isEqualTo(weights);
        assertThat(readingsAgain).isEqualTo(readings);
        assertThat(errorsAgain).isEqualTo(errors);
        assertThat(CityErrorsFile.read(errors.getFirst()))
                .containsEntry("fl", 2.5455714285714284)
                .hasSize(4);
    }

    static Stream<Path> realFiles() throws IOException {
        if (!Shared.isThere()) {
            return Stream.of();
        }
        try (var files = Files.walk(Shared.data())) {
            return files.filter(file -> file.toString().endsWith(".csv")).sorted().toList().stream();
        }
    }

    private static Map<String, Integer> counts(Map<String, Integer> names, UnaryOperator<CsvContent<?>> reading) {
        var counts = new HashMap<String, Integer>();
        names.keySet()
                .forEach(name ->
                        counts.put(name, reading.apply(real(name)).entries().size()));
        return counts;
    }

    private static CsvContent<?> real(String name) {
        var file = Shared.data().resolve(name + ".csv");
        return layout(file).read(CsvSheet.read(file));
    }

    private static Path legacy(String name) {
        return Shared.data().resolve("legacy").resolve(name + ".csv");
    }

    private static CsvLayout<?> layout(Path file) {
        var name = file.getFileName().toString();
        return LAYOUTS.entrySet().stream()
                .filter(entry -> name.startsWith(entry.getKey()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no layout for " + file))
                .getValue();
    }

    private static <T> List<List<String>> rows(CsvContent<T> content) {
        var rows = new ArrayList<List<String>>();
        content.records().forEach(record -> rows.add(content.layout().write(record)));
        return rows;
    }

    private static <T> String text(CsvContent<T> content) {
        return content.layout().text(content.records());
    }
}
