package prescient.sqlite.table;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import prescient.legacy.PythonFloat;

/**
 * Stored values as JSON, letter by letter as PostgreSQL prints a {@code jsonb}, so that what comes back can be
 * compared as text. The storage class stays visible: a real has a fraction, an integer has none; what JSON cannot say
 * is an object of one member ({@code real}, {@code blob}, {@code text64}). For one table; one thread.
 */
final class Jsonb {

    /** Shorter names first, then by their bytes: the order PostgreSQL keeps. */
    private static final Comparator<String> ORDER = Comparator.<String>comparingInt(
                    name -> name.getBytes(StandardCharsets.UTF_8).length)
            .thenComparing(name -> name.getBytes(StandardCharsets.UTF_8), java.util.Arrays::compareUnsigned);

    private final List<String> columns;
    private final int[] order;
    private final StringBuilder text = new StringBuilder();

    Jsonb(List<String> columns) {
        this(columns, place -> true);
    }

    /** Of the columns at these places only. */
    Jsonb(List<String> columns, IntPredicate places) {
        this.columns = columns;
        this.order = IntStream.range(0, columns.size())
                .filter(places)
                .boxed()
                .sorted(Comparator.comparing(columns::get, ORDER))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    boolean isEmpty() {
        return order.length == 0;
    }

    /** The object of a row. */
    String of(@Nullable Object[] row) {
        text.setLength(0);
        text.append('{');
        for (var place : order) {
            if (text.length() > 1) {
                text.append(", ");
            }
            string(columns.get(place));
            text.append(": ");
            value(row[place]);
        }
        return text.append('}').toString();
    }

    private void value(@Nullable Object value) {
        if (value == null) {
            text.append("null");
            return;
        }
        switch (value) {
            case Double real -> real(real);
            case byte[] blob -> member("blob", HexFormat.of().formatHex(blob));
            case String string
            when string.indexOf('\0') >= 0 ->
                member("text64", Base64.getEncoder().encodeToString(string.getBytes(StandardCharsets.UTF_8)));
            case String string -> string(string);
            default -> text.append(value);
        }
    }

    private void real(double real) {
        if (!Double.isFinite(real) || (real == 0 && 1 / real < 0)) {
            member("real", PythonFloat.repr(real));
            return;
        }
        var plain = PythonFloat.shortest(real).toPlainString();
        text.append(plain).append(plain.indexOf('.') < 0 ? ".0" : "");
    }

    private void member(String name, String value) {
        text.append('{');
        string(name);
        text.append(": ");
        string(value);
        text.append('}');
    }

    private void string(String string) {
        text.append('"');
        for (var i = 0; i < string.length(); i++) {
            var c = string.charAt(i);
            switch (c) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\b' -> text.append("\\b");
                case '\f' -> text.append("\\f");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> {
                    if (c < ' ') {
                        text.append("\\u00").append(HexFormat.of().toHexDigits((byte) c));
                    } else {
                        text.append(c);
                    }
                }
            }
        }
        text.append('"');
    }
}
