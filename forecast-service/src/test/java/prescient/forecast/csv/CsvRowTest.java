package prescient.forecast.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvRowTest {

    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]{1,3})?");
    private static final CsvShape SHAPE = CsvShape.of(List.of("money"));

    @Test
    void aNumberIsDigitsWithASignAFractionAndAnExponent() {
        // Given
        long seed = 20260125;
        var random = new Random(seed);
        for (int i = 0; i < 200_000; i++) {
            var text = text(random);

            // When
            boolean number = isNumber(text);

            // Then
            assertThat(number)
                    .as("%s, seed %d", text, seed)
                    .isEqualTo(NUMBER.matcher(text).matches());
        }
    }

    @ParameterizedTest
    @CsvSource({"007.50, 7.50", "-0, 0", "+1e2, 1E+2", "1E-003, 0.001"})
    void aNumberKeepsItsDigits(String text, String number) {
        // When, Then
        assertThat(new CsvRow(SHAPE, List.of(text)).number("money", Range.MONEY))
                .hasToString(number);
    }

    @Test
    void aNumberIsWhatItsDigitsSay() {
        // Given
        long seed = 20260126;
        var random = new Random(seed);
        for (int i = 0; i < 50_000; i++) {
            var text = BigDecimal.valueOf(random.nextLong() >> random.nextInt(64), random.nextInt(-2, 25))
                    .toString();
            var number = new BigDecimal(text);

            // When
            var read =
                    Range.MONEY.holds(number) ? new CsvRow(SHAPE, List.of(text)).number("money", Range.MONEY) : number;

            // Then
            assertThat(read).as("%s, seed %d", text, seed).isEqualTo(number);
        }
    }

    private static String text(Random random) {
        var text = new StringBuilder();
        int length = 1 + random.nextInt(9);
        for (int i = 0; i < length; i++) {
            text.append("0123456789012345678901234567890123456789.-+eEx٣".charAt(random.nextInt(47)));
        }
        return text.toString();
    }

    private static boolean isNumber(String text) {
        try {
            new CsvRow(SHAPE, List.of(text)).number("money", Range.MONEY);
            return true;
        } catch (IllegalArgumentException refused) {
            return !String.valueOf(refused.getMessage()).contains("is not a finite number");
        }
    }
}
