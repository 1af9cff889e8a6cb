package prescient.database;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import prescient.legacy.LegacyTime;

/** Rows in the form that {@code COPY ... FROM STDIN} reads. Not safe for concurrent use. */
public final class CopyText {

    private final StringBuilder text = new StringBuilder();

    /** The next column of the row: an instant in UTC, anything else by its own text. */
    public CopyText column(@Nullable Object value) {
        switch (value) {
            case null -> text.append("\\N");
            case String words -> escaped(words);
            case Instant at -> text.append(LegacyTime.utc(at));
            case Object other -> text.append(other);
        }
        text.append('\t');
        return this;
    }

    /** Ends the row, which has at least one column. */
    public void endRow() {
        text.setCharAt(text.length() - 1, '\n');
    }

    byte[] bytes() {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void escaped(String words) {
        int done = 0;
        for (int i = 0; i < words.length(); i++) {
            var escape = escape(words.charAt(i));
            if (escape != null) {
                text.append(words, done, i).append(escape);
                done = i + 1;
            }
        }
        text.append(words, done, words.length());
    }

    private static @Nullable String escape(char c) {
        return switch (c) {
            case '\\' -> "\\\\";
            case '\t' -> "\\t";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            default -> null;
        };
    }
}
