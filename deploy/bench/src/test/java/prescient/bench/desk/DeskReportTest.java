package prescient.bench.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import prescient.bench.desk.PriceImportBench.Round;
import prescient.bench.desk.RequestBench.Latency;
import prescient.bench.report.JsonReport;

class DeskReportTest {

    @Test
    void targetsThatAreMetPass() {
        // Given
        var report = report(19.9, 5, 99.9);

        // When
        var text = report.text();

        // Then
        assertThat(report.passed()).isTrue();
        assertThat(report.targets()).hasSize(4);
        assertThat(text)
                .contains(
                        "price poll, 20/s",
                        "one row's commit",
                        "1200 trades acknowledged",
                        "median ratio 1.00",
                        "1000 trades on 75")
                .doesNotContain("FAIL", "skipped");
    }

    @Test
    void oneTargetMissedFails() {
        assertThat(report(20, 5, 99).text()).containsOnlyOnce("FAIL").contains("20.0 ms");
        assertThat(report(100, 5, 99).text()).contains("FAIL  each of them under 100 ms");
        assertThat(report(19, 5.1, 99).text()).containsOnlyOnce("FAIL").contains("0.98 x");
        assertThat(report(19, 5, 100).text()).containsOnlyOnce("FAIL").contains("100.0 ms");
    }

    @Test
    void saysWhatWasSkippedAndHowToHaveIt() {
        // When
        var report = new DeskReport(null, null, Pgloader.MISSING, null);

        // Then
        assertThat(report.text()).contains("Import: skipped", "apt-get install pgloader");
        assertThat(report.passed()).isTrue();
    }

    @Test
    void programsReadTheSameFigures() {
        // Given
        var report = report(19.9, 5.1, 99);

        // When
        var json = JsonReport.of(report, report.targets());

        // Then
        assertThat(json).contains("\"p99_ms\" : 19.9", "\"pgloader_seconds\" : 5.0", "\"passed\" : false");
    }

    private static DeskReport report(double p99Ms, double importSeconds, double tickMs) {
        return new DeskReport(
                new RequestBench.Result(
                        List.of(new Latency("price poll", 20, 1_200, 1, p99Ms, 120)),
                        List.of(new Latency("one row's commit", 20, 1_200, 4, 30, 130)),
                        1_200,
                        900),
                new PriceImportBench.Result(1_000_000, List.of(new Round(importSeconds, 5))),
                null,
                new TickBench.Result(1_000, 75, 60, tickMs, 150, 160));
    }
}
