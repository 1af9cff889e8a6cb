package prescient.forecast.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import prescient.forecast.source.Source;

class LegacyJsonTest {

    @Test
    void bothFormsOfWeightsAreRead() {
        // When
        var plain = CurrentWeightsFile.read("{\"ny\": {\"tomorrow\": 0.25, \"nobody\": 1}}");
        var dated = CurrentWeightsFile.read(
                "{\"ny\": {\"as_of\": \"2026-02-02\", \"weights\": {\"tomorrow\": 0.25}, \"window_days\": 14}}");

        // Then
        assertThat(Objects.requireNonNull(plain.get("ny")).weights()).isEqualTo(Map.of(Source.TOMORROW, 0.25));
        assertThat(Objects.requireNonNull(plain.get("ny")).asOf()).isNull();
        assertThat(Objects.requireNonNull(dated.get("ny")).weights()).isEqualTo(Map.of(Source.TOMORROW, 0.25));
        assertThat(Objects.requireNonNull(dated.get("ny")).windowDays()).isEqualTo(14);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "{\"ny\": 1}",
                "{\"ny\": {\"tomorrow\": NaN}}",
                "{\"ny\": {\"tomorrow\": Infinity}}",
                "{\"ny\": {\"tomorrow\": \"0.5\"}}",
                "{\"ny\": {\"as_of\": \"soon\", \"weights\": {}}}"
            })
    void weightsThatAreNoneAreRefused(String text) {
        // Then
        assertThatThrownBy(() -> CurrentWeightsFile.read(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void everyFormOfCityErrorsIsRead() {
        // Given
        var text = "{\"as_of\": \"2026-02-02\", \"ny\": {\"historical_mae_f\": 2.5}, \"il\": 3, \"tx\": {\"n\": 1}, "
                + "\"fl\": NaN}";

        // When
        var errors = CityErrorsFile.read(text);

        // Then
        assertThat(errors).isEqualTo(Map.of("ny", 2.5, "il", 3.0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{}", "{\"as_of\": \"2026-02-02\", \"updated_at\": \"noon\"}"})
    void cityErrorsOfAnotherFormAreRefusedAsAWhole(String text) {
        // Then
        assertThatThrownBy(() -> CityErrorsFile.readWhole(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
