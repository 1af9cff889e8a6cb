package prescient.market.venue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import prescient.legacy.PythonFloat;

class PythonRulesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    [0.6, 0.4]                      | 0.6   | 0.4
                    ["0.2", "0.3", "0.5"]           | 0.2   | 0.3
                    "0.6", "0.4"                    | 0.6   | 0.4
                    [".5", "5."]                    | 0.5   | 5.0
                    [1_0, "1_0.0_1"]                | 10.0  | 10.01
                    [0x10, 0b1]                     | 16.0  | 1.0
                    [True, False]                   | 1.0   | 0.0
                    ["nan", "-Infinity"]            | nan   | -inf
                    [" 0.6 ", "+0.4"]               | 0.6   | 0.4
                    [-0.1, +1.1]                    | -0.1  | 1.1
                    ["0." "6", 0.4] # a comment     | 0.6   | 0.4
                    [r"0.6", u'0.4']                | 0.6   | 0.4
                    ["0\\x2e6", '0.4', None]        | 0.6   | 0.4
                    ["1e-05", "1E5"]                | 1e-05 | 100000.0
                    "12"                            | 1.0   | 2.0
                    [1e400, 1e-400]                 | inf   | 0.0
                    ["1e16", "0.0001"]              | 1e+16 | 0.0001
                    [1, [2]]                        |       |
                    [0.5, null]                     |       |
                    [0.5, true]                     |       |
                    [0.5, None]                     |       |
                    [0.5, 1j]                       |       |
                    [0.5 0.5]                       |       |
                    [0.5, 0.5                       |       |
                    [0.5, 0.5]]                     |       |
                    [0.5, 05]                       |       |
                    ["0x10", "1"]                   |       |
                    ["1d", "1"]                     |       |
                    ["1__0", "1"]                   |       |
                    ["", "1"]                       |       |
                    {"a": 1, "b": 2}                |       |
                    [0.5, nan]                      |       |
                    0.5                             |       |
                    [,]                             |       |
                    f"12"                           |       |
                    """)
    void pricesAreReadAsPythonReadsThem(String text, String yes, String no) {
        // When
        var prices = OutcomePrices.parse(text);

        // Then
        assertThat(prices.map(p -> PythonFloat.repr(p.yes())).orElse(null)).isEqualTo(yes);
        assertThat(prices.map(p -> PythonFloat.repr(p.no())).orElse(null)).isEqualTo(no);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "[", "{", "-", "("})
    void deepNestingIsNoLiteralAndNoCrash(String bracket) {
        // When
        var prices = OutcomePrices.parse(bracket.repeat(100_000));

        // Then
        assertThat(prices).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'[\"0.4988929462743077\", \"0.5011070537256923\"]', 0.4988929462743077, 0.5011070537256923",
        "'[\"1\", \"0\"]', 1, 0",
        "'[\"1.0001\", \"0\"]',,",
        "'[\"nan\", \"0\"]',,",
        "'[\"-0.1\", \"1.1\"]',,"
    })
    void onlyFinitePricesFromZeroToOneMayBeTradedAndKeepEveryDigit(String text, String yes, String no) {
        // When
        var tradable = OutcomePrices.parse(text).flatMap(OutcomePrices::tradable);

        // Then
        assertThat(tradable.map(t -> t.yes().toString()).orElse(null)).isEqualTo(yes);
        assertThat(tradable.map(t -> t.no().toString()).orElse(null)).isEqualTo(no);
    }
}
