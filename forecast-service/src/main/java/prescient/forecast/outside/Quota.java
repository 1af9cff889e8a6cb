package prescient.forecast.outside;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** How many requests a service takes in an hour, a day and a month of UTC. 0 is without limit, less is refused. */
public record Quota(int perHour, int perDay, int perMonth) {

    /** Takes as many as it is sent. */
    public static final Quota NONE = new Quota(0, 0, 0);

    public Quota {
        if (perHour < 0 || perDay < 0 || perMonth < 0) {
            throw new IllegalArgumentException("a quota is not negative");
        }
    }

    /**
     * One part of a quota.
     *
     * @param period {@code hour}, {@code day} or {@code month}
     * @param began the first instant of this one
     * @param most requests
     */
    record Limit(String period, Instant began, int most) {}

    /** What holds at a time. */
    List<Limit> limits(Instant now) {
        var limits = new ArrayList<Limit>();
        var hour = now.atOffset(ZoneOffset.UTC).truncatedTo(ChronoUnit.HOURS);
        var day = hour.truncatedTo(ChronoUnit.DAYS);
        if (perHour > 0) {
            limits.add(new Limit("hour", hour.toInstant(), perHour));
        }
        if (perDay > 0) {
            limits.add(new Limit("day", day.toInstant(), perDay));
        }
        if (perMonth > 0) {
            limits.add(new Limit("month", day.withDayOfMonth(1).toInstant(), perMonth));
        }
        return limits;
    }
}
