package prescient.market.ticks;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a price moved: units, weights, what is missing, and where the buckets end. */
class MomentumTest {

    private static final BigDecimal PRICE = new BigDecimal("118000");

    /** Earlier prices from which the price rose by so many percent; null where there is none. */
    private static List<BigDecimal> risenBy(String... percents) {
        return Arrays.stream(percents)
                .map(percent -> percent == null
                        ? null
                        : PRICE.divide(
                                BigDecimal.ONE.add(new BigDecimal(percent).movePointLeft(2)),
                                java.math.MathContext.DECIMAL128))
                .toList();
    }

    private static List<BigDecimal> earlier(String... prices) {
        return Arrays.stream(prices)
                .map(price -> price == null ? null : new BigDecimal(price))
                .toList();
    }

    @Test
    void deltasArePercentOfTheEarlierPriceAndTheScoreIsTheirWeightedMean() {
        // When
        var momentum = Momentum.of(new BigDecimal("101"), earlier("100", "100.5", "101", "102", "50", "202"));

        // Then
        assertThat(momentum.delta1m()).isEqualByComparingTo("1");
        assertThat(momentum.delta2m()).isEqualByComparingTo("0.497512");
        assertThat(momentum.delta3m()).isEqualByComparingTo("0");
        assertThat(momentum.delta4m()).isEqualByComparingTo("-0.980392");
        assertThat(momentum.delta15m()).isEqualByComparingTo("102");
        assertThat(momentum.delta30m()).isEqualByComparingTo("-50");
        // .30*1 + .25*0.497512 + .20*0 + .15*-0.980392 + .05*102 + .05*-50
        assertThat(momentum.score()).isEqualByComparingTo("2.877319");
    }

    @Test
    void whatIsMissingCountsNeitherAboveNorBelowTheLine() {
        // When
        var momentum = Momentum.of(PRICE, risenBy("0.2", null, null, "0.1", null, null));

        // Then (.30*0.2 + .15*0.1) / .45
        assertThat(momentum.score()).isEqualByComparingTo("0.166667");
        assertThat(momentum.delta2m()).isNull();
        assertThat(momentum.bucket()).isEqualTo(17);
    }

    @Test
    void withoutAnyEarlierPriceThereIsNoScoreAndAZeroIsNoPriceToDivideBy() {
        // When
        var alone = Momentum.of(PRICE, Collections.nCopies(6, null));
        var zeros = Momentum.of(PRICE, Collections.nCopies(6, BigDecimal.ZERO));

        // Then
        assertThat(alone).isEqualTo(new Momentum(null, null, null, null, null, null, null, null));
        assertThat(zeros).isEqualTo(alone);
    }

    @Test
    void aPriceThatDidNotMoveHasTheScoreZeroWhichIsNotNull() {
        // When
        var still = Momentum.of(PRICE, Collections.nCopies(6, PRICE));

        // Then
        assertThat(still.score()).isEqualByComparingTo("0");
        assertThat(still.bucket()).isZero();
    }

    @Test
    void b34ChangesArePercentAndDifferByTheirTime() {
        // When
        var momentum = Momentum.of(PRICE, risenBy("0.1", "0.2", "0.3", "0.4", "1.5", "3"));

        // Then
        assertThat(List.of(
                        momentum.delta1m(),
                        momentum.delta2m(),
                        momentum.delta3m(),
                        momentum.delta4m(),
                        momentum.delta15m(),
                        momentum.delta30m()))
                .usingElementComparator(BigDecimal::compareTo)
                .containsExactly(
                        new BigDecimal("0.1"),
                        new BigDecimal("0.2"),
                        new BigDecimal("0.3"),
                        new BigDecimal("0.4"),
                        new BigDecimal("1.5"),
                        new BigDecimal("3"));
    }

    @Test
    void b36ABucketIsAHundredthOfAPercentEverywhere() {
        // When every delta is a twentieth of a percent
        var momentum = Momentum.of(PRICE, risenBy("0.05", "0.05", "0.05", "0.05", "0.05", "0.05"));

        // Then
        assertThat(momentum.score()).isEqualByComparingTo("0.05");
        assertThat(momentum.bucket()).isEqualTo(5);
    }

    @Test
    void b37TheScoreIsScaledBeforeItIsClamped() {
        assertThat(Momentum.bucketOf(new BigDecimal("0.29"))).isEqualTo(29);
        assertThat(Momentum.bucketOf(new BigDecimal("0.304"))).isEqualTo(30);
        assertThat(Momentum.bucketOf(new BigDecimal("-0.125"))).isEqualTo(-13);
        assertThat(Momentum.bucketOf(new BigDecimal("0.125"))).isEqualTo(13);
        assertThat(Momentum.bucketOf(new BigDecimal("0.0049"))).isZero();
    }

    @Test
    void b38ABucketIsNeverBeyondThirty() {
        assertThat(Momentum.bucketOf(new BigDecimal("5"))).isEqualTo(30);
        assertThat(Momentum.bucketOf(new BigDecimal("-4000"))).isEqualTo(-30);
    }
}
