package prescient.legacy;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** Numbers as the legacy system read and printed them. Stateless. */
public final class PythonFloat {

    private static final String DIGITS = "[0-9](?:_?[0-9])*";
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(?:(?:%1$s)(?:\\.(?:%1$s)?)?|\\.(?:%1$s))(?:[eE][+-]?(?:%1$s))?".formatted(DIGITS));
    private static final Pattern NOT_FINITE = Pattern.compile("([+-]?)(inf|infinity|nan)", Pattern.CASE_INSENSITIVE);
    /** From here on the shortest form is written with an exponent. */
    private static final int EXPONENT_FROM = 16;

    private static final int EXPONENT_BELOW = -4;

    private PythonFloat() {}

    /**
     * The number a text stands for: surrounding white space, single underscores between digits, {@code inf} and
     * {@code nan} are legal, hexadecimal and type suffixes are not.
     *
     * @return empty when the text is no number
     */
    public static OptionalDouble parse(String text) {
        var plain = westernDigits(text.strip());
        if (NUMBER.matcher(plain).matches()) {
            return OptionalDouble.of(Double.parseDouble(plain.replace("_", "")));
        }
        var special = NOT_FINITE.matcher(plain);
        if (!special.matches()) {
            return OptionalDouble.empty();
        }
        if (special.group(2).toLowerCase(Locale.ROOT).startsWith("n")) {
            return OptionalDouble.of(Double.NaN);
        }
        return OptionalDouble.of(special.group(1).equals("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
    }

    /** The shortest text that reads back as {@code number}, as {@code 0.6000000000000001} or {@code 1e-05}. */
    public static String repr(double number) {
        if (Double.isNaN(number)) {
            return "nan";
        }
        if (Double.isInfinite(number)) {
            return number < 0 ? "-inf" : "inf";
        }
        if (number == 0) {
            return 1 / number < 0 ? "-0.0" : "0.0";
        }
        return text(shortest(number));
    }

    /**
     * A decimal laid out as a float, with all its digits: {@code 100.0}, {@code 1e-05}. When the value is what a double
     * shows, this is that double's {@link #repr}.
     */
    public static String text(BigDecimal number) {
        if (number.signum() == 0) {
            return "0.0";
        }
        var exact = number.stripTrailingZeros();
        long exponent = (long) exact.precision() - exact.scale() - 1;
        if (exponent >= EXPONENT_BELOW && exponent < EXPONENT_FROM) {
            var text = exact.toPlainString();
            return exact.scale() > 0 ? text : text + ".0";
        }
        var digits = exact.unscaledValue().abs().toString();
        var fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
        var places = Math.abs(exponent);
        return (exact.signum() < 0 ? "-" : "")
                + digits.charAt(0)
                + fraction
                + (exponent < 0 ? "e-" : "e+")
                + (places < 10 ? "0" : "")
                + places;
    }

    /** The decimal with the fewest digits that reads back as {@code number}, which is finite. */
    public static BigDecimal shortest(double number) {
        return new BigDecimal(Double.toString(number)).stripTrailingZeros();
    }

    private static String westernDigits(String text) {
        if (text.chars().allMatch(c -> c < 128)) {
            return text;
        }
        var plain = new StringBuilder();
        text.codePoints().forEach(c -> plain.appendCodePoint(Character.isDigit(c) ? '0' + Character.digit(c, 10) : c));
        return plain.toString();
    }
}
