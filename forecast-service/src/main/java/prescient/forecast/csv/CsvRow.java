package prescient.forecast.csv;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import prescient.legacy.LegacyTime;

/**
 * The fields of a row by the names of its own layout. An empty field and a missing one are the same. What is not what
 * it should be is refused with an {@link IllegalArgumentException} that names the column.
 */
public record CsvRow(CsvShape shape, List<String> fields) {

    private static final int EXPONENT_DIGITS = 3;
    /** So many always fit into a long. */
    private static final int LONG_DIGITS = 18;

    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,9}");
    private static final Set<String> YES = Set.of("1", "true", "yes", "y");
    private static final Set<String> NO = Set.of("0", "false", "no", "n");

    /** As it stands there; empty when there is none. */
    public String text(String column) {
        int place = shape.place(column);
        return place < 0 ? "" : fields.get(place);
    }

    /** A text that must not be empty. */
    public String need(String column) {
        var text = text(column).strip();
        if (text.isEmpty()) {
            throw refused(column, "is missing");
        }
        return text;
    }

    /** With the digits it was written with; null when empty. Neither {@code nan} nor {@code inf} is a number. */
    public @Nullable BigDecimal number(String column, Range range) {
        var text = text(column).strip();
        if (text.isEmpty()) {
            return null;
        }
        if (!isNumber(text)) {
            throw refused(column, "is not a finite number: " + text);
        }
        var number = decimal(text);
        if (!range.holds(number)) {
            throw refused(column, "is not in " + range + ": " + text);
        }
        return number;
    }

    /** A number that must not be missing. */
    public BigDecimal needNumber(String column, Range range) {
        need(column);
        var number = number(column, range);
        if (number == null) {
            throw refused(column, "is missing");
        }
        return number;
    }

    /** Without a fraction; null when empty. */
    public @Nullable Integer whole(String column) {
        var text = text(column).strip();
        if (text.isEmpty()) {
            return null;
        }
        if (!WHOLE.matcher(text).matches()) {
            throw refused(column, "is not a whole number: " + text);
        }
        return Integer.valueOf(text);
    }

    /** A whole number that must not be missing. */
    public int needWhole(String column) {
        need(column);
        var number = whole(column);
        if (number == null) {
            throw refused(column, "is missing");
        }
        return number;
    }

    /** A price in whole cents, 0 to 100; null when empty. */
    public @Nullable Integer cents(String column) {
        var cents = whole(column);
        if (cents != null && (cents < 0 || cents > 100)) {
            throw refused(column, "is not 0 to 100 cents: " + cents);
        }
        return cents;
    }

    /** A calendar day that must not be missing. */
    public LocalDate date(String column) {
        var text = need(column);
        try {
            return LegacyTime.day(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(column + " is not a day like 2026-02-03: " + text, e);
        }
    }

    /** A city's code in the form all programs agree on: lower case, no blanks. */
    public String city() {
        return need("city").toLowerCase(Locale.ROOT);
    }

    /** A time that must not be missing; see {@link CsvTime} for what is read. */
    public OffsetDateTime time(String column) {
        var text = need(column);
        try {
            return CsvTime.parse(text);
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new IllegalArgumentException(column + " is not a time: " + text, e);
        }
    }

    /** Null when empty. */
    public @Nullable OffsetDateTime timeOrNull(String column) {
        return text(column).isBlank() ? null : time(column);
    }

    /** {@code 1 true yes y} and {@code 0 false no n} in any case; null when empty. */
    public @Nullable Boolean flag(String column) {
        var text = text(column).strip().toLowerCase(Locale.ROOT);
        if (text.isEmpty()) {
            return null;
        }
        if (!YES.contains(text) && !NO.contains(text)) {
            throw refused(column, "is neither true nor false: " + text);
        }
        return YES.contains(text);
    }

    private static IllegalArgumentException refused(String column, String why) {
        return new IllegalArgumentException(column + " " + why);
    }

    /** {@code -12.5e-3} or less of it. By hand: a file has millions of them. */
    private static boolean isNumber(String text) {
        int end = digitsEnd(text, afterSign(text, 0));
        if (end > 0 && end < text.length() && text.charAt(end) == '.') {
            end = digitsEnd(text, end + 1);
        }
        if (end > 0 && end < text.length() && (text.charAt(end) == 'e' || text.charAt(end) == 'E')) {
            int exponent = afterSign(text, end + 1);
            end = digitsEnd(text, exponent);
            return end == text.length() && end - exponent <= EXPONENT_DIGITS;
        }
        return end == text.length();
    }

    /** As the constructor reads it, which takes several times as long for the few digits that most numbers have. */
    private static BigDecimal decimal(String text) {
        if (text.length() > LONG_DIGITS) {
            return new BigDecimal(text);
        }
        long digits = 0;
        int scale = 0;
        for (int i = afterSign(text, 0); i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.') {
                scale = text.length() - 1 - i;
            } else if (c > '9') {
                return new BigDecimal(text); // an exponent
            } else {
                digits = digits * 10 + (c - '0');
            }
        }
        return BigDecimal.valueOf(text.charAt(0) == '-' ? -digits : digits, scale);
    }

    private static int afterSign(String text, int at) {
        return at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-') ? at + 1 : at;
    }

    /** Where the digits end that begin here; -1 when there are none. */
    private static int digitsEnd(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at == from ? -1 : at;
    }
}
