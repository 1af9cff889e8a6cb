package prescient.forecast.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import prescient.forecast.calibration.Performance;
import prescient.forecast.calibration.PerformanceFile;
import prescient.forecast.csv.CsvLayout;
import prescient.forecast.csv.CsvSheet;
import prescient.forecast.oracle.ApiCase;
import prescient.forecast.oracle.Shared;
import prescient.forecast.settle.EvaluationFile;

/**
 * The mean errors that the legacy page showed, from the same rows, repeated ones included; over HTTP a repeated row
 * counts once and one in doubt not at all.
 */
class SourceErrorsOracleTest {

    private static final double HALF_A_DIGIT = 0.5001e-4;

    @BeforeEach
    void referenceMaterial() {
        Shared.assume();
    }

    @Test
    void meanErrorsAreThoseThatWereShown() {
        // Given
        var actuals = actuals();

        // When
        var sums = new HashMap<Object, ErrorSums>();
        for (var row : grades()) {
            var actual = Objects.requireNonNull(actuals.get(List.of(row.date(), row.city())));
            var error = ErrorSums.of(Objects.requireNonNull(row.predictedF()), actual);
            var source = row.source().text();
            sums.merge(source, error, ErrorSums::plus);
            sums.merge(List.of(row.city(), source), error, ErrorSums::plus);
        }

        // Then
        for (var answer : ApiCase.SOURCE_ERRORS.answers()) {
            assertThat(answer.get("by_city_source").size()
                            + answer.get("by_source").size())
                    .isEqualTo(sums.size());
            for (var shown : answer.get("by_city_source")) {
                assertSame(shown, Objects.requireNonNull(sums.get(key(shown))));
            }
            for (var shown : answer.get("by_source")) {
                assertSame(shown, Objects.requireNonNull(sums.get(text(shown, "source_name"))));
            }
        }
    }

    private static Object key(JsonNode shown) {
        return List.of(text(shown, "city"), text(shown, "source_name"));
    }

    private static void assertSame(JsonNode shown, ErrorSums sums) {
        assertThat(sums.count()).as(shown.toString()).isEqualTo(shown.get("n").longValue());
        assertThat(sums.maeF()).as(shown.toString()).isCloseTo(shown.get("mae").doubleValue(), within(HALF_A_DIGIT));
    }

    private static String text(JsonNode node, String field) {
        return node.get(field).textValue();
    }

    /** As graded; where a decision was settled, as that was. */
    private static Map<Object, BigDecimal> actuals() {
        var actuals = new HashMap<Object, BigDecimal>();
        grades().forEach(row -> actuals.put(List.of(row.date(), row.city()), Objects.requireNonNull(row.actualF())));
        for (var row : records("eval_history", EvaluationFile.LAYOUT)) {
            var settled = row.settled();
            if (settled != null) {
                actuals.put(List.of(row.tradeDate(), row.city()), settled.highF());
            }
        }
        return actuals;
    }

    private static List<Performance> grades() {
        return records("source_performance", PerformanceFile.LAYOUT);
    }

    private static <T> List<T> records(String name, CsvLayout<T> layout) {
        return layout.read(CsvSheet.read(Shared.data().resolve(name + ".csv"))).records();
    }
}
