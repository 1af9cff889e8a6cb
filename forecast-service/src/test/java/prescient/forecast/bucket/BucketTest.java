package prescient.forecast.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BucketTest {

    private static final List<Bucket> LADDER = Stream.of(
                    "29° or below", "30° to 31°", "32° to 33°", "34° to 35°", "36° to 37°", "38° or above")
            .map(Bucket::ofSubtitle)
            .toList();

    @Test
    void theBucketsOfADaySumToOneOnlyWhenDegreesAreWhole() {
        // When
        double whole = sum(Continuity.WHOLE_DEGREES);
        double legacy = sum(Continuity.NONE);

        // Then
        assertThat(whole).isCloseTo(1, within(1e-12));
        assertThat(legacy).isLessThan(0.7);
    }

    @Test
    void aCertainForecastRoundsIntoItsBucket() {
        // When
        double probability = BucketProbability.of(LADDER.get(3), 35.4, 0, Continuity.WHOLE_DEGREES);

        // Then
        assertThat(probability).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, -0.1})
    void aDeviationThatIsNoneIsRefused(double sigma) {
        // Then
        assertThatThrownBy(() -> BucketProbability.of(LADDER.get(3), 35, sigma, Continuity.WHOLE_DEGREES))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Values of the error function to 17 digits, from tables. */
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "0.1, 0.11246291601828489",
        "0.5, 0.52049987781304654",
        "1, 0.84270079294971487",
        "1.0001, 0.84274229954852031",
        "1.5, 0.96610514647531073",
        "2, 0.99532226501895273",
        "3, 0.99997790950300141",
        "30, 1"
    })
    void theErrorFunctionIsExactToTheLastDigits(double x, double erf) {
        // Then
        assertThat(Normal.erf(x)).isCloseTo(erf, within(2.3e-16));
        assertThat(Normal.erf(-x)).isEqualTo(-Normal.erf(x));
    }

    private static double sum(Continuity continuity) {
        return LADDER.stream()
                .mapToDouble(bucket -> BucketProbability.of(bucket, 33.7, 2.1, continuity))
                .sum();
    }
}
