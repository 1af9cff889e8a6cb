package prescient.trade.incident;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import prescient.trade.notification.Notice;
import prescient.trade.notification.Severity;

/**
 * One failure from its first confirmed evidence to the last part's recovery, with all that failed because of it.
 *
 * @param incidentId first cause and time of opening; the same for every replica that saw it
 * @param root the part that the others fail because of, as now known
 * @param level now; {@code none} once closed
 * @param worst it was
 * @param openedAt when evidence had confirmed it
 * @param closedAt null while open
 * @param failing parts that still fail, causes first
 * @param affected parts that ever did
 * @param summary what the root's evidence said last
 * @param restart what may be done; null when no restart would help, and once closed
 * @param events what happened to it, in order; opened, escalated and closed are its alerts, the others are notes
 */
public record Incident(
        String incidentId,
        String root,
        Level level,
        Level worst,
        Instant openedAt,
        @Nullable Instant closedAt,
        List<String> failing,
        List<String> affected,
        String summary,
        @Nullable Advice restart,
        List<Event> events) {

    /** Notes are left out once there are so many. */
    private static final int MOST_EVENTS = 200;

    private static final String ROUTE = "/trading/incidents";

    static final String OPENED = "opened";
    static final String ESCALATED = "escalated";
    static final String CLOSED = "closed";
    static final String CAUSE = "cause";
    static final String ADVISED = "restart-advised";

    /** The kinds that are alerts. */
    static final List<String> ALERTS = List.of(OPENED, ESCALATED, CLOSED);

    /**
     * What happened.
     *
     * @param kind {@code opened}, {@code escalated}, {@code closed}, {@code cause} or {@code restart-advised}
     * @param level at that time
     */
    @Schema(name = "IncidentEvent")
    public record Event(Instant at, String kind, Level level, String text) {}

    /**
     * What an operator, or Kubernetes, may do; nothing is restarted from here.
     *
     * @param unit the service to restart
     * @param allowed whether a restart is advised just now
     * @param used restarts advised within the window
     * @param limit of the window
     * @param nextAt when the next one may be advised
     */
    @Schema(name = "RestartAdvice")
    public record Advice(String unit, boolean allowed, int used, int limit, Instant nextAt) {}

    boolean open() {
        return closedAt == null;
    }

    Incident with(Event event) {
        if (events.size() >= MOST_EVENTS && !ALERTS.contains(event.kind())) {
            return this;
        }
        var longer = new ArrayList<>(events);
        longer.add(event);
        return new Incident(
                incidentId,
                root,
                level,
                worst,
                openedAt,
                closedAt,
                failing,
                affected,
                summary,
                restart,
                List.copyOf(longer));
    }

    /** What a person is told of it, as long as it lasts and when it is over. A worse level is told as something new. */
    Notice notice(Instant now) {
        var closed = closedAt;
        if (closed != null) {
            return Notice.once(
                    "incident/" + incidentId + "/closed",
                    "incident",
                    Severity.INFO,
                    "Incident of " + root + " is over",
                    events.getLast().text() + ". Affected: " + String.join(", ", affected) + ".",
                    ROUTE,
                    closed);
        }
        var advice = restart == null || !restart.allowed() ? "" : " A restart of " + restart.unit() + " may help.";
        return Notice.lasting(
                "incident/" + incidentId + "/" + worst.text(),
                "incident",
                worst.severity(),
                "Incident of " + root + ", " + worst.text(),
                summary + ". Failing: " + String.join(", ", failing) + ", since " + openedAt + "." + advice,
                ROUTE,
                now);
    }

    /** The same as far as it is worth storing: evidence and its ages change with every look. */
    boolean isSame(Incident other) {
        return incidentId.equals(other.incidentId)
                && root.equals(other.root)
                && level == other.level
                && failing.equals(other.failing)
                && events.size() == other.events.size()
                && java.util.Objects.equals(closedAt, other.closedAt);
    }
}
