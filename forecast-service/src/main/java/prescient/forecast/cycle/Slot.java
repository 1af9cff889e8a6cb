package prescient.forecast.cycle;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A time at which a cycle is due.
 *
 * @param at when the clocks of a city show the time of the schedule
 */
record Slot(Part part, Instant at) {

    private static final DateTimeFormatter COMPACT =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    /** Until half past four in the afternoon the day's forecast is asked for twice an hour. */
    private static final int LAST_HALF_HOUR = 16;

    private static final int HOURS = 24;

    /**
     * A part of the schedule.
     *
     * @param missed a slot older than this is not caught up: what the sources say now is no answer to what they said
     *     then, and only the hour for trading trades
     */
    private record Rule(Part part, Duration missed, List<LocalTime> times) {}

    private static final Rule PULSE = new Rule(
            Part.PULSE,
            Duration.ofMinutes(30),
            IntStream.range(0, HOURS)
                    .boxed()
                    .flatMap(hour -> hour <= LAST_HALF_HOUR
                            ? Stream.of(LocalTime.of(hour, 0), LocalTime.of(hour, 30))
                            : Stream.of(LocalTime.of(hour, 0)))
                    .toList());
    private static final Rule TRADE = new Rule(Part.TRADE, Duration.ofHours(1), List.of(LocalTime.of(13, 0)));
    private static final Rule REVIEW = new Rule(
            Part.REVIEW,
            Duration.ofHours(24),
            List.of(LocalTime.of(2, 15), LocalTime.of(3, 15), LocalTime.of(6, 30), LocalTime.of(7, 15)));

    /** Names its cycle: the same in every replica and after every restart. */
    String cycleId() {
        return part.wire() + "-" + COMPACT.format(at);
    }

    /**
     * What is due: of each part the newest slot of any zone that was not missed for too long. A pulse that falls
     * together with a trade is left to it, since that begins with one. A time that the clocks skip is due when they go
     * on, one that they show twice the first time.
     */
    static List<Slot> due(Instant now, Collection<ZoneId> zones) {
        var due = new ArrayList<Slot>();
        for (var rule : List.of(TRADE, PULSE, REVIEW)) {
            zones.stream()
                    .flatMap(zone -> slots(rule, zone, now))
                    .filter(at -> !at.isAfter(now) && at.isAfter(now.minus(rule.missed())))
                    .max(Comparator.naturalOrder())
                    .map(at -> new Slot(rule.part(), at))
                    .ifPresent(due::add);
        }
        var trades = due.stream()
                .filter(slot -> slot.part() == Part.TRADE)
                .map(Slot::at)
                .toList();
        due.removeIf(slot -> slot.part() == Part.PULSE && trades.contains(slot.at()));
        return due;
    }

    private static Stream<Instant> slots(Rule rule, ZoneId zone, Instant now) {
        var today = now.atZone(zone).toLocalDate();
        return Stream.of(today.minusDays(1), today)
                .flatMap(day -> rule.times().stream()
                        .map(time -> day.atTime(time).atZone(zone).toInstant()));
    }
}
