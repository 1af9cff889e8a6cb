package prescient.bench.cutover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AddedTest {

    private static final long SEED = 7;
    private static final long MS = 1_000_000;

    @Test
    void aPercentileIsOneOfTheValues() {
        // Given
        var nanos = IntStream.rangeClosed(1, 200)
                .mapToLong(each -> (201 - each) * MS)
                .toArray();

        // Then
        assertThat(Added.percentileMs(nanos, 0.5)).isCloseTo(100, within(1e-9));
        assertThat(Added.percentileMs(nanos, 0.99)).isCloseTo(198, within(1e-9));
        assertThat(Added.percentileMs(nanos, 1)).isCloseTo(200, within(1e-9));
    }

    @Test
    void whatIsAddedIsFoundWhateverTheRoundsHaveInCommon() {
        // Given blocks that lie far apart, and two milliseconds more in each of the other kind
        var base = blocks(new SplittableRandom(SEED), 0);
        var other = blocks(new SplittableRandom(SEED + 1), 2 * MS);

        // When
        var added = Added.of(base, other, 0.99, SEED);

        // Then
        assertThat(added.low())
                .as("seed " + SEED)
                .isLessThanOrEqualTo(added.ms())
                .isBetween(1.0, 2.2);
        assertThat(added.high())
                .as("seed " + SEED)
                .isGreaterThanOrEqualTo(added.ms())
                .isBetween(1.8, 3.0);
    }

    @Test
    void whereNothingIsAddedTheIntervalHoldsZero() {
        // Given
        var base = blocks(new SplittableRandom(SEED), 0);
        var other = blocks(new SplittableRandom(SEED + 1), 0);

        // When
        var added = Added.of(base, other, 0.99, SEED);

        // Then
        assertThat(added.low()).as("seed " + SEED).isNegative();
        assertThat(added.high()).as("seed " + SEED).isPositive();
    }

    @Test
    void theSameSeedGivesTheSameInterval() {
        // Given
        var base = blocks(new SplittableRandom(SEED), 0);
        var other = blocks(new SplittableRandom(SEED + 1), MS);

        // Then
        assertThat(Added.of(base, other, 0.5, SEED))
                .isEqualTo(Added.of(base, other, 0.5, SEED))
                .isNotEqualTo(Added.of(base, other, 0.5, SEED + 1));
    }

    /** Five to fifteen milliseconds and what a round has on top. */
    private static List<long[]> blocks(SplittableRandom random, long more) {
        return IntStream.range(0, 6)
                .mapToObj(round -> random.longs(150, 5 * MS, 15 * MS)
                        .map(nanos -> nanos + round * MS / 10 + more)
                        .toArray())
                .toList();
    }
}
