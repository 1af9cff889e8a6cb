package prescient.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import prescient.json.JsonSettings;

class MoneyTest {

    @ParameterizedTest
    @CsvSource({"100, 100.00", "100.0000, 100.00", "0.0025, 0.0025", "-3.1, -3.10", "0, 0.00", "1e2, 100.00"})
    void equalAmountsAreEqualAndPrintAlike(String given, String printed) {
        // When
        var money = Money.of(given);

        // Then
        assertThat(money).hasToString(printed).isEqualTo(Money.of(printed));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0000001", "1000000000000000", "-1000000000000000", "1e400"})
    void refusesWhatItCannotHoldExactly(String given) {
        assertThatThrownBy(() -> Money.of(given)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void roundsHalfToEvenOnlyWhereAsked() {
        assertThat(Money.rounded(new BigDecimal("0.0000005"))).isEqualTo(Money.ZERO);
        assertThat(Money.rounded(new BigDecimal("0.0000015"))).isEqualTo(Money.of("0.000002"));
    }

    @Test
    void goesThroughJsonWithoutLosingADigit() throws JsonProcessingException {
        // Given
        var json = JsonSettings.mapper();

        // When
        var text = json.writeValueAsString(Money.of("123456789012.345678"));

        // Then
        assertThat(text).isEqualTo("123456789012.345678");
        assertThat(json.readValue(text, Money.class)).isEqualTo(Money.of("123456789012.345678"));
    }

    @Test
    void addsAndSubtractsExactly() {
        assertThat(Money.of("0.1").plus(Money.of("0.2")).minus(Money.of("0.3"))).isEqualTo(Money.ZERO);
        assertThat(Money.of("5").negated().isNegative()).isTrue();
    }
}
