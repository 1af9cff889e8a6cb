package prescient.bench.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import prescient.bench.cutover.ImportBench;

class ForecastReportTest {

    @Test
    void targetsThatAreMetPass() {
        // Given
        var report = report(9.99, 1.9, 2);

        // When
        var text = report.text();

        // Then
        assertThat(report.passed()).isTrue();
        assertThat(report.targets()).hasSize(3); // none for the real rows
        assertThat(text)
                .contains("pass", "2192000 grades", "median ratio 0.50, without foreign keys 0.40")
                .doesNotContain("FAIL");
    }

    @Test
    void oneTargetMissedFails() {
        assertThat(report(10, 1.9, 2).passed()).isFalse();
        assertThat(report(9, 2, 2).passed()).isFalse();
        assertThat(report(9, 1.9, 2.01).passed()).isFalse();
        assertThat(report(9, 1.9, 2.01).text()).containsOnlyOnce("FAIL").contains("0.50 x");
    }

    @Test
    void saysWhatWasSkipped() {
        // When
        var report = new ForecastReport(null, List.of(), true, null);

        // Then
        assertThat(report.text()).contains("skipped").contains("--shared DIR");
        assertThat(report.passed()).isTrue();
    }

    @Test
    void copiesAreOfAnotherCityOrOfOtherDays() {
        assertThat(ForecastRows.Copy.ALL).doesNotHaveDuplicates().hasSize(ForecastRows.FACTOR);
        assertThat(ForecastRows.Copy.ALL).containsAll(ForecastRows.Copy.NONE);
    }

    private static ForecastReport report(double helperMs, double calibrationSeconds, double importSeconds) {
        return new ForecastReport(
                new ImportBench.Result(1_000, List.of(new ImportBench.Round(importSeconds, 1, 0.8))),
                List.of(
                        new HelperBench.Result("predictions", "real", 5_000, 1, 99),
                        new HelperBench.Result("predictions", "1000 x", 5_000_000, 1, helperMs)),
                false,
                new CalibrationBench.Result(200, 10, 1096, 2_192_000, List.of(calibrationSeconds), List.of(0.1)));
    }
}
