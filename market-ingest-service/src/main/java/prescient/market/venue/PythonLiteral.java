package prescient.market.venue;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import prescient.legacy.PythonFloat;

/**
 * Reads the literals of Python, a superset of JSON's arrays of strings and numbers, as the legacy system did with the
 * venue's prices: single quotes, tuples, trailing commas, underscores in numbers, comments. {@code null} and
 * {@code true} are no literals there. One instance reads one text.
 */
final class PythonLiteral {

    /** What a text stands for. */
    sealed interface Value {}

    /** A text. */
    record Text(String text) implements Value {}

    /**
     * A number.
     *
     * @param number as a double
     * @param source its digits as written
     */
    record Numeral(double number, String source) implements Value {}

    /** A list or a tuple. */
    record Items(List<Value> items) implements Value {}

    /** A literal that is neither: None, a complex number, a dictionary, a set. */
    record Other() implements Value {}

    private static final int MAX_DEPTH = 100;
    private static final String BREAKS_OFF = "the literal breaks off";

    private final String text;
    private int at;
    private int depth;

    private PythonLiteral(String text) {
        this.text = text;
    }

    /** The value, or empty when the text is no literal. */
    static Optional<Value> parse(String text) {
        var reader = new PythonLiteral(text);
        try {
            var value = reader.tupleOrValue();
            reader.blanks();
            return reader.at == text.length() ? Optional.of(value) : Optional.empty();
        } catch (IllegalArgumentException notALiteral) {
            return Optional.empty();
        }
    }

    private Value tupleOrValue() {
        var first = value();
        blanks();
        if (peek() != ',') {
            return first;
        }
        return new Items(rest(first, '\0'));
    }

    private Value value() {
        blanks();
        char c = peek();
        if (c == '[' || c == '(') {
            return brackets(c);
        }
        if (c == '{') {
            return braces();
        }
        if (c == '+' || c == '-') {
            at++;
            blanks();
            return signed(number(), c);
        }
        if (c == '.' || isDigit(c)) {
            return number();
        }
        var strings = new PythonString(text, at);
        if (strings.starts()) {
            var found = strings.read();
            at = strings.end();
            return new Text(found);
        }
        return word();
    }

    private Value brackets(char open) {
        char close = open == '[' ? ']' : ')';
        at++;
        enter();
        blanks();
        if (peek() == close) {
            at++;
            depth--;
            return new Items(List.of());
        }
        var first = value();
        blanks();
        if (open == '(' && peek() == ')') {
            at++;
            depth--;
            return first;
        }
        var items = rest(first, close);
        expect(close);
        depth--;
        return new Items(items);
    }

    /** The items behind the first one, up to but without {@code close}, which is NUL for the end of the text. */
    private List<Value> rest(Value first, char close) {
        var items = new ArrayList<Value>();
        items.add(first);
        blanks();
        while (peek() == ',') {
            at++;
            blanks();
            if (peek() == close) {
                break;
            }
            items.add(value());
            blanks();
        }
        return items;
    }

    private Value braces() {
        at++;
        enter();
        blanks();
        while (peek() != '}') {
            value();
            blanks();
            if (peek() == ':') {
                at++;
                value();
                blanks();
            }
            if (peek() != '}') {
                expect(',');
                blanks();
            }
        }
        at++;
        depth--;
        return new Other();
    }

    private Value word() {
        int start = at;
        while (Character.isLetter(peek())) {
            at++;
        }
        return switch (text.substring(start, at)) {
            case "True" -> new Numeral(1, "1");
            case "False" -> new Numeral(0, "0");
            case "None" -> new Other();
            default -> throw new IllegalArgumentException("not a literal");
        };
    }

    private Value number() {
        int start = at;
        while (isDigit(peek()) || Character.isLetter(peek()) || peek() == '.' || peek() == '_' || isExponentSign()) {
            at++;
        }
        var source = text.substring(start, at);
        var lower = source.toLowerCase(Locale.ROOT);
        if (lower.matches("0[xob].*")) {
            return prefixed(lower);
        }
        if (lower.endsWith("j")) {
            return new Other();
        }
        if (source.matches("0[0-9_]*[1-9][0-9_]*")) {
            throw new IllegalArgumentException("a leading zero");
        }
        var digits = source.replace("_", "");
        if (source.isEmpty() || source.matches("[a-zA-Z].*")) {
            throw new IllegalArgumentException("not a number");
        }
        var number = PythonFloat.parse(source).orElseThrow(() -> new IllegalArgumentException("not a number"));
        if (Double.isInfinite(number) && digits.matches("[0-9]+")) {
            return new Other();
        }
        return new Numeral(number, digits);
    }

    private static Value prefixed(String source) {
        int radix = switch (source.charAt(1)) {
            case 'x' -> 16;
            case 'o' -> 8;
            default -> 2;
        };
        if (!source.matches("0[xob](_?[0-9a-f])+")) {
            throw new IllegalArgumentException("not a number");
        }
        var whole = new BigInteger(source.substring(2).replace("_", ""), radix);
        return new Numeral(whole.doubleValue(), whole.toString());
    }

    private static Value signed(Value value, char sign) {
        if (sign == '+' || !(value instanceof Numeral number)) {
            return value;
        }
        return new Numeral(-number.number(), "-" + number.source());
    }

    private boolean isExponentSign() {
        return (peek() == '+' || peek() == '-') && at > 0 && (text.charAt(at - 1) == 'e' || text.charAt(at - 1) == 'E');
    }

    private void blanks() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '#') {
                while (at < text.length() && text.charAt(at) != '\n') {
                    at++;
                }
            } else if (c == ' '
                    || c == '\t'
                    || c == '\f'
                    || ((c == '\n' || c == '\r') && (depth > 0 || restIsBlank()))) {
                at++;
            } else {
                return;
            }
        }
    }

    /** Outside brackets a line end ends the literal; only blank lines may follow it. */
    private boolean restIsBlank() {
        return at == 0 || text.substring(at).isBlank();
    }

    private void enter() {
        if (++depth > MAX_DEPTH) {
            throw new IllegalArgumentException("too deep");
        }
    }

    private void expect(char c) {
        if (peek() != c || at >= text.length()) {
            throw new IllegalArgumentException(BREAKS_OFF);
        }
        at++;
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
