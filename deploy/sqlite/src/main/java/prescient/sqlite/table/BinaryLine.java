package prescient.sqlite.table;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * A row as COPY reads and gives it in PostgreSQL's binary format, byte by byte: a number of fields, and each with its
 * length. It spares PostgreSQL the reading and printing of times and numbers, a quarter of what a price costs it.
 * Used again for each row; one thread. Formats: PostgreSQL's manual, COPY, "Binary Format", and each type's send function.
 */
final class BinaryLine {

    /** What stands before the first row: the signature, no flags, no extension. */
    static final byte[] HEADER = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', -1, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0};

    private static final int NULL = -1;
    private static final int TEXT_OID = 25;
    private static final byte JSONB_VERSION = 1;
    private static final String SECOND = "0000-00-00 00:00:00+00";
    private static final int DAY = "0000-00-00".length();
    private static final long EPOCH_DAY = LocalDate.of(2000, 1, 1).toEpochDay();
    private static final OffsetDateTime EPOCH = OffsetDateTime.parse("2000-01-01T00:00:00Z");
    private static final long MICROS = 1_000_000;
    private static final long DAY_SECONDS = 86_400;

    /** Decimal places of a numeric's digit. */
    private static final int GROUP = 4;

    private byte[] bytes = new byte[1024];
    private int length;
    private String day = "";
    private long dayMicros;

    /** Begins with nothing. */
    BinaryLine clear() {
        length = 0;
        return this;
    }

    /** Begins a new row of so many fields. */
    BinaryLine begin(int fields) {
        return clear().int16(fields);
    }

    /** Begins as another row did. */
    BinaryLine begin(BinaryLine other) {
        return clear().put(other.bytes, 0, other.length);
    }

    private BinaryLine missing() {
        return int32(NULL);
    }

    BinaryLine text(@Nullable String field) {
        if (field == null) {
            return missing();
        }
        int from = length;
        int32(field.length());
        room(field.length());
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            if (c >= 0x80) {
                length = from;
                return raw(field.getBytes(StandardCharsets.UTF_8));
            }
            bytes[length++] = (byte) c;
        }
        return this;
    }

    /** {@code jsonb}. */
    BinaryLine json(@Nullable String document) {
        if (document == null) {
            return missing();
        }
        var utf8 = document.getBytes(StandardCharsets.UTF_8);
        int32(utf8.length + 1);
        room(1);
        bytes[length++] = JSONB_VERSION;
        return put(utf8, 0, utf8.length);
    }

    /** {@code text[]}; null when there is no word. */
    BinaryLine words(Collection<String> words) {
        if (words.isEmpty()) {
            return missing();
        }
        int at = length;
        int32(0);
        // One dimension without nulls, which begins at 1.
        int32(1).int32(0).int32(TEXT_OID).int32(words.size()).int32(1);
        words.forEach(this::text);
        set32(at, length - at - Integer.BYTES);
        return this;
    }

    /**
     * {@code timestamptz}: microseconds since 2000.
     *
     * @param printed as PostgreSQL prints it in UTC
     */
    BinaryLine instant(@Nullable String printed) {
        return printed == null ? missing() : int32(Long.BYTES).int64(micros(printed));
    }

    private long micros(String printed) {
        if (printed.length() != SECOND.length() || !printed.endsWith("+00")) {
            var at = OffsetDateTime.parse(printed.replace(' ', 'T') + ":00");
            return ChronoUnit.MICROS.between(EPOCH, at);
        }
        if (!printed.startsWith(day) || day.isEmpty()) {
            day = printed.substring(0, DAY);
            dayMicros = (LocalDate.parse(day).toEpochDay() - EPOCH_DAY) * DAY_SECONDS * MICROS;
        }
        int seconds = (two(printed, DAY + 1) * 60 + two(printed, DAY + 4)) * 60 + two(printed, DAY + 7);
        return dayMicros + seconds * MICROS;
    }

    private static int two(String text, int at) {
        return (text.charAt(at) - '0') * 10 + text.charAt(at + 1) - '0';
    }

    /**
     * {@code numeric}: digits of base 10,000 without zeros at either end.
     *
     * @param plain not negative, without an exponent
     */
    BinaryLine numeric(@Nullable String plain) {
        if (plain == null) {
            return missing();
        }
        int point = plain.indexOf('.');
        int whole = point < 0 ? plain.length() : point;
        int decimals = point < 0 ? 0 : plain.length() - point - 1;
        int first = -((whole + GROUP - 1) / GROUP);
        int end = (decimals + GROUP - 1) / GROUP;
        while (first < end && group(plain, whole, first) == 0) {
            first++;
        }
        while (first < end && group(plain, whole, end - 1) == 0) {
            end--;
        }
        int digits = end - first;
        int32(4 * Short.BYTES + digits * Short.BYTES);
        // The first digit's place, no sign, and as many decimals as were written.
        int16(digits).int16(digits == 0 ? 0 : -first - 1).int16(0).int16(decimals);
        for (int group = first; group < end; group++) {
            int16(group(plain, whole, group));
        }
        return this;
    }

    /** Four decimal places; those left of the point are counted from -1 downwards. */
    private static int group(String plain, int whole, int group) {
        int value = 0;
        for (int place = group * GROUP; place < (group + 1) * GROUP; place++) {
            int at = place < 0 ? whole + place : whole + 1 + place;
            value = value * 10 + (at >= 0 && at < plain.length() ? plain.charAt(at) - '0' : 0);
        }
        return value;
    }

    /**
     * The last fields of a row as their send functions give them, one after the other without their lengths; of a null
     * there is nothing.
     *
     * @param from where in {@code row} the first of them begins
     */
    BinaryLine values(BinaryLine row, int from) {
        int at = from;
        while (at < row.length) {
            int size = Math.max(0, row.get32(at));
            at += Integer.BYTES;
            put(row.bytes, at, size);
            at += size;
        }
        return this;
    }

    /** What no text holds, so that it can stand between two. */
    BinaryLine zero() {
        room(1);
        bytes[length++] = 0;
        return this;
    }

    private BinaryLine raw(byte[] field) {
        return int32(field.length).put(field, 0, field.length);
    }

    private BinaryLine put(byte[] field, int from, int size) {
        room(size);
        System.arraycopy(field, from, bytes, length, size);
        length += size;
        return this;
    }

    private BinaryLine int16(int value) {
        room(Short.BYTES);
        bytes[length++] = (byte) (value >> 8);
        bytes[length++] = (byte) value;
        return this;
    }

    private BinaryLine int32(int value) {
        room(Integer.BYTES);
        set32(length, value);
        length += Integer.BYTES;
        return this;
    }

    private void set32(int at, int value) {
        for (int i = 0; i < Integer.BYTES; i++) {
            bytes[at + i] = (byte) (value >> (24 - 8 * i));
        }
    }

    private int get32(int at) {
        int value = 0;
        for (int i = 0; i < Integer.BYTES; i++) {
            value = (value << 8) | (bytes[at + i] & 0xFF);
        }
        return value;
    }

    private BinaryLine int64(long value) {
        return int32((int) (value >> 32)).int32((int) value);
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }

    /** The row is these up to {@link #length()}. */
    byte[] array() {
        return bytes;
    }

    int length() {
        return length;
    }
}
