package prescient.forecast.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorSumsTest {

    /** Errors 1, -2 and 2.5. */
    @Test
    void errorsAreAddedUp() {
        // When
        var sums = error("41.0", "40").plus(error("38", "40.0")).plus(error("42.5", "40"));

        // Then
        assertThat(sums.count()).isEqualTo(3);
        assertThat(sums.maeF()).isEqualTo(5.5 / 3);
        assertThat(sums.biasF()).isEqualTo(0.5);
        assertThat(sums.rmseF()).isEqualTo(Math.sqrt(11.25 / 3));
    }

    @Test
    void theOrderDoesNotMatter() {
        // Given
        var one = error("20.1", "20");
        var other = error("20.2000", "20.00");

        // When
        var sums = one.plus(other);

        // Then
        assertThat(sums)
                .isEqualTo(other.plus(one))
                .isEqualTo(ErrorSums.NONE.plus(one).plus(other));
        assertThat(sums.sumF()).isEqualTo(new BigDecimal("0.3"));
    }

    @Test
    void withoutErrorsThereIsNoMean() {
        assertThat(ErrorSums.NONE.maeF()).isNull();
        assertThat(ErrorSums.NONE.biasF()).isNull();
        assertThat(ErrorSums.NONE.rmseF()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-05T12:00, DAY_BEFORE",
        "2026-03-06T23:59:59, DAY_BEFORE",
        "2026-03-07T00:00, NIGHT",
        "2026-03-07T08:59, NIGHT",
        "2026-03-07T09:00, MORNING",
        "2026-03-07T13:00, AFTERNOON",
        "2026-03-07T18:00, EVENING",
        "2026-03-07T23:59:59, EVENING",
        "2026-03-08T00:00, "
    })
    void aLeadIsOfTheCitysClock(LocalDateTime madeAt, Lead expected) {
        assertThat(Lead.of(madeAt, LocalDate.of(2026, 3, 7)).orElse(null)).isEqualTo(expected);
    }

    private static ErrorSums error(String forecastF, String actualF) {
        return ErrorSums.of(new BigDecimal(forecastF), new BigDecimal(actualF));
    }
}
