package prescient.database;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import prescient.legacy.LegacyTime;

/** Rows in the form that {@code COPY ... FROM STDIN} reads. Not safe for concurrent use. */
public final class CopyText {

    private static final int USUAL = 1024;

    private byte[] text;
    private int length;

    /** Room for a few rows; more are taken, too. */
    public CopyText() {
        this(USUAL);
    }

    /** @param bytes that all rows may take; more are taken, too, but cost more */
    public CopyText(int bytes) {
        this.text = new byte[bytes];
    }

    /** The next column of the row: an instant in UTC, anything else by its own text. */
    public CopyText column(@Nullable Object value) {
        switch (value) {
            case null -> plain("\\N");
            case String words -> escaped(words);
            case Instant at -> plain(LegacyTime.utc(at));
            case Object other -> plain(other.toString());
        }
        add((byte) '\t');
        return this;
    }

    /** Ends the row, which has at least one column. */
    public void endRow() {
        text[length - 1] = '\n';
    }

    byte[] bytes() {
        return Arrays.copyOf(text, length);
    }

    private void escaped(String words) {
        room(words.length());
        for (int i = 0; i < words.length(); i++) {
            char c = words.charAt(i);
            if (c < ' ' || c == '\\' || c > '~') {
                plain(escapedRest(words, i));
                return;
            }
            text[length++] = (byte) c;
        }
    }

    private static String escapedRest(String words, int from) {
        return words.substring(from)
                .replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }

    private void plain(String words) {
        var bytes = words.getBytes(StandardCharsets.UTF_8);
        room(bytes.length);
        System.arraycopy(bytes, 0, text, length, bytes.length);
        length += bytes.length;
    }

    private void add(byte one) {
        room(1);
        text[length++] = one;
    }

    private void room(int more) {
        if (text.length - length < more) {
            text = Arrays.copyOf(text, Math.max(2 * text.length, length + more));
        }
    }
}
