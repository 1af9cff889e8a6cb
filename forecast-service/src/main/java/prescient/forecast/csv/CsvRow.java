package prescient.forecast.csv;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a row by the names of its own layout. An empty field and a missing one are the same. What is not what
 * it should be is refused with an {@link IllegalArgumentException} that names the column.
 */
public record CsvRow(Map<String, String> values) {

    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]{1,3})?");
    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,9}");
    private static final Set<String> YES = Set.of("1", "true", "yes", "y");
    private static final Set<String> NO = Set.of("0", "false", "no", "n");

    static CsvRow of(List<String> columns, List<String> fields) {
        var values = new HashMap<String, String>();
        for (int i = 0; i < columns.size(); i++) {
            values.put(columns.get(i), fields.get(i));
        }
        return new CsvRow(values);
    }

    /** As it stands there; empty when there is none. */
    public String text(String column) {
        var text = values.get(column);
        return text == null ? "" : text;
    }

    /** A text that must not be empty. */
    public String need(String column) {
        var text = text(column).strip();
        require(!text.isEmpty(), column, "is missing");
        return text;
    }

    /** With the digits it was written with; null when empty. Neither {@code nan} nor {@code inf} is a number. */
    public @Nullable BigDecimal number(String column, Range range) {
        var text = text(column).strip();
        if (text.isEmpty()) {
            return null;
        }
        require(NUMBER.matcher(text).matches(), column, "is not a finite number: " + text);
        var number = new BigDecimal(text);
        require(range.holds(number), column, "is not in " + range + ": " + text);
        return number;
    }

    /** A number that must not be missing. */
    public BigDecimal needNumber(String column, Range range) {
        need(column);
        var number = number(column, range);
        if (number == null) {
            throw new IllegalArgumentException(column + " is missing");
        }
        return number;
    }

    /** Without a fraction; null when empty. */
    public @Nullable Integer whole(String column) {
        var text = text(column).strip();
        if (text.isEmpty()) {
            return null;
        }
        require(WHOLE.matcher(text).matches(), column, "is not a whole number: " + text);
        return Integer.valueOf(text);
    }

    /** A whole number that must not be missing. */
    public int needWhole(String column) {
        need(column);
        var number = whole(column);
        if (number == null) {
            throw new IllegalArgumentException(column + " is missing");
        }
        return number;
    }

    /** A price in whole cents, 0 to 100; null when empty. */
    public @Nullable Integer cents(String column) {
        var cents = whole(column);
        require(cents == null || (cents >= 0 && cents <= 100), column, "is not 0 to 100 cents: " + cents);
        return cents;
    }

    /** A calendar day that must not be missing. */
    public LocalDate date(String column) {
        var text = need(column);
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
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
        require(YES.contains(text) || NO.contains(text), column, "is neither true nor false: " + text);
        return YES.contains(text);
    }

    private static void require(boolean holds, String column, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(column + " " + rule);
        }
    }
}
