package prescient.sqlite.table;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes a row that COPY printed apart. Stateless. */
final class CopyText {

    private CopyText() {}

    /** The fields of a line; null where it says so. */
    static List<@Nullable String> fields(byte[] line) {
        var text = new String(line, 0, line.length - 1, StandardCharsets.UTF_8);
        var fields = new ArrayList<@Nullable String>();
        var from = 0;
        for (var tab = text.indexOf('\t'); tab >= 0; tab = text.indexOf('\t', from)) {
            fields.add(field(text.substring(from, tab)));
            from = tab + 1;
        }
        fields.add(field(text.substring(from)));
        return fields;
    }

    private static @Nullable String field(String printed) {
        if (printed.equals("\\N")) {
            return null;
        }
        if (printed.indexOf('\\') < 0) {
            return printed;
        }
        var field = new StringBuilder(printed.length());
        for (var i = 0; i < printed.length(); i++) {
            var c = printed.charAt(i);
            field.append(c == '\\' && i + 1 < printed.length() ? meant(printed.charAt(++i)) : c);
        }
        return field.toString();
    }

    private static char meant(char escaped) {
        return switch (escaped) {
            case 't' -> '\t';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'v' -> 0x0b;
            default -> escaped;
        };
    }
}
