package prescient.sqlite.table;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * A row as COPY reads and prints it: fields with a tab between, a null as {@code \N}, byte by byte what PostgreSQL
 * itself would print. Used again for each row; one thread.
 */
final class CopyLine {

    private byte[] bytes = new byte[1024];
    private int length;
    private boolean first = true;

    /** Begins a new row. */
    CopyLine begin() {
        length = 0;
        first = true;
        return this;
    }

    CopyLine add(@Nullable String field) {
        separate();
        if (field == null) {
            put('\\');
            put('N');
            return this;
        }
        for (var i = 0; i < field.length(); i++) {
            var c = field.charAt(i);
            if (c >= 0x80) {
                // The rest is not plain; whole, so that pairs of surrogates stay together.
                rest(field.substring(i));
                return this;
            }
            ascii(c);
        }
        return this;
    }

    /** An array of plain words; null when there is none. */
    CopyLine words(@Nullable Collection<String> words) {
        return add(words == null ? null : "{" + String.join(",", words) + "}");
    }

    private void rest(String text) {
        for (var b : text.getBytes(StandardCharsets.UTF_8)) {
            if (b < 0) {
                put(b);
            } else {
                ascii((char) b);
            }
        }
    }

    private void ascii(char c) {
        switch (c) {
            case '\\' -> escaped('\\');
            case '\t' -> escaped('t');
            case '\n' -> escaped('n');
            case '\r' -> escaped('r');
            case '\b' -> escaped('b');
            case '\f' -> escaped('f');
            case 0x0b -> escaped('v');
            default -> put(c);
        }
    }

    private void escaped(char c) {
        put('\\');
        put(c);
    }

    private void separate() {
        if (!first) {
            put('\t');
        }
        first = false;
    }

    private void put(int b) {
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, length * 2);
        }
        bytes[length++] = (byte) b;
    }

    /** Ends the row; after it the bytes are {@link #array()} up to {@link #length()}. */
    CopyLine end() {
        put('\n');
        return this;
    }

    byte[] array() {
        return bytes;
    }

    int length() {
        return length;
    }

    boolean equalTo(byte[] line) {
        return Arrays.equals(bytes, 0, length, line, 0, line.length);
    }

    /** True when a line has these fields first. */
    boolean begins(byte[] line) {
        return line.length > length && line[length] == '\t' && Arrays.equals(bytes, 0, length, line, 0, length);
    }

    @Override
    public String toString() {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
