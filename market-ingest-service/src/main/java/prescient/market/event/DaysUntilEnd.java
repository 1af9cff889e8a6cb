package prescient.market.event;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whole days from now until an end date, floored: 23 hours ahead is 0, a second ago is -1.
 *
 * <p>As in the legacy system the end date's offset is dropped, not converted, and a date without a time is no end date.
 */
public final class DaysUntilEnd {

    private static final String DATE = "(?<date>[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{8}|[0-9]{4}-?W[0-9]{2}(?:-?[0-9])?)";
    private static final String SECOND = "(?<second>[0-9]{2})(?:[.,](?<fraction>[0-9]+))?";
    private static final String TIME =
            "(?<hour>[0-9]{2})(?:(?<colon>:?)(?<minute>[0-9]{2})(?:\\k<colon>" + SECOND + ")?)?";
    private static final String OFFSET = "(?:Z|[+-][0-9]{2}(?::?[0-9]{2}(?::?[0-9]{2}(?:[.,][0-9]+)?)?)?)?";
    private static final Pattern FORM = Pattern.compile(DATE + "T" + TIME + OFFSET);
    private static final Pattern WEEK = Pattern.compile("([0-9]{4})-?W([0-9]{2})(?:-?([0-9]))?");
    private static final int SECONDS_OF_A_DAY = 86_400;
    private static final int MICROS = 6;

    private DaysUntilEnd() {}

    /**
     * Counts the days.
     *
     * @param endDate as the venue sent it, null when it sent none
     * @param now wall clock time, compared as it stands
     * @return empty when there is no end date or it cannot be read
     */
    public static OptionalInt of(@Nullable String endDate, LocalDateTime now) {
        var end = wallClock(endDate);
        if (end == null) {
            return OptionalInt.empty();
        }
        long micros = ChronoUnit.MICROS.between(now, end);
        return OptionalInt.of(Math.toIntExact(Math.floorDiv(micros, SECONDS_OF_A_DAY * 1_000_000L)));
    }

    private static @Nullable LocalDateTime wallClock(@Nullable String endDate) {
        if (endDate == null) {
            return null;
        }
        var form = FORM.matcher(endDate);
        if (!form.matches()) {
            return null;
        }
        try {
            return LocalDateTime.of(date(form.group("date")), time(form));
        } catch (DateTimeException noSuchDay) {
            return null;
        }
    }

    private static LocalDate date(String text) {
        var week = WEEK.matcher(text);
        if (week.matches()) {
            int number = Integer.parseInt(week.group(2));
            int day = week.group(3) == null ? 1 : Integer.parseInt(week.group(3));
            var date = LocalDate.of(Integer.parseInt(week.group(1)), 1, 4)
                    .with(java.time.DayOfWeek.MONDAY)
                    .plusWeeks(number - 1L)
                    .plusDays(day - 1L);
            if (day < 1 || day > 7 || date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR) != number) {
                throw new DateTimeException("no such week");
            }
            return date;
        }
        var digits = text.replace("-", "");
        return LocalDate.of(
                Integer.parseInt(digits, 0, 4, 10),
                Integer.parseInt(digits, 4, 6, 10),
                Integer.parseInt(digits, 6, 8, 10));
    }

    private static LocalTime time(Matcher form) {
        var fraction = form.group("fraction");
        // What is finer than a microsecond is cut off.
        int micros = fraction == null ? 0 : Integer.parseInt((fraction + "0".repeat(MICROS)).substring(0, MICROS));
        return LocalTime.of(
                Integer.parseInt(form.group("hour")),
                form.group("minute") == null ? 0 : Integer.parseInt(form.group("minute")),
                form.group("second") == null ? 0 : Integer.parseInt(form.group("second")),
                micros * 1000);
    }
}
