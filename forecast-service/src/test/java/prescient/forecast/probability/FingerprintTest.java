package prescient.forecast.probability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Between four cells lies their bilinear mean, outside the table its edge. */
class FingerprintTest {

    /** Two minutes, three uneven thresholds. */
    private final Fingerprint table = new Fingerprint(
            new double[] {0, 1, 3}, new double[] {50, 20, 4, 60, 30, 10}, new double[] {49, 19, 3, 59, 29, 9});

    @ParameterizedTest
    @CsvSource({
        "60, 0, 50",
        "60, 1, 20",
        "120, 3, 10",
        "60, 0.5, 35",
        "60, 2, 12",
        "90, 0, 55",
        "90, 0.5, 40",
        "75, 2.5, 9.75",
        "0, 0, 50",
        "4000, 0, 60",
        "60, 99, 4",
        "4000, 99, 10"
    })
    void cellsAreInterpolatedAndEdgesHold(int seconds, double move, double expected) {
        assertThat(table.up(seconds, move)).isEqualTo(expected, within(1e-12));
    }

    @Test
    void aTableOfOneCellAnswersWithIt() {
        // Given
        var one = new Fingerprint(new double[] {0.25}, new double[] {7}, new double[] {8});

        // When
        double up = one.up(1800, 0.1);
        double down = one.down(10, 5);

        // Then
        assertThat(up).isEqualTo(7);
        assertThat(down).isEqualTo(8);
        assertThat(one.whole()).isFalse();
    }

    @Test
    void whatIsBeyondAndWhatIsWithinAreTheWhole() {
        // Given
        var asked = FingerprintsForTests.flat(30.126, 20.124);

        // When
        var answers = Probabilities.of(
                asked, new BigDecimal(100), 300, List.of(new BigDecimal("100.5"), new BigDecimal("99.5")));

        // Then
        assertThat(answers)
                .containsExactly(
                        new StrikeProbability(
                                new BigDecimal("100.5"),
                                new BigDecimal("0.50"),
                                new BigDecimal("0.50"),
                                new BigDecimal("30.13"),
                                new BigDecimal("69.87"),
                                "above",
                                new BigDecimal("30.13"),
                                new BigDecimal("20.12")),
                        new StrikeProbability(
                                new BigDecimal("99.5"),
                                new BigDecimal("0.50"),
                                new BigDecimal("0.50"),
                                new BigDecimal("20.12"),
                                new BigDecimal("79.88"),
                                "below",
                                new BigDecimal("30.13"),
                                new BigDecimal("20.12")));
    }

    @Test
    void whatIsNoTableIsRefused() {
        assertThatThrownBy(() -> new Fingerprint(new double[] {1, 1}, new double[] {1, 2}, null))
                .hasMessageContaining("ascend");
        assertThatThrownBy(() -> new Fingerprint(new double[] {0, 1}, new double[] {1, 2, 3}, null))
                .hasMessageContaining("widths");
        assertThatThrownBy(() -> new Fingerprint(new double[] {0}, new double[] {Double.NaN}, null))
                .hasMessageContaining("percentage");
        assertThatThrownBy(() -> new Fingerprint(new double[] {0}, new double[] {1}, new double[] {101}))
                .hasMessageContaining("percentage");
    }
}
