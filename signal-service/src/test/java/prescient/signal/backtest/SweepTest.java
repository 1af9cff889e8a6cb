package prescient.signal.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import prescient.problem.Refused;

class SweepTest {

    private static final BigDecimal ONE = BigDecimal.ONE;

    @Test
    void eachCombinationComesOnceTheFirstNameVariesSlowest() {
        // Given
        var sweep = new Sweep(Map.of("z", ONE), Map.of("a", numbers(2), "b", numbers(3)));
        // When
        var variants = sweep.variants(6, 0);
        // Then
        assertThat(variants)
                .extracting(values -> values.get("a") + "" + values.get("b") + values.get("z"))
                .containsExactly("001", "011", "021", "101", "111", "121");
    }

    @Test
    void withoutValuesThereIsOneVariant() {
        // When, Then
        assertThat(new Sweep(Map.of("a", ONE), Map.of()).variants(1, 0)).containsExactly(Map.of("a", ONE));
    }

    @Test
    void aSeedDrawsTheSameAndAnotherOneOthers() {
        // Given
        var sweep = new Sweep(Map.of(), Map.of("a", numbers(100), "b", numbers(100)));
        // When
        var drawn = sweep.variants(20, 42);
        // Then
        assertThat(drawn)
                .isEqualTo(sweep.variants(20, 42))
                .doesNotHaveDuplicates()
                .hasSize(20);
        assertThat(sweep.variants(20, 43)).isNotEqualTo(drawn);
    }

    @Test
    void moreCombinationsThanCanBeCountedAreRefused() {
        // Given
        var sweep = new Sweep(
                Map.of(), Map.of("a", numbers(2000), "b", numbers(2000), "c", numbers(2000), "d", numbers(2000)));
        // When, Then
        assertThatThrownBy(sweep::combinations).isInstanceOf(Refused.class);
    }

    private static List<BigDecimal> numbers(int count) {
        return IntStream.range(0, count).mapToObj(BigDecimal::valueOf).toList();
    }
}
