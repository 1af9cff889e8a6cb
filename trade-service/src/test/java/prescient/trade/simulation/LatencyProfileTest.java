package prescient.trade.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LatencyProfileTest {

    private static final long SEED = 20250728;

    @Test
    void theMeasuredQuantilesAreMet() {
        // Given
        var manual = LatencyProfile.MANUAL;

        // When, Then
        assertThat(manual.at(0)).isEqualTo(Duration.ofMillis(157));
        assertThat(manual.at(0.10)).isEqualTo(Duration.ofMillis(176));
        assertThat(manual.at(0.30)).isEqualTo(Duration.ofNanos(200_500_000));
        assertThat(manual.at(0.50)).isEqualTo(Duration.ofMillis(225));
        assertThat(manual.at(0.95)).isEqualTo(Duration.ofMillis(603));
        assertThat(manual.at(1)).isEqualTo(Duration.ofMillis(2_437));
        assertThat(LatencyProfile.SETTLEMENT.at(0.90)).isEqualTo(Duration.ofSeconds(393));
    }

    @ParameterizedTest
    @EnumSource
    void manyDrawsAreSpreadAsTheMeasuredOnesWere(LatencyProfile profile) {
        // Given
        var drawn = new long[20_000];

        // When
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] = profile.draw(SEED, "order-" + i).toMillis();
        }

        // Then the part below each measured quantile is the quantile, within one in a hundred
        Arrays.sort(drawn);
        for (double quantile : LatencyProfile.QUANTILES.subList(1, 5)) {
            long limit = profile.at(quantile).toMillis();
            double below =
                    Arrays.stream(drawn).filter(millis -> millis <= limit).count() / (double) drawn.length;
            assertThat(below)
                    .as("%s at %s, seed %d", profile, quantile, SEED)
                    .isBetween(quantile - 0.01, quantile + 0.01);
        }
    }

    @Test
    void aDrawDependsOnSeedAndIdAlone() {
        // Given
        var first = LatencyProfile.AUTO.draw(SEED, "a");

        // When, Then
        assertThat(LatencyProfile.AUTO.draw(SEED, "a")).isEqualTo(first);
        assertThat(LatencyProfile.AUTO.draw(SEED, "b")).isNotEqualTo(first);
        assertThat(LatencyProfile.AUTO.draw(SEED + 1, "a")).isNotEqualTo(first);
    }
}
