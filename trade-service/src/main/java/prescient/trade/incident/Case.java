package prescient.trade.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import prescient.trade.incident.Incident.Advice;
import prescient.trade.incident.Incident.Event;

/** An incident while it is being worked on. */
final class Case {

    private final Incident before;
    private final boolean isNew;
    private final Instant now;
    private final EnumSet<Part> failing;
    private final List<Event> events = new ArrayList<>();
    private Part root;
    private @Nullable Part follows;

    private Case(Incident before, Part root, Set<Part> failing, boolean isNew, Instant now) {
        this.before = before;
        this.root = root;
        this.failing = EnumSet.noneOf(Part.class);
        this.failing.addAll(failing);
        this.isNew = isNew;
        this.now = now;
    }

    static Case opened(Part root, Instant now) {
        var id = root.text() + "-" + now;
        var incident = new Incident(
                id, root.text(), Level.NONE, Level.NONE, now, null, List.of(), List.of(), "", null, List.of());
        return new Case(incident, root, Set.of(root), true, now);
    }

    /** @param confirmed parts that fail */
    static Case of(Incident incident, Set<Part> confirmed, Instant now) {
        var members = EnumSet.noneOf(Part.class);
        incident.failing().stream().flatMap(name -> Part.of(name).stream()).forEach(members::add);
        var root = Part.of(incident.root())
                .orElseGet(() -> members.stream().findFirst().orElse(Part.DATABASE));
        members.retainAll(confirmed);
        return new Case(incident, root, members, false, now);
    }

    Part root() {
        return root;
    }

    Set<Part> failing() {
        return failing;
    }

    void joined(Part part) {
        failing.add(part);
    }

    /** Another part turned out to be the cause. */
    void rooted(Part cause) {
        note(Incident.CAUSE, cause.text() + " is the cause, not " + root.text());
        root = cause;
        failing.add(cause);
    }

    /** It turned out to be part of another incident, which goes on. */
    void mergedInto(Case other) {
        other.failing.addAll(failing);
        failing.clear();
        follows = other.root;
    }

    private void note(String kind, String text) {
        events.add(new Event(now, kind, before.level(), text));
    }

    /** As it is after this look. */
    Incident incident(Level level, String evidence, Restarts restarts, boolean failsNow) {
        var next = level.compareTo(before.worst()) > 0 ? level : before.worst();
        var all = EnumSet.copyOf(failing);
        before.affected().stream().flatMap(name -> Part.of(name).stream()).forEach(all::add);
        var summary = failsNow ? root.text() + ": " + evidence : before.summary();
        if (failing.isEmpty()) {
            events.add(new Event(now, Incident.CLOSED, Level.NONE, closing()));
        } else if (isNew) {
            events.add(new Event(now, Incident.OPENED, level, summary));
        } else if (next != before.worst()) {
            events.add(new Event(now, Incident.ESCALATED, level, text(failing)));
        }
        var unit = root.unit();
        var advice = failing.isEmpty() || unit == null ? null : advice(unit, restarts, failsNow, level);
        var after = new Incident(
                before.incidentId(),
                root.text(),
                level,
                next,
                before.openedAt(),
                failing.isEmpty() ? now : null,
                names(failing),
                names(all),
                summary,
                advice,
                before.events());
        for (var event : events) {
            after = after.with(event);
        }
        return after;
    }

    /** A root that has just been seen well needs no restart, even if that is not confirmed yet. */
    private @Nullable Advice advice(String unit, Restarts restarts, boolean failsNow, Level level) {
        if (!failsNow) {
            return null;
        }
        boolean due = restarts.isDue(unit);
        var advice = restarts.advice(unit);
        if (due) {
            events.add(new Event(
                    now,
                    Incident.ADVISED,
                    level,
                    "a restart of " + unit + " may help, " + advice.used() + " of " + advice.limit()));
        }
        return advice;
    }

    private String closing() {
        var follows = this.follows;
        return follows == null
                ? "well again after " + Duration.between(before.openedAt(), now).toSeconds() + " s"
                : "goes on as the incident of " + follows.text();
    }

    private static String text(Set<Part> parts) {
        return String.join(", ", names(parts)) + " fail";
    }

    private static List<String> names(Set<Part> parts) {
        return parts.stream().map(Part::text).toList();
    }
}
