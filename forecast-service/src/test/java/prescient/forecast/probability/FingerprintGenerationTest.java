package prescient.forecast.probability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fingerprints are what happened, counted: by time, or by rows as the legacy generator did. */
class FingerprintGenerationTest {

    private static final int START = minute("2025-03-01T00:00:00Z");

    @TempDir
    Path folder;

    private static int minute(String at) {
        return (int) (Instant.parse(at).getEpochSecond() / 60);
    }

    /** A price that rises by the same share every minute. */
    private static Candles rising(int rows, double percent, int gapAfter, int gap) {
        var minutes = new int[rows];
        var closes = new double[rows];
        for (int i = 0; i < rows; i++) {
            minutes[i] = START + i + (i > gapAfter ? gap : 0);
            closes[i] = 100 * Math.pow(1 + percent / 100, i);
        }
        return new Candles(minutes, closes);
    }

    @Test
    void aPriceThatAlwaysRisesIsBeyondEveryThresholdItReaches() {
        // Given
        var candles = rising(200, 0.01, 1000, 0);

        // When
        var set = new FingerprintGeneration(GenerationMethod.BY_TIME, candles).make("BTC", "made");

        // Then: 0.01 % a minute is 0.05 % in five, and 1/100 · (.3 + .4 + .6 + .6 + .75 + 1.5) % of momentum, bucket 4
        var baseline = Objects.requireNonNull(set.baseline());
        assertThat(baseline.up(240, 0.05)).isZero();
        assertThat(baseline.up(300, 0.05)).isEqualTo(100);
        assertThat(baseline.down(3600, 0)).isZero();
        assertThat(set.buckets()).containsOnlyKeys(4);
        assertThat(set.usable()).isTrue();
        assertThat(baseline.thresholds()).hasSize(41).contains(1.70);
    }

    @Test
    void aGapIsNoTimeForTheLegacyGeneratorOnly() {
        // Given: an hour is missing in the middle, in which the price did not move
        var candles = rising(400, 0.01, 200, 60);

        // When
        var byTime = new FingerprintGeneration(GenerationMethod.BY_TIME, candles).make("BTC", "made");
        var byRows = new FingerprintGeneration(GenerationMethod.LEGACY_ROWS, candles).make("BTC", "made");

        // Then
        var right = Objects.requireNonNull(byTime.baseline());
        var shifted = Objects.requireNonNull(byRows.baseline());
        assertThat(shifted.up(3600, 0.6)).isEqualTo(100);
        assertThat(right.up(3600, 0.6)).isEqualTo(100);
        assertThat(candles.byTime(200, 60)).isEqualTo(-1);
        assertThat(candles.byTime(200, 61)).isEqualTo(201);
        assertThat(candles.byTime(201, -61)).isEqualTo(200);
        assertThat(candles.byRow(200, 1)).isEqualTo(201);
        assertThat(shifted.thresholds()).hasSize(40).doesNotContain(1.70);
    }

    @Test
    void everyCellEqualsAPlainCount() {
        // Given
        long seed = 20250807;
        System.err.println("seed " + seed);
        var random = new Random(seed);
        int rows = 700;
        var minutes = new int[rows];
        var closes = new double[rows];
        for (int i = 0; i < rows; i++) {
            minutes[i] = i == 0 ? START : minutes[i - 1] + (random.nextInt(40) == 0 ? 3 : 1);
            closes[i] = i == 0 ? 100_000 : closes[i - 1] * (1 + random.nextGaussian() / 2000);
        }

        // When
        var set = new FingerprintGeneration(GenerationMethod.BY_TIME, new Candles(minutes, closes)).make("X1", "made");

        // Then
        var table = Objects.requireNonNull(set.baseline());
        for (int t : new int[] {1, 7, 60}) {
            for (double threshold : new double[] {0, 0.05, 0.3, 1.0}) {
                double all = 0;
                double up = 0;
                double down = 0;
                for (int i = 0; i < rows; i++) {
                    for (int j = i + 1; j < rows; j++) {
                        if (minutes[j] == minutes[i] + t) {
                            double move = (closes[j] - closes[i]) / closes[i] * 100;
                            all++;
                            up += move >= threshold ? 1 : 0;
                            down += move <= -threshold ? 1 : 0;
                        }
                    }
                }
                assertThat(table.up(t * 60, threshold)).isEqualTo(100 * up / all, within(0.005001));
                assertThat(table.down(t * 60, threshold)).isEqualTo(100 * down / all, within(0.005001));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "BY_TIME, 2026, 2026, 5", "BY_TIME, 2025, 2026, 4", "BY_TIME, 2015, 2026, 1",
        "LEGACY_ROWS, 2026, 2026, 1", "LEGACY_ROWS, 2025, 2026, 5", "LEGACY_ROWS, 2022, 2026, 2",
        "LEGACY_ROWS, 2020, 2026, 1"
    })
    void yearsCountByTheirAge(GenerationMethod method, int year, int newest, double weight) {
        assertThat(method.weight(year, newest)).isEqualTo(weight);
    }

    @Test
    void b36AMomentumBeyondTheLastBucketIsInItUnlessMadeTheLegacyWay() {
        // Given: 0.1 % a minute is a momentum of 0.4 %
        var candles = rising(200, 0.1, 1000, 0);

        // When
        var byTime = new FingerprintGeneration(GenerationMethod.BY_TIME, candles).make("BTC", "made");
        var byRows = new FingerprintGeneration(GenerationMethod.LEGACY_ROWS, candles).make("BTC", "made");

        // Then
        assertThat(byTime.buckets()).containsOnlyKeys(30);
        assertThat(byRows.buckets()).isEmpty();
    }

    @Test
    void candlesAreReadByNameFromEitherFormOfTime() throws IOException {
        // Given
        var file = Files.writeString(
                folder.resolve("c.csv"),
                "timestamp,open,high,low,close,volume\n2025-03-01 00:00:00,1,1,1,10.5,0\n1740787260,1,1,1,11,0\n");

        // When
        var candles = CandleFile.read(file);

        // Then
        assertThat(candles.size()).isEqualTo(2);
        assertThat(candles.minute(0)).isEqualTo(START);
        assertThat(candles.minute(1)).isEqualTo(START + 1);
        assertThat(candles.close(0)).isEqualTo(10.5);
    }

    @ParameterizedTest
    @CsvSource({
        "2025-03-01 00:00:30|1, line 2 of c.csv has no minute",
        "2025-03-01 00:00:00|0, line 2 of c.csv has a price that is none",
        "2025-03-01 00:00:00|x, line 2 of c.csv has no minute or no price",
        "2025-03-01 00:00:00|1\\n2025-03-01 00:00:00|1, line 3 of c.csv is not after",
        "2025-03-01 00:00:00, line 2 of c.csv has too few fields"
    })
    void brokenCandlesAreNamedWithTheirLine(String lines, String reason) throws IOException {
        // Given
        var file = Files.writeString(
                folder.resolve("c.csv"),
                "timestamp,close\n" + lines.replace('|', ',').replace("\\n", "\n") + "\n");

        // When, Then
        assertThatThrownBy(() -> CandleFile.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void lessThanAnHourMakesNoFingerprint() {
        assertThatThrownBy(() -> new FingerprintGeneration(GenerationMethod.BY_TIME, rising(60, 0.01, 100, 0))
                        .make("BTC", "made"))
                .hasMessageContaining("more than an hour");
    }
}
