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
            // Given: many of the same figure, some unknown
            int count = random.nextInt(40);
            int most = random.nextInt(1, 20);
            var figures = random.doubles(count).map(one -> Math.floor(one * 8)).toArray();
            var column = Arrays.stream(figures)
                    .map(one -> one == 0 ? Double.NaN : one)
                    .toArray();
            var rows = IntStream.range(0, count).toArray();
            var markets = IntStream.range(0, count + 1).toArray();

            // When
            int kept = new Largest(most).first(markets, count, rows, column);

            // Then
            var sorted = IntStream.range(0, count)
                    .boxed()
                    .sorted(Comparator.<Integer>comparingDouble(item -> figures[item])
                            .reversed())
                    .limit(most)
                    .mapToInt(Integer::intValue)
                    .toArray();
            assertThat(Arrays.copyOf(markets, kept))
                    .as("seed %d, round %d", seed, round)
                    .isEqualTo(sorted);
        }
    }
}
