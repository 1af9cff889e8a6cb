package prescient.trade.notification;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Hours of the day in which only what is critical is sent, by the clocks on the wall of a zone: a night in which they
 * are moved is an hour shorter or longer.
 *
 * @param from when they begin; null when there are none
 * @param to when they end, not included; null when there are none
 */
record QuietHours(@Nullable LocalTime from, @Nullable LocalTime to, ZoneId zone) {

    QuietHours {
        if ((from == null) != (to == null)) {
            throw new IllegalArgumentException(
                    "prescient.notification.quiet.from and .to go together: set both, or none");
        }
        if (from != null && from.equals(to)) {
            throw new IllegalArgumentException("prescient.notification.quiet.from and .to are the same");
        }
    }

    static QuietHours of(NotificationConfig.Quiet config) {
        return new QuietHours(config.from().orElse(null), config.to().orElse(null), config.zone());
    }

    /**
     * When the quiet hours that an instant is in end.
     *
     * @return null when it is in none
     */
    @Nullable Instant end(Instant at) {
        var begin = from;
        var end = to;
        if (begin == null || end == null) {
            return null;
        }
        var local = at.atZone(zone);
        // The hours that began yesterday, then those of today: each is a range of instants, whatever the clocks do in
        // it.
        for (int daysAgo = 1; daysAgo >= 0; daysAgo--) {
            var day = local.toLocalDate().minusDays(daysAgo);
            var start = ZonedDateTime.of(day, begin, zone).toInstant();
            var stop = ZonedDateTime.of(begin.isBefore(end) ? day : day.plusDays(1), end, zone)
                    .toInstant();
            if (!at.isBefore(start) && at.isBefore(stop)) {
                return stop;
            }
        }
        return null;
    }
}
