package prescient.forecast.probability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One unit for momentum: hundredths of a percent, limited after they were made. */
class MomentumBucketTest {

    @ParameterizedTest
    @CsvSource({"0.05, 5", "-0.03, -3", "0, 0", "-0.0004338, 0", "0.005, 0", "0.015, 2", "-0.005, 0", "0.2949, 29"})
    void b36AScoreInPercentIsABucketOfHundredths(double score, int bucket) {
        assertThat(MomentumBucket.of(score)).isEqualTo(bucket);
    }

    @ParameterizedTest
    @CsvSource({"0.29, 29", "0.30, 30", "0.31, 30", "5.0, 30", "-3.0, -30", "400, 30", "-0.31, -30"})
    void b37TheUnitComesBeforeTheLimit(double score, int bucket) {
        assertThat(MomentumBucket.of(score)).isEqualTo(bucket);
    }

    @Test
    void b38AMomentumBeyondTheLastBucketIsAnsweredByIt() {
        // Given
        var last = FingerprintsForTests.flat(10, 20);
        var set = new FingerprintSet("BTC", "one", null, Map.of(30, last, 0, FingerprintsForTests.flat(50, 50)));

        // When
        var chosen = set.choose(MomentumBucket.of(0.75));

        // Then
        assertThat(chosen).isEqualTo(new FingerprintSet.Chosen(30, last));
    }

    @Test
    void withoutMomentumTheBaselineAnswers() {
        // Given
        var baseline = FingerprintsForTests.flat(40, 41);
        var set = new FingerprintSet("BTC", "one", baseline, Map.of(0, FingerprintsForTests.flat(50, 50)));

        // When
        var chosen = set.choose(MomentumBucket.of(null));

        // Then
        assertThat(chosen).isEqualTo(new FingerprintSet.Chosen(null, baseline));
    }

    @Test
    void aMissingBucketIsAnsweredByTheNearestOfTwoTheOneNearerToZero() {
        // Given
        var low = FingerprintsForTests.flat(1, 1);
        var high = FingerprintsForTests.flat(2, 2);
        var set = new FingerprintSet("BTC", "one", null, Map.of(1, low, 5, high));

        // When
        var between = set.choose(3);
        var nearer = set.choose(4);

        // Then
        assertThat(between.bucket()).isEqualTo(1);
        assertThat(nearer.bucket()).isEqualTo(5);
    }
}
