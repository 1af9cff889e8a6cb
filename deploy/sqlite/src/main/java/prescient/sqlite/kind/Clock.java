package prescient.sqlite.kind;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Reads the old programs' times. What a wall clock showed twice or never is flagged, and has a place all the same. */
public final class Clock {

    private static final DateTimeFormatter PRINTED = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 6, true)
            .toFormatter(java.util.Locale.ROOT);

    /** Between these, PostgreSQL prints a time as Java does: four digits of a year and no era. */
    private static final Instant BEGIN = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

    private final ZoneId zone;

    /** @param zone of the wall clocks */
    public Clock(ZoneId zone) {
        this.zone = zone;
    }

    public ZoneId zone() {
        return zone;
    }

    /** As PostgreSQL prints it in UTC. */
    public static @Nullable String printed(@Nullable Instant at) {
        return at == null ? null : PRINTED.format(at.atOffset(ZoneOffset.UTC)) + "+00";
    }

    /** False for a time that only a damaged file has: none of the years 1 to 9999. */
    static boolean isReal(Instant at) {
        return !at.isBefore(BEGIN) && at.isBefore(END);
    }

    /**
     * A time text: with a zone as it says, without one in {@code assumed}.
     *
     * @param word begins the flags, for instance {@code closed}
     */
    @Nullable Instant instant(@Nullable String text, ZoneId assumed, String word, Draft draft) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        var iso = text.strip().replace(' ', 'T');
        try {
            var zoned = iso.endsWith("Z") || iso.lastIndexOf('+') > 0 || iso.lastIndexOf('-') > iso.indexOf('T');
            var at = zoned && iso.indexOf('T') > 0
                    ? OffsetDateTime.parse(iso).toInstant()
                    : at(LocalDateTime.parse(iso), assumed, word, draft);
            if (!isReal(at)) {
                throw new DateTimeException("no time that a clock shows");
            }
            var rounded = at.truncatedTo(ChronoUnit.MICROS);
            if (!rounded.equals(at)) {
                draft.flag(word + "-rounded");
            }
            return rounded;
        } catch (DateTimeException unreadable) {
            draft.flag(word + "-unreadable");
            return null;
        }
    }

    /** A wall clock of the files' zone. */
    @Nullable Instant local(@Nullable String text, String word, Draft draft) {
        return instant(text, zone, word, draft);
    }

    /** A time of day on a date. */
    @Nullable Instant local(@Nullable String date, @Nullable String time, String word, Draft draft) {
        return date == null || time == null ? null : local(date + "T" + time, word, draft);
    }

    /** UTC, said or meant. */
    @Nullable Instant utc(@Nullable String text, String word, Draft draft) {
        return instant(text, ZoneOffset.UTC, word, draft);
    }

    /**
     * When a trade ended: a whole time, or a time of day without its date, which is the opening's or the next one when
     * it is earlier.
     */
    @Nullable Instant closed(@Nullable String date, @Nullable String time, @Nullable String closed, Draft draft) {
        if (closed == null || closed.isEmpty()) {
            return null;
        }
        if (closed.length() > "HH:MM:SS.ffffff".length()) {
            draft.flag("closed-with-date");
            return local(closed, "closed", draft);
        }
        try {
            if (date == null || time == null) {
                draft.flag("closed-unreadable");
                return null;
            }
            var day = LocalDate.parse(date);
            if (LocalTime.parse(closed).isBefore(LocalTime.parse(time))) {
                draft.flag("closed-next-day");
                day = day.plusDays(1);
            }
            return local(day.toString(), closed, "closed", draft);
        } catch (DateTimeException unreadable) {
            draft.flag("closed-unreadable");
            return null;
        }
    }

    /** Of a time that was shown twice the earlier; one that was skipped goes forward with the clocks. */
    static Instant at(LocalDateTime local, ZoneId zone, String word, Draft draft) {
        var offsets = zone.getRules().getValidOffsets(local);
        if (offsets.size() > 1) {
            draft.flag(word + "-ambiguous");
        } else if (offsets.isEmpty()) {
            draft.flag(word + "-in-gap");
        }
        return local.atZone(zone).toInstant();
    }
}
