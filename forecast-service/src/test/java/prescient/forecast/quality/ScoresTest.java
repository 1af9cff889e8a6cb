package prescient.forecast.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import prescient.forecast.bucket.Normal;

class ScoresTest {

    private static final Offset<Double> CLOSE = within(1e-12);

    /** Score (0.01 + 0.01 + 0.81 + 0.04 + 0.64) / 5; two bins, of which a third and a half were hit. */
    @Test
    void theBrierScoreIsReliabilityLessResolutionPlusUncertainty() {
        // Given
        var forecasts = List.of(
                forecast(0.1, false),
                forecast(0.1, false),
                forecast(0.1, true),
                forecast(0.8, true),
                forecast(0.8, false));

        // When
        var split = Objects.requireNonNull(BrierSplit.of(forecasts));

        // Then
        assertThat(split.score()).isCloseTo(0.302, CLOSE);
        assertThat(split.reliability()).isCloseTo((3 * 49 / 900.0 + 2 * 0.09) / 5, CLOSE);
        assertThat(split.resolution()).isCloseTo((3 / 225.0 + 2 * 0.01) / 5, CLOSE);
        assertThat(split.uncertainty()).isCloseTo(0.4 * 0.6, CLOSE);
        assertThat(split.withinBins()).isCloseTo(0, CLOSE);
        assertThat(split.reliability() - split.resolution() + split.uncertainty())
                .isCloseTo(split.score(), CLOSE);
    }

    /** Bin 0.6 to 0.7: mean 0.65, half were hit; variance 0.0009, covariance with the outcomes 0.015. */
    @Test
    void forecastsThatDifferWithinABinAreAccountedFor() {
        // Given
        var forecasts = List.of(forecast(0.62, false), forecast(0.68, true));

        // When
        var split = Objects.requireNonNull(BrierSplit.of(forecasts));

        // Then
        assertThat(split.reliability()).isCloseTo(0.0225, CLOSE);
        assertThat(split.resolution()).isZero();
        assertThat(split.uncertainty()).isCloseTo(0.25, CLOSE);
        assertThat(split.withinBins()).isCloseTo(0.0009 - 2 * 0.015, CLOSE);
        assertThat(split.score()).isCloseTo((0.62 * 0.62 + 0.32 * 0.32) / 2, CLOSE);
    }

    @Test
    void thePartsAddUpToTheScoreWhateverWasForecast() {
        // Given
        var random = new Random(7);
        var forecasts = Stream.generate(() -> forecast(random.nextDouble(), random.nextInt(3) == 0))
                .limit(5000)
                .toList();

        // When
        var split = Objects.requireNonNull(BrierSplit.of(forecasts));

        // Then
        assertThat(split.reliability() - split.resolution() + split.uncertainty() + split.withinBins())
                .isCloseTo(split.score(), CLOSE);
        assertThat(split.withinBins()).isNotCloseTo(0, within(1e-6));
        assertThat(split.reliability()).isPositive();
    }

    @Test
    void theReliabilityTableHasALineForEachBinThatIsNotEmpty() {
        // When
        var table = ReliabilityBin.split(
                        List.of(forecast(1, true), forecast(0.95, false), forecast(0, false), forecast(0.3, true)))
                .stream()
                .map(ReliabilityBin::of)
                .toList();

        // Then
        assertThat(table)
                .containsExactly(
                        new ReliabilityBin(0, 0.1, 1, 0, 0),
                        new ReliabilityBin(0.3, 0.4, 1, 0.3, 1),
                        new ReliabilityBin(0.9, 1, 2, 0.975, 0.5));
    }

    @Test
    void logLossIsTheMeanLogarithmOfWhatWasGivenToWhatHappened() {
        assertThat(Scores.logLoss(List.of(forecast(0.5, true), forecast(0.25, false))))
                .isCloseTo((Math.log(2) + Math.log(4 / 3.0)) / 2, CLOSE);
        assertThat(Scores.logLoss(List.of(forecast(0, true)))).isCloseTo(Math.log(1e6), CLOSE);
        assertThat(Scores.logLoss(List.of(forecast(1, false)))).isCloseTo(Math.log(1e6), within(1e-9));
    }

    @Test
    void withoutForecastsThereAreNoScores() {
        assertThat(BrierSplit.of(List.of())).isNull();
        assertThat(Scores.logLoss(List.of())).isNull();
        assertThat(ReliabilityBin.split(List.of())).isEmpty();
    }

    /** The score of the standard normal distribution at its mean is (sqrt 2 - 1) / sqrt pi. */
    @Test
    void crpsAtTheMeanIsKnown() {
        assertThat(Scores.crpsF(0, 1, 0)).isCloseTo((Math.sqrt(2) - 1) / Math.sqrt(Math.PI), CLOSE);
        assertThat(Scores.crpsF(70, 3, 70)).isCloseTo(3 * 0.23369497725510913, CLOSE);
    }

    @ParameterizedTest
    @CsvSource({"40, 45.5", "45.5, 40", "31, 31"})
    void crpsOfAPointIsTheAbsoluteError(double mean, double actual) {
        assertThat(Scores.crpsF(mean, 0, actual)).isEqualTo(Math.abs(mean - actual));
        assertThat(Scores.crpsF(mean, Double.MIN_VALUE, actual)).isEqualTo(Math.abs(mean - actual));
        assertThat(Scores.crpsF(mean, 1e-9, actual)).isCloseTo(Math.abs(mean - actual), within(1e-9));
    }

    /** By definition it is the integral of the squared distance of the two distributions. */
    @ParameterizedTest
    @CsvSource({"20, 2, 23", "20, 2, 17", "75.5, 0.8, 75", "60, 5, 82"})
    void crpsIsTheIntegralItStandsFor(double mean, double sigma, double actual) {
        // Given
        double step = sigma / 2000;
        double integral = 0;
        for (double x = Math.min(actual, mean) - 9 * sigma; x < Math.max(actual, mean) + 9 * sigma; x += step) {
            double middle = x + step / 2;
            integral += step * Math.pow(Normal.below((middle - mean) / sigma) - (middle >= actual ? 1 : 0), 2);
        }

        // When
        double score = Scores.crpsF(mean, sigma, actual);

        // Then
        assertThat(score).isCloseTo(integral, within(step));
    }

    @Test
    void skillIsTheShareOfTheOthersErrorThatIsSaved() {
        assertThat(Scores.skill(0.1, 0.2)).isCloseTo(0.5, CLOSE);
        assertThat(Scores.skill(0.2, 0.2)).isZero();
        assertThat(Scores.skill(0.3, 0.2)).isCloseTo(-0.5, CLOSE);
        assertThat(Scores.skill(0.3, 0)).isNull();
    }

    @Test
    void refusesWhatIsNoForecast() {
        assertThatThrownBy(() -> Scores.crpsF(70, -1, 70)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Scores.crpsF(Double.NaN, 1, 70)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> forecast(1.01, true)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> forecast(Double.NaN, true)).isInstanceOf(IllegalArgumentException.class);
    }

    private static BucketForecast forecast(double probability, boolean hit) {
        return new BucketForecast(probability, hit);
    }
}
