package prescient.signal.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import prescient.problem.Refused;

class ParametersTest {

    private final List<Parameter> known = new MomentumStrategy().parameters();

    @Test
    void defaultsFillWhatIsLeftOut() {
        var parameters = Parameters.of(known, Map.of("min_price", new BigDecimal("0.8")));

        assertThat(parameters.values())
                .containsEntry("min_price", new BigDecimal("0.8"))
                .containsEntry("max_positions", BigDecimal.TEN)
                .containsEntry("trade_amount", new BigDecimal(100));
    }

    @Test
    void refusesTheOldNameWithAHintAtTheNewOne() {
        assertThatThrownBy(() -> Parameters.of(known, Map.of("min_confidence", new BigDecimal("0.75"))))
                .isInstanceOfSatisfying(Refused.class, refused -> {
                    assertThat(refused.problem().name()).isEqualTo("PARAMETER_RENAMED");
                    assertThat(refused.problem().hint()).contains("min_price");
                });
    }

    @Test
    void refusesAnUnknownParameter() {
        assertThatThrownBy(() -> Parameters.of(known, Map.of("categories", BigDecimal.ONE)))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.problem().name()).isEqualTo("UNKNOWN_PARAMETER"));
    }

    @ParameterizedTest
    @CsvSource({
        "min_price, 0.49",
        "min_price, 1.2",
        "max_positions, 0",
        "max_positions, 2.5",
        "max_positions, 1e9",
        "trade_amount, 0",
        "trade_amount, -100",
        "trade_amount, 0.001",
        "trade_amount, "
    })
    void refusesValuesOutOfRange(String name, @Nullable BigDecimal value) {
        var given = new HashMap<String, @Nullable BigDecimal>();
        given.put(name, value);

        assertThatThrownBy(() -> Parameters.of(known, given))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.problem().name()).isEqualTo("PARAMETER_OUT_OF_RANGE"));
    }
}
