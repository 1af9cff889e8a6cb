package prescient.forecast.csv;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import prescient.legacy.LegacyTime;

/**
 * Times as the legacy programs wrote them: {@code 2026-02-03T15:00:02.217716-05:00}, without the fraction when it is 0.
 * A time without an offset is one of {@link #ZONE}, where those programs ran. Stateless.
 */
public final class CsvTime {

    /** Where the legacy programs ran, and what they meant by today. */
    public static final ZoneId ZONE = ZoneId.of("America/New_York");

    private static final int OFFSET_LENGTH = "-05:00".length();

    private static final int DAY_LENGTH = 10;
    private static final int HOUR = DAY_LENGTH + 1;
    private static final int SECONDS_END = "2026-02-03T15:00:02".length();
    private static final int MINUTES_A_DAY = 24 * 60;

    private CsvTime() {}

    /**
     * @throws IllegalArgumentException when it is no time, or one that the clocks of {@link #ZONE} skipped
     * @throws java.time.DateTimeException when the offset is none
     */
    public static OffsetDateTime parse(String text) {
        var plain = text.strip().replace(' ', 'T');
        int end = localEnd(plain);
        if (end == plain.length()) {
            return LegacyTime.parse(plain, ZONE).atZone(ZONE).toOffsetDateTime();
        }
        var zone = ZoneOffset.of(plain.substring(end));
        return LegacyTime.local(plain.substring(0, end)).atOffset(zone);
    }

    /**
     * The instant of a time as {@link Instant#toString} writes it. An offset moves hours and minutes; only where that
     * moves the day, too, the calendar is asked.
     *
     * @param text a time that {@link #parse} reads; of another one the answer means nothing, if there is one
     * @throws IllegalArgumentException perhaps, when it is no time
     * @throws java.time.DateTimeException perhaps, when the offset is none
     */
    public static String utc(String text) {
        int end = localEnd(text);
        int minutes = -1;
        if (end >= SECONDS_END && end + OFFSET_LENGTH == text.length() && text.charAt(DAY_LENGTH) == 'T') {
            int offset = minutes(text, end + 1);
            minutes = minutes(text, HOUR) - (text.charAt(end) == '-' ? -offset : offset);
        }
        if (minutes < 0 || minutes >= MINUTES_A_DAY) {
            return LegacyTime.utc(parse(text).toInstant());
        }
        boolean millis = end > SECONDS_END && text.startsWith("000", end - 3);
        int used = millis ? end - 3 : end;
        var utc = new char[used + 1];
        text.getChars(0, used, utc, 0);
        digits(utc, HOUR, minutes / 60);
        digits(utc, HOUR + 3, minutes % 60);
        utc[used] = 'Z';
        return new String(utc);
    }

    /**
     * The same as PostgreSQL prints it in UTC: {@code 2026-02-03 20:00:02.2177+00}. A time whose year there is none of
     * 1 to 9999 stays as it is.
     */
    public static String stored(String text) {
        var utc = utc(text);
        if (utc.charAt(DAY_LENGTH) != 'T' || utc.startsWith("0000")) {
            return text;
        }
        int end = utc.length() - 1;
        if (end > SECONDS_END) {
            while (utc.charAt(end - 1) == '0') {
                end--;
            }
        }
        return utc.substring(0, DAY_LENGTH) + ' ' + utc.substring(HOUR, end) + "+00";
    }

    /** Of {@code HH:mm} that begins there. */
    private static int minutes(String text, int at) {
        return 60 * number(text, at) + number(text, at + 3);
    }

    private static int number(String text, int at) {
        return 10 * (text.charAt(at) - '0') + text.charAt(at + 1) - '0';
    }

    private static void digits(char[] text, int at, int number) {
        text[at] = (char) ('0' + number / 10);
        text[at + 1] = (char) ('0' + number % 10);
    }

    /**
     * The offset of a time.
     *
     * @throws IllegalArgumentException as {@link #parse}
     */
    public static ZoneOffset offset(String text) {
        int end = localEnd(text);
        return end == text.length() ? parse(text).getOffset() : ZoneOffset.of(text.substring(end));
    }

    /** Where the offset begins, if there is one. */
    private static int localEnd(String text) {
        int sign = text.length() - OFFSET_LENGTH;
        if (sign >= 0 && (text.charAt(sign) == '-' || text.charAt(sign) == '+') && text.charAt(sign + 3) == ':') {
            return sign;
        }
        return text.length() - (text.endsWith("Z") ? 1 : 0);
    }

    /** The day that the first ten characters are, as the legacy read helpers took a date; empty when they are none. */
    public static Optional<LocalDate> day(String text) {
        try {
            var plain = text.strip();
            return Optional.of(LocalDate.parse(plain.substring(0, Math.min(DAY_LENGTH, plain.length()))));
        } catch (DateTimeException e) {
            return Optional.empty(); // what is no day has nothing on it
        }
    }

    /** With the offset it has; UTC is {@code +00:00}. */
    public static String text(OffsetDateTime at) {
        var offset = at.getOffset();
        return LegacyTime.text(at.toLocalDateTime()) + (offset.equals(ZoneOffset.UTC) ? "+00:00" : offset.getId());
    }
}
