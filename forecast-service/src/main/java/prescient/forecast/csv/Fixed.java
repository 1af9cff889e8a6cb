package prescient.forecast.csv;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * Numbers with a fixed count of decimals as the legacy programs printed them: the exact value of the double, rounded
 * half to even. Stateless.
 */
public final class Fixed {

    private Fixed() {}

    /**
     * @throws NumberFormatException when the number is not finite
     */
    public static BigDecimal of(double number, int decimals) {
        return new BigDecimal(number).setScale(decimals, RoundingMode.HALF_EVEN);
    }

    /** Null stays null. */
    public static @Nullable BigDecimal orNull(@Nullable Double number, int decimals) {
        return number == null ? null : of(number, decimals);
    }

    /** The double nearest to what would be printed; what is not finite stays as it is. */
    public static double round(double number, int decimals) {
        return Double.isFinite(number) ? of(number, decimals).doubleValue() : number;
    }

    /** As the legacy programs wrote it, also {@code nan}, {@code inf} and {@code -0.0000}. */
    public static String text(double number, int decimals) {
        if (Double.isNaN(number)) {
            return "nan";
        }
        if (Double.isInfinite(number)) {
            return number < 0 ? "-inf" : "inf";
        }
        var text = of(number, decimals).toPlainString();
        return number < 0 || 1 / number < 0 ? (text.startsWith("-") ? text : "-" + text) : text;
    }
}
