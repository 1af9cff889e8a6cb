package prescient.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PriceTest {

    @ParameterizedTest
    @ValueSource(strings = {"-0.1", "1.0000001", "1.2", "0.1234567890123456789012345678901"})
    void liesBetweenZeroAndOne(String given) {
        assertThatThrownBy(() -> Price.of(given)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void keepsEveryDigitOfAnOldMarket() {
        assertThat(Price.of("0.9999997634239863")).hasToString("0.9999997634239863");
        assertThat(Price.of("1.0")).isEqualTo(Price.ONE);
        assertThat(Price.of("0.000")).isEqualTo(Price.ZERO);
    }

    @ParameterizedTest
    @CsvSource({"100, 0.86", "100, 0.5011070537256923", "0.01, 0.001", "999999.99, 0.9999999999"})
    void whatIsBoughtIsWorthWhatItCost(String cost, String price) {
        // When
        var shares = Quantity.bought(Money.of(cost), Price.of(price));

        // Then
        assertThat(shares.valueAt(Price.of(price))).isEqualTo(Money.of(cost));
    }

    @Test
    void halfAMillionthCountsAsAWholeOneAsInTheDatabase() {
        // Given
        var shares = new Quantity(new java.math.BigDecimal("0.000001"));

        // When, then
        assertThat(shares.valueAt(Price.of("0.5"))).isEqualTo(Money.of("0.000001"));
    }

    @Test
    void nothingIsBoughtAtZero() {
        assertThatThrownBy(() -> Quantity.bought(Money.of("1"), Price.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
