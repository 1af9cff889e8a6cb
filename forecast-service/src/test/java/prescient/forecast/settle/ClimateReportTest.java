package prescient.forecast.settle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClimateReportTest {

    private static final LocalDate DAY = LocalDate.of(2026, 1, 26);

    @ParameterizedTest
    @CsvSource({"83, 83", "83R, 83", "-3, -3", "-3R, -3", "MM, ''", "83RX, ''"})
    void theMaximumIsReadAlsoWhenItIsARecord(String text, String maximum) {
        // When
        var report = ClimateReport.parse(report(text), RecordFlag.READ).orElseThrow();

        // Then
        assertThat(report.maximumF()).isEqualTo(maximum.isEmpty() ? null : Integer.valueOf(maximum));
        assertThat(report.day()).isEqualTo(DAY);
        assertThat(report.station()).isEqualTo("MIA");
    }

    @Test
    void theLegacyReadingMissesARecord() {
        // When
        var report =
                ClimateReport.parse(report("83R"), RecordFlag.NOT_UNDERSTOOD).orElseThrow();

        // Then
        assertThat(report.settles(DAY, "MIA")).isEmpty();
    }

    @Test
    void aReportSettlesItsOwnDayAndStationOnly() {
        // Given
        var report = ClimateReport.parse(report("83"), RecordFlag.READ).orElseThrow();

        // Then
        assertThat(report.settles(DAY, "MIA")).hasValue(83);
        assertThat(report.settles(DAY.plusDays(1), "MIA")).isEmpty();
        assertThat(report.settles(DAY, "NYC")).isEmpty();
    }

    @Test
    void aReportOfTheEveningSettlesNothing() {
        // When
        var report = ClimateReport.parse(report("83").replace("YESTERDAY", "TODAY"), RecordFlag.READ);

        // Then
        assertThat(report.orElseThrow().settles(DAY, "MIA")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no report", "SUMMARY FOR FEBRUARY 30 2026", "SUMMARY FOR SMARCH 1 2026"})
    void aTextWithoutADayIsNoReport(String text) {
        // When
        var report = ClimateReport.parse(text, RecordFlag.READ);

        // Then
        assertThat(report).isEmpty();
    }

    private static String report(String maximum) {
        return """
                CLIMIA

                CLIMATE REPORT
                433 AM EST TUE JAN 27 2026

                ...THE MIAMI CLIMATE SUMMARY FOR JANUARY 26 2026...

                TEMPERATURE (F)
                 YESTERDAY
                  MAXIMUM         %s   2:10 PM  84    1876  76
                  MINIMUM         70   6:31 AM

                PRECIPITATION (IN)
                 YESTERDAY        0.00
                  MAXIMUM         99
                """.formatted(maximum);
    }
}
