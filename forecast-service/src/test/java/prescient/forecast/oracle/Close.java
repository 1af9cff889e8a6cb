package prescient.forecast.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** Equal up to the twelfth digit. */
public final class Close {

    private static final double RELATIVE = 1e-12;

    private Close() {}

    public static void assertClose(double actual, double expected, String what) {
        if (Double.isNaN(expected)) {
            assertThat(actual).as(what).isNaN();
        } else {
            assertThat(Math.abs(actual - expected))
                    .as(what + ": " + actual + " is not " + expected)
                    .isLessThanOrEqualTo(RELATIVE * Math.abs(expected));
        }
    }

    /** Equal trees, but for the last digits of floats. */
    public static void assertClose(JsonNode actual, JsonNode expected, String what) {
        if (expected.isFloatingPointNumber() && actual.isNumber()) {
            assertClose(actual.doubleValue(), expected.doubleValue(), what);
        } else if (expected.isObject()) {
            assertThat(actual.properties())
                    .as(what)
                    .extracting(Map.Entry::getKey)
                    .containsExactlyElementsOf(expected.properties().stream()
                            .map(Map.Entry::getKey)
                            .toList());
            expected.properties()
                    .forEach(property -> assertClose(
                            actual.get(property.getKey()), property.getValue(), what + "." + property.getKey()));
        } else if (expected.isArray()) {
            assertThat(actual.size()).as(what).isEqualTo(expected.size());
            for (int i = 0; i < expected.size(); i++) {
                assertClose(actual.get(i), expected.get(i), what + "[" + i + "]");
            }
        } else {
            assertThat(actual).as(what).isEqualTo(expected);
        }
    }
}
