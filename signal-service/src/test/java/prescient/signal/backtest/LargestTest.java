package prescient.signal.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LargestTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void theLargestAreThoseThatSortingPutsFirst(long seed) {
        var random = new SplittableRandom(seed);
        for (int round = 0; round < 300; round++) {
            // Given: many of the same size
            int count = random.nextInt(40);
            int most = random.nextInt(1, 20);
            var sizes = random.doubles(count).map(size -> Math.floor(size * 8)).toArray();
            var items = IntStream.range(0, count + 1).toArray();

            // When
            int kept = new Largest(most).first(items, count, item -> sizes[item]);

            // Then
            var sorted = IntStream.range(0, count)
                    .boxed()
                    .sorted(Comparator.<Integer>comparingDouble(item -> sizes[item])
                            .reversed())
                    .limit(most)
                    .mapToInt(Integer::intValue)
                    .toArray();
            assertThat(Arrays.copyOf(items, kept))
                    .as("seed %d, round %d", seed, round)
                    .isEqualTo(sorted);
        }
    }
}
