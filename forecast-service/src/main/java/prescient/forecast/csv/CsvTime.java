package prescient.forecast.csv;

import java.time.DateTimeException;
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
        return LegacyTime.parse(plain.substring(0, end), zone).atOffset(zone);
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
        return LegacyTime.text(at.toInstant(), offset) + (offset.equals(ZoneOffset.UTC) ? "+00:00" : offset.getId());
    }
}
