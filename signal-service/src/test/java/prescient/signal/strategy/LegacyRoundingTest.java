package prescient.signal.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import prescient.money.Price;

class LegacyRoundingTest {

    @ParameterizedTest
    @CsvSource({
        "0.5455, 0.545",
        "0.9095, 0.909",
        "0.9355, 0.935",
        "0.9585, 0.959",
        "0.9725, 0.973",
        "0.9765, 0.977",
        "0.9965, 0.997",
        "0.9985, 0.999",
        "0.8125, 0.812",
        "1, 1.000",
        "0.9999989889179475, 1.000"
    })
    void roundsTheBinaryValueHalfToEven(String price, String text) {
        assertThat(LegacyRounding.threeDecimals(Price.of(price))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0.86, 0.36",
        "0.5011070537256923, 0.0011",
        "0.5000001, 0",
        "1, 0.5",
        "0.9999997634239863, 0.5",
        "0.50005, 0",
        "0.53125, 0.0312"
    })
    void confidenceIsThePriceAboveOneHalfWithFourDecimals(String price, String confidence) {
        assertThat(LegacyRounding.confidence(Price.of(price))).isEqualByComparingTo(confidence);
    }
}
