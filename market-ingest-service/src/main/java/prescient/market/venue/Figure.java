package prescient.market.venue;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import prescient.legacy.PythonFloat;

/** A figure as a venue gave it, for instance a liquidity: a number, left out, or something that is no number. */
public sealed interface Figure {

    /** The letter that says which it is in the {@code figures} column. */
    char letter();

    /** The exact value for a numeric column; null when there is none. */
    @Nullable BigDecimal exact();

    /**
     * The legacy threshold test: a figure that was left out counts as 0, one that is no number fails.
     *
     * @param minimum inclusive
     */
    boolean atLeast(double minimum);

    /** The figure for sorting; 0 where there is none. */
    double number();

    /**
     * A number.
     *
     * @param number as a double, perhaps not finite
     * @param exact with every digit sent; null unless finite
     */
    record Given(double number, @Nullable BigDecimal exact) implements Figure {
        @Override
        public char letter() {
            return exact == null ? 'b' : 'v';
        }

        @Override
        public boolean atLeast(double minimum) {
            return number >= minimum;
        }
    }

    /** The venue left it out. */
    record Missing() implements Figure {
        @Override
        public char letter() {
            return 'm';
        }

        @Override
        public @Nullable BigDecimal exact() {
            return null;
        }

        @Override
        public boolean atLeast(double minimum) {
            return 0 >= minimum;
        }

        @Override
        public double number() {
            return 0;
        }
    }

    /** Null, or no number. */
    record Broken() implements Figure {
        @Override
        public char letter() {
            return 'b';
        }

        @Override
        public @Nullable BigDecimal exact() {
            return null;
        }

        @Override
        public boolean atLeast(double minimum) {
            return false;
        }

        @Override
        public double number() {
            return 0;
        }
    }

    Figure MISSING = new Missing();
    Figure BROKEN = new Broken();

    /** A figure from text, for instance {@code "1758359.76599"}; what is no number is broken. */
    static Figure ofText(String text) {
        var number = PythonFloat.parse(text);
        return number.isEmpty() ? BROKEN : new Given(number.getAsDouble(), digits(text.strip(), number.getAsDouble()));
    }

    /** A figure as a row holds it. */
    static Figure ofRow(@Nullable BigDecimal exact, char letter) {
        if (exact != null) {
            return new Given(exact.doubleValue(), exact);
        }
        return letter == 'm' ? MISSING : BROKEN;
    }

    /** A figure from an element of a literal. */
    static Figure ofLiteral(PythonLiteral.Value value) {
        return switch (value) {
            case PythonLiteral.Text(var text) -> ofText(text);
            case PythonLiteral.Numeral(var number, var source) -> new Given(number, digits(source, number));
            case PythonLiteral.Items ignored -> BROKEN;
            case PythonLiteral.Other ignored -> BROKEN;
        };
    }

    /** The digits as sent, if they are plain and of sane length; else those of the double. */
    private static @Nullable BigDecimal digits(String source, double number) {
        if (Double.isNaN(number) || Double.isInfinite(number) || Math.abs(number) >= 1e30) {
            return null;
        }
        return source.matches("[+-]?[0-9]{1,31}(\\.[0-9]{0,60})?")
                ? new BigDecimal(source.endsWith(".") ? source.substring(0, source.length() - 1) : source)
                : PythonFloat.shortest(number);
    }
}
