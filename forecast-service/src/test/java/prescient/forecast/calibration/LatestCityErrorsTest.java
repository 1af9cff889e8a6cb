package prescient.forecast.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import prescient.forecast.source.Source;

class LatestCityErrorsTest {

    private static final LocalDate DAY = LocalDate.of(2026, 3, 7);
    private static final String ONCE = file("2026-03-07", "2.0", 2, "2026-03-08T00:00:00-05:00");

    private final LatestCityErrors errors = new LatestCityErrors();

    @BeforeEach
    void gradesOfTwoDaysOneOfThemTwice() {
        errors.replaced(blend(DAY.minusDays(1), "5.0000"));
        errors.take(blend(DAY.minusDays(1), "1.0000"));
        errors.take(blend(DAY, "3.0000"));
        errors.take(blend(DAY.minusDays(40), "9.0000"));
        errors.take(new Performance(DAY.plusDays(1), "ny", Source.LSTM, null, null, new BigDecimal("7.0000")));
    }

    @Test
    void theBlendsErrorsUntilTheLastGradedDayCountOnce() {
        // When, Then
        assertThat(errors.text()).isEqualTo(ONCE);
        assertThat(errors.remark(ONCE)).isEmpty();
        assertThat(errors.isEmpty()).isFalse();
    }

    @Test
    void aFileThatCountsAGradeAsOftenAsItWasWrittenIsRepaired() {
        // When
        var remark = errors.remark(file("2026-03-07", "3.0", 3, "2026-03-08T07:15:01.447643-05:00"));

        // Then
        assertThat(remark.orElseThrow())
                .startsWith("repaired: its figures are right for 2026-03-07")
                .endsWith("ny 3.0 of 3 become ny 2.0 of 2");
    }

    @Test
    void aFileWithTheSameFiguresOnlyLosesItsTime() {
        // When
        var written = errors.remark(file("2026-03-07", "2.0", 2, "2026-03-08T07:15:01.447643-05:00"));
        var older = errors.remark(file("2026-03-06", "1.0", 1, "2026-03-07T07:15:00-05:00"));

        // Then
        assertThat(written.orElseThrow()).startsWith("follows: its figures are right for 2026-03-07");
        assertThat(older.orElseThrow()).startsWith("follows: its figures are right for 2026-03-06");
    }

    @Test
    void otherFiguresAndOtherFormsAreSaid() {
        // When
        var other = errors.remark(file("2026-03-07", "2.5", 2, "2026-03-08T07:15:00-05:00"));
        var plain = errors.remark("{\"ny\": 2.5}");

        // Then
        assertThat(other).hasValue("differs: it says ny 2.5 of 2, the grades until 2026-03-07 say ny 2.0 of 2");
        assertThat(plain.orElseThrow()).startsWith("follows: it cannot be compared, as_of is not a day");
    }

    @Test
    void withoutErrorsOfTheBlendThereIsNothingToSay() {
        // Given
        var others = new LatestCityErrors();

        // When
        others.take(new Performance(DAY, "ny", Source.CONSENSUS, null, null, null));
        others.take(new Performance(DAY, "ny", Source.TOMORROW, null, null, new BigDecimal("7.0000")));

        // Then
        assertThat(others.isEmpty()).isTrue();
    }

    private static Performance blend(LocalDate day, String error) {
        return new Performance(day, "ny", Source.CONSENSUS, null, null, new BigDecimal(error));
    }

    private static String file(String asOf, String mean, int count, String updatedAt) {
        return """
                {
                  "as_of": "%s",
                  "cities": {
                    "ny": {
                      "historical_MAE": %s,
                      "n_days": %d
                    }
                  },
                  "source": "Data/source_performance.csv (source_name=consensus, absolute_error)",
                  "updated_at": "%s",
                  "window_days": 30
                }""".formatted(asOf, mean, count, updatedAt);
    }
}
