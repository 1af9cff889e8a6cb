package prescient.forecast.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static prescient.forecast.oracle.Close.assertClose;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import prescient.forecast.calibration.CityErrorAverage.DayError;
import prescient.forecast.csv.CsvSheet;
import prescient.forecast.metric.DailyMetricFile;
import prescient.forecast.metric.MetricKind;
import prescient.forecast.oracle.OracleCase;
import prescient.forecast.oracle.Shared;
import prescient.forecast.source.Source;
import prescient.legacy.PythonJson;

/** What the legacy settlement noted about each city's error is computed again. */
class CityErrorsOracleTest {

    private static final int WINDOW = 30;

    @Test
    void thereAreCases() {
        // Given
        Shared.assume();

        // When
        var found = OracleCase.of("city_metadata");

        // Then
        assertThat(found).isNotEmpty();
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("cases")
    void theErrorsOfTheCitiesAreWhatTheyWere(OracleCase update) throws Exception {
        // Given
        var asOf = update.date("--as-of-date");
        int window = update.number("--window-days", WINDOW);
        var path = update.argument("--metrics-csv").orElse("Data/source_performance.csv");
        var sheet = update.sheet(path.substring(path.indexOf('/') + 1));
        var existing = update.input("city_metadata.json").map(OracleCase::text).map(CityErrorsFile::read);

        // When
        var cities = CityErrorAverage.of(
                sheet.map(CityErrorsOracleTest::errors).orElse(List.of()), asOf, window, Repeats.EACH_COUNTS);
        var kind = path.contains("daily_metrics")
                ? "metric_type=mae_f, source_name=consensus"
                : "source_name=consensus, absolute_error";
        var written = new CityErrors(
                asOf,
                cities,
                path + (sheet.isEmpty() ? " (missing)" : " (" + kind + ")"),
                sheet.isEmpty() ? update.clock().withOffsetSameInstant(ZoneOffset.UTC) : update.clock(),
                window);

        // Then
        if (cities.isEmpty() && existing.map(Map::isEmpty).map(empty -> !empty).orElse(false)) {
            assertThat(update.output("city_metadata.json")).isEmpty();
        } else {
            assertClose(
                    PythonJson.mapper().readTree(CityErrorsFile.text(written)),
                    PythonJson.mapper()
                            .readTree(update.output("city_metadata.json").orElseThrow()),
                    update.toString());
        }
    }

    static List<OracleCase> cases() {
        return OracleCase.of("city_metadata");
    }

    private static List<DayError> errors(CsvSheet sheet) {
        var errors = new ArrayList<DayError>();
        if (sheet.header().contains("metric_type")) {
            for (var metric : DailyMetricFile.LAYOUT.read(sheet).records()) {
                if (metric.kind() == MetricKind.MAE && metric.source().equals(Source.CONSENSUS.text())) {
                    errors.add(new DayError(
                            metric.city(), metric.tradeDate(), metric.value().doubleValue()));
                }
            }
        } else {
            for (var row : PerformanceFile.LAYOUT.read(sheet).records()) {
                if (row.source() == Source.CONSENSUS && row.absoluteErrorF() != null) {
                    errors.add(new DayError(
                            row.city(), row.date(), row.absoluteErrorF().doubleValue()));
                }
            }
        }
        return errors;
    }
}
