package prescient.venuesim;

import com.fasterxml.jackson.databind.util.RawValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Temperatures as they are sent, and the objects around them. Stateless. */
final class Degrees {

    private Degrees() {}

    /** With so many decimals; no finite number at all when the fault says so. */
    static Object fahrenheit(double valueF, int decimals, @Nullable FaultKind twist) {
        return twist == FaultKind.NON_FINITE ? new RawValue("NaN") : rounded(valueF, decimals);
    }

    /** In degrees Celsius, with one decimal; a number beyond every double when the fault says so. */
    static Object celsius(double valueF, @Nullable FaultKind twist) {
        return twist == FaultKind.NON_FINITE ? new RawValue("1e999") : rounded((valueF - 32) * 5 / 9, 1);
    }

    /** A JSON object of names and values by turns, in this order. */
    static Map<String, @Nullable Object> object(@Nullable Object... pairs) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        for (int i = 0; i < pairs.length; i += 2) {
            object.put(String.valueOf(pairs[i]), pairs[i + 1]);
        }
        return object;
    }

    private static BigDecimal rounded(double value, int decimals) {
        return BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_EVEN);
    }
}
