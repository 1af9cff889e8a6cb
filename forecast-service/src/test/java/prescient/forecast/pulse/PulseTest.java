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

    @Test
    void theModelWeighsWhatItHasEarnedAndDoesNotWidenTheSpread() {
        // Given
        var values = Map.of(Source.TOMORROW, 30.0, Source.WEATHERAPI, 32.0, Source.LSTM, 41.0);
        var providers = Map.of(Source.TOMORROW, 30.0, Source.WEATHERAPI, 32.0);
        var errors = Map.of(Source.TOMORROW, 2.0, Source.WEATHERAPI, 2.0);

        // When
        var unknown = pulse(values, errors);
        var without = pulse(providers, errors);
        var nobodyKnown = pulse(values, Map.of());
        var earned = pulse(values, Map.of(Source.TOMORROW, 2.0, Source.WEATHERAPI, 2.0, Source.LSTM, 2.0));

        // Then
        assertThat(unknown.snapshot().meanF())
                .isEqualTo(without.snapshot().meanF())
                .isEqualByComparingTo("31");
        assertThat(nobodyKnown.snapshot().meanF()).isEqualByComparingTo("31");
        assertThat(earned.snapshot().meanF()).isEqualByComparingTo("34.3333");
        assertThat(earned.snapshot().sigmaF())
                .isEqualTo(without.snapshot().sigmaF())
                .isEqualByComparingTo("1");
        assertThat(earned.snapshot().weightsUsed()).isEqualTo("lstm:0.3333,tomorrow:0.3333,weatherapi:0.3333");
        assertThat(earned.snapshot().providersF()).containsOnlyKeys(Source.TOMORROW, Source.WEATHERAPI);
        assertThat(earned.prediction(null).lstmF()).isEqualByComparingTo("41");
        assertThat(earned.prediction(null).forecastSources()).isEqualTo("tomorrow,weatherapi");
    }

    @Test
    void aCalibratedWeightCountsForTheModelAsForTheOthers() {
        // When
        var pulse = Pulse.of(
                AT,
                "ny",
                DAY,
                Map.of(Source.TOMORROW, 30.0, Source.LSTM, 40.0),
                Map.of(),
                Map.of(Source.TOMORROW, 0.3, Source.LSTM, 0.1, Source.CONSENSUS, 0.6),
                List.of());

        // Then
        assertThat(pulse.snapshot().meanF()).isEqualByComparingTo("32.5");
    }

    private static Pulse pulse(Map<Source, Double> valuesF, Map<Source, Double> errorsF) {
        return Pulse.of(AT, "ny", DAY, valuesF, errorsF, Map.of(), List.of());
    }
}
