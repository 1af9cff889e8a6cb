package prescient.legacy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;

/**
 * Local times without a zone, as the old programs wrote them: {@code 2025-10-20T17:02:45.883009}, and without the
 * fraction when the microseconds are 0. Every text that is read is written again as it was. Stateless.
 */
public final class LegacyTime {

    // An import reads and writes several times a record: by hand this is ten times as fast as with a formatter.
    private static final String SHAPE = "0000-00-00T00:00:00.000000";
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
        var local = LocalDateTime.ofInstant(at, zone);
        if (local.getYear() < 1 || local.getYear() > YEAR_MAX) {
            throw new IllegalArgumentException(at + " is out of range: years 1 to 9999");
        }
        var text = new StringBuilder(SHAPE.length());
        digits(text, local.getYear(), 4);
        digits(text.append('-'), local.getMonthValue(), 2);
        digits(text.append('-'), local.getDayOfMonth(), 2);
        digits(text.append('T'), local.getHour(), 2);
        digits(text.append(':'), local.getMinute(), 2);
        digits(text.append(':'), local.getSecond(), 2);
        int micros = local.get(ChronoField.MICRO_OF_SECOND);
        if (micros != 0) {
            digits(text.append('.'), micros, 6);
        }
        return text.toString();
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
        return local(text + "T00:00:00").toLocalDate();
    }

    /**
     * Whether a clock in the zone showed this twice.
     *
     * @throws IllegalArgumentException when the text has another shape or is no date
     */
    public static boolean isAmbiguous(String text, ZoneId zone) {
        return zone.getRules().getValidOffsets(local(text)).size() > 1;
    }

    private static void digits(StringBuilder text, int number, int count) {
        for (int power = count == 6 ? 100_000 : count == 4 ? 1000 : 10; power > 0; power /= 10) {
            text.append((char) ('0' + number / power % 10));
        }
    }

    private static LocalDateTime local(String text) {
        if (!hasShape(text)) {
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

    /** Digits and signs where they belong; neither the year 0 nor a fraction of 0, which nobody writes. */
    private static boolean hasShape(String text) {
        if (text.length() != SECONDS_LENGTH && text.length() != SHAPE.length()) {
            return false;
        }
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
