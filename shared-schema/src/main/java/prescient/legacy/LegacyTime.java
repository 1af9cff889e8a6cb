package prescient.legacy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * Local times without a zone, as the old programs wrote them: {@code 2025-10-20T17:02:45.883009}, and without the
 * fraction when the microseconds are 0. Every text that is read is written again as it was. Stateless.
 */
public final class LegacyTime {

    // An import reads and writes several times a record: by hand this is ten times as fast as with a formatter.
    private static final String SHAPE = "0000-00-00T00:00:00.000000";
    private static final int DAY_LENGTH = 10;
    private static final int SECONDS_LENGTH = 19;
    private static final int MILLIS_LENGTH = 23;
    private static final Instant YEAR_1 = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant YEAR_10000 = Instant.parse("+10000-01-01T00:00:00Z");
    private static final int YEAR_MAX = 9999;

    private LegacyTime() {}

    /**
     * What a clock in the zone shows; what is smaller than a microsecond is cut off.
     *
     * @throws IllegalArgumentException when the year is not 1 to 9999
     */
    public static String text(Instant at, ZoneId zone) {
        return text(LocalDateTime.ofInstant(at, zone));
    }

    /** As {@link #text(Instant, ZoneId)}, of what the clock shows. */
    public static String text(LocalDateTime local) {
        if (local.getYear() < 1 || local.getYear() > YEAR_MAX) {
            throw new IllegalArgumentException(local + " is out of range: years 1 to 9999");
        }
        var text = SHAPE.toCharArray();
        digits(text, 0, 4, local.getYear());
        digits(text, 5, 7, local.getMonthValue());
        digits(text, 8, 10, local.getDayOfMonth());
        digits(text, 11, 13, local.getHour());
        digits(text, 14, 16, local.getMinute());
        digits(text, 17, 19, local.getSecond());
        int micros = local.getNano() / 1000;
        digits(text, 20, 26, micros);
        return new String(text, 0, micros == 0 ? SECONDS_LENGTH : text.length);
    }

    /** As {@link Instant#toString} writes it, but for fractions of a microsecond, in a tenth of the time. */
    public static String utc(Instant at) {
        if (at.isBefore(YEAR_1) || !at.isBefore(YEAR_10000)) {
            return at.toString();
        }
        var text = text(at, ZoneOffset.UTC);
        boolean millis = text.length() == SHAPE.length() && text.endsWith("000");
        return (millis ? text.substring(0, MILLIS_LENGTH) : text) + "Z";
    }

    /**
     * The instant at which a clock in the zone showed this; of two (clocks were put back) the earlier.
     *
     * @throws IllegalArgumentException when the text has another shape, is no date, or the zone's clocks skipped it
     */
    public static Instant parse(String text, ZoneId zone) {
        var local = local(text);
        var offsets = zone.getRules().getValidOffsets(local);
        if (offsets.isEmpty()) {
            throw new IllegalArgumentException(text + " does not exist in " + zone + ": clocks were put forward");
        }
        return local.toInstant(offsets.getFirst());
    }

    /**
     * A day like {@code 2025-10-20}.
     *
     * @throws IllegalArgumentException when the text has another shape or is no day
     */
    public static LocalDate day(String text) {
        if (text.length() != DAY_LENGTH || !hasShape(text)) {
            throw new IllegalArgumentException("'" + text + "' is not a day like 2025-10-20");
        }
        try {
            return LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("'" + text + "' is no day: " + e.getMessage(), e);
        }
    }

    /**
     * Whether a clock in the zone showed this twice.
     *
     * @throws IllegalArgumentException when the text has another shape or is no date
     */
    public static boolean isAmbiguous(String text, ZoneId zone) {
        return zone.getRules().getValidOffsets(local(text)).size() > 1;
    }

    private static void digits(char[] text, int from, int to, int number) {
        int left = number;
        for (int i = to - 1; i >= from; i--) {
            text[i] = (char) ('0' + left % 10);
            left /= 10;
        }
    }

    /**
     * What the clock showed, in whatever zone.
     *
     * @throws IllegalArgumentException when the text has another shape or is no date
     */
    public static LocalDateTime local(String text) {
        if ((text.length() != SECONDS_LENGTH && text.length() != SHAPE.length()) || !hasShape(text)) {
            throw new IllegalArgumentException("'" + text + "' is not a local time like 2025-10-20T17:02:45.883009");
        }
        try {
            return LocalDateTime.of(
                    number(text, 0, 4),
                    number(text, 5, 7),
                    number(text, 8, 10),
                    number(text, 11, 13),
                    number(text, 14, 16),
                    number(text, 17, 19),
                    text.length() == SECONDS_LENGTH ? 0 : 1000 * number(text, 20, 26));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("'" + text + "' is no date and time: " + e.getMessage(), e);
        }
    }

    /** Digits and signs where they belong, to its end; neither the year 0 nor a fraction of 0, which nobody writes. */
    private static boolean hasShape(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char expected = SHAPE.charAt(i);
            if (expected == '0' ? c < '0' || c > '9' : c != expected) {
                return false;
            }
        }
        return !text.startsWith("0000") && !text.endsWith(".000000");
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = number * 10 + (text.charAt(i) - '0');
        }
        return number;
    }
}
