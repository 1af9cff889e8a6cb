package prescient.forecast.pulse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import prescient.forecast.consensus.Vote;
import prescient.forecast.consensus.ZeroWeights;
import prescient.forecast.source.Source;

class PulseTest {

    private static final OffsetDateTime AT = OffsetDateTime.parse("2026-02-03T13:00:00-05:00");
    private static final LocalDate DAY = LocalDate.of(2026, 2, 3);

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void aForecastThatIsNoNumberIsRefused(double value) {
        // Then
        assertThatThrownBy(() -> pulse(Map.of(Source.TOMORROW, value), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("tomorrow");
    }

    @Test
    void aSourceWithoutErrorsHasNoWeightBesideOnesThatHave() {
        // When
        var pulse = pulse(Map.of(Source.TOMORROW, 30.0, Source.WEATHERAPI, 40.0), Map.of(Source.TOMORROW, 2.0));

        // Then
        assertThat(pulse.snapshot().meanF()).isEqualByComparingTo("30");
        assertThat(pulse.snapshot().weightsUsed()).isEqualTo("tomorrow:1.0000");
        assertThat(pulse.snapshot().sourcesUsed()).isEqualTo("tomorrow,weatherapi");
    }

    @Test
    void withoutAnAnswerThereIsNothingToSay() {
        // When
        var pulse = pulse(Map.of(), Map.of(Source.TOMORROW, 2.0));

        // Then
        assertThat(pulse.snapshot().meanF()).isNull();
        assertThat(pulse.confidence()).isNull();
        assertThat(pulse.conviction()).isNull();
    }

    @Test
    void weightsThatAreAllNothingAreMadeEqual() {
        // Given
        var values = Map.of(Source.TOMORROW, 30.0, Source.WEATHERAPI, 40.0);
        var zero = Map.of(Source.TOMORROW, 0.0, Source.WEATHERAPI, 0.0);

        // When
        var equal = Vote.of(values, Map.of(), zero, ZeroWeights.MADE_EQUAL).orElseThrow();
        var legacy = Vote.of(values, Map.of(), zero, ZeroWeights.KEPT).orElseThrow();

        // Then
        assertThat(equal.meanF()).isEqualTo(35);
        assertThat(legacy.meanF()).isZero();
    }

    @Test
    void theModelAloneIsItsOwnBlend() {
        // When
        var vote = Vote.of(Map.of(Source.LSTM, 30.0), Map.of(), Map.of(), ZeroWeights.MADE_EQUAL);

        // Then
        assertThat(vote).hasValueSatisfying(found -> {
            assertThat(found.meanF()).isEqualTo(30);
            assertThat(found.weights()).isEqualTo(Map.of(Source.LSTM, 1.0));
        });
    }

    private static Pulse pulse(Map<Source, Double> valuesF, Map<Source, Double> errorsF) {
        return Pulse.of(AT, "ny", DAY, valuesF, errorsF, Map.of(), List.of());
    }
}
