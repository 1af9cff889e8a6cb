package prescient.forecast.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import prescient.forecast.calibration.CityErrorAverage.DayError;
import prescient.forecast.calibration.CityErrors.CityError;
import prescient.forecast.source.Source;

class CalibrationTest {

    private static final LocalDate DAY = LocalDate.of(2026, 2, 2);

    @Test
    void aDayThatWasGradedTwiceCountsOnceAndAsItWasLast() {
        // Given
        var grades = List.of(
                grade(DAY, Source.TOMORROW, 9),
                grade(DAY, Source.TOMORROW, 1),
                grade(DAY.minusDays(1), Source.TOMORROW, 3));

        // When
        var once = ErrorWindow.ending(DAY, 14).means(grades, Repeats.LAST_COUNTS);
        var each = ErrorWindow.ending(DAY, 14).means(grades, Repeats.EACH_COUNTS);

        // Then
        assertThat(once).isEqualTo(Map.of("ny", Map.of(Source.TOMORROW, 2.0)));
        assertThat(Objects.requireNonNull(each.get("ny")).get(Source.TOMORROW)).isCloseTo(13.0 / 3, within(1e-12));
    }

    @Test
    void aForecastThatIsNoNumberIsLeftOutAndSpoilsNothing() {
        // Given
        var forecasts = Map.of(Source.OPEN_METEO, Double.NaN, Source.TOMORROW, 34.0);

        // When
        var refused = Grading.grades(DAY, "ny", forecasts, 35, NonFinite.LEFT_OUT);
        var graded = Grading.grades(DAY, "ny", forecasts, 35, NonFinite.GRADED);

        // Then
        assertThat(refused).extracting(Grade::source).containsExactly(Source.TOMORROW);
        assertThat(weights(graded, NonFinite.LEFT_OUT)).isEqualTo(Map.of(Source.TOMORROW, 1.0));
        assertThat(weights(graded, NonFinite.GRADED)).containsEntry(Source.OPEN_METEO, Double.NaN);
    }

    @Test
    void infiniteAndImpossibleForecastsAreNeverGraded() {
        // Given
        var forecasts = Map.of(
                Source.OPEN_METEO,
                Double.POSITIVE_INFINITY,
                Source.TOMORROW,
                -50.1,
                Source.WEATHERAPI,
                150.1,
                Source.LSTM,
                1e308);

        // When
        var grades = Grading.grades(DAY, "ny", forecasts, 35, NonFinite.GRADED);

        // Then
        assertThat(grades).isEmpty();
    }

    @Test
    void aSourceThatWasAlwaysRightDoesNotTakeEverything() {
        // When
        var weights = Calibration.inverseSquares(Map.of(Source.TOMORROW, 0.0, Source.LSTM, 0.01));

        // Then
        assertThat(weights).isEqualTo(Map.of(Source.TOMORROW, 0.5, Source.LSTM, 0.5));
    }

    @Test
    void aWindowOfNoDaysIsOneDay() {
        // When
        var window = ErrorWindow.ending(DAY, 0);

        // Then
        assertThat(window).isEqualTo(new ErrorWindow(DAY, DAY));
    }

    @Test
    void aCityWithoutGradesHasNoWeights() {
        // When
        var weights = Calibration.weights(
                List.of(grade(DAY, Source.LSTM, 1)),
                List.of("ny", "il"),
                DAY,
                14,
                Repeats.LAST_COUNTS,
                NonFinite.LEFT_OUT);

        // Then
        assertThat(Objects.requireNonNull(weights.get("il")).weights()).isEmpty();
        assertThat(Objects.requireNonNull(weights.get("ny")).weights()).isEqualTo(Map.of(Source.LSTM, 1.0));
    }

    @Test
    void aCitysErrorCountsEachDayOnce() {
        // Given
        var errors = List.of(new DayError("ny", DAY, 5), new DayError("ny", DAY, 1), new DayError("ny", DAY, 1));

        // When
        var once = CityErrorAverage.of(errors, DAY, 30, Repeats.LAST_COUNTS);

        // Then
        assertThat(once).isEqualTo(Map.of("ny", new CityError(1, 1)));
    }

    private static Map<Source, Double> weights(List<Grade> grades, NonFinite nonFinite) {
        var all = Calibration.weights(grades, List.of("ny"), DAY, 14, Repeats.LAST_COUNTS, nonFinite);
        return Objects.requireNonNull(all.get("ny")).weights();
    }

    private static Grade grade(LocalDate day, Source source, double errorF) {
        return Grade.of(day, "ny", source, 35 + errorF, 35);
    }
}
