package prescient.signal.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import prescient.money.Price;
import prescient.money.Quantity;

class ScaledPriceTest {

    private static final long SEED = 20260517;

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "0.5", "0.9095", "0.0000000000000001", "0.123456789012345678"})
    void aPriceComesBackAsItWas(String text) {
        // Given
        var price = Price.of(text);
        // When
        var back = ScaledPrice.price(ScaledPrice.of(price));
        // Then
        assertThat(back).isEqualTo(price);
    }

    @Test
    void noPriceComesBackAsNone() {
        // When
        long none = ScaledPrice.of(null);
        // Then
        assertThat(ScaledPrice.price(none)).isNull();
        assertThat(none).isNegative();
    }

    @Test
    void aPriceThatIsTooFineIsRefusedInsteadOfRounded() {
        // Given
        var price = Price.of("0.1234567890123456789");
        // When, Then
        assertThatThrownBy(() -> ScaledPrice.of(price)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void comparisonsAreThoseOfTheNearestDoublesForPricesAnywhereAndAroundBounds() {
        // Given
        var random = new SplittableRandom(SEED);
        for (double bound : new double[] {0.5, Math.nextUp(0.5), 0.75, 0.1, 1, 0}) {
            long first = ScaledPrice.atLeast(bound);
            for (int i = 0; i < 2_000; i++) {
                long scaled = near(random, bound);
                // When
                boolean reached = scaled >= first;
                // Then
                assertThat(reached)
                        .as("%d against %s, seed %d", scaled, bound, SEED)
                        .isEqualTo(BigDecimal.valueOf(scaled, 18).doubleValue() >= bound);
            }
        }
    }

    @Test
    void sharesAreWorthWhatTheirExactValueSays() {
        // Given
        var random = new SplittableRandom(SEED);
        for (int i = 0; i < 50_000; i++) {
            long shares = random.nextLong(ScaledPrice.MOST_SHARES + 1) >> random.nextInt(40);
            long price = random.nextLong(1_000_000_001L) * 1_000_000_000L;
            // When
            long micros = ScaledPrice.micros(shares, price);
            // Then
            var exact = new Quantity(BigDecimal.valueOf(shares, 12)).valueAt(ScaledPrice.price(price));
            assertThat(BigDecimal.valueOf(micros, 6))
                    .as("%d at %d, seed %d", shares, price, SEED)
                    .isEqualByComparingTo(exact.amount());
        }
        assertThat(ScaledPrice.isPlain(1)).isFalse();
        assertThat(ScaledPrice.isPlain(1_000_000_000L)).isTrue();
    }

    private static long near(SplittableRandom random, double bound) {
        long exact = new BigDecimal(bound).movePointRight(18).longValue();
        long any =
                random.nextBoolean() ? exact + random.nextLong(-200, 200) : random.nextLong(1_000_000_000_000_000_001L);
        return Math.clamp(any, 0L, 1_000_000_000_000_000_000L);
    }
}
