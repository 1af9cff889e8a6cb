package prescient.trade.incident;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import prescient.cutover.DayIncidents;
import prescient.trade.incident.Condition.State;
import prescient.trade.incident.Incident.Event;
import prescient.trade.notification.Notice;
import prescient.trade.notification.NotificationDesk;

/** The one memory of what fails. Reading it never waits for anything; looking does, and belongs on a virtual thread. */
@ApplicationScoped
public class IncidentDesk implements DayIncidents {

    private static final Logger LOG = Logger.getLogger(IncidentDesk.class);

    private final Detector detector;
    private final IncidentStore store;
    private final IncidentMeters meters;
    private final NotificationDesk notifications;
    private final InstantSource clock;
    private final ReentrantLock turn = new ReentrantLock();
    private volatile Memory memory = Memory.EMPTY;
    private boolean met;
    private boolean unsaved;

    IncidentDesk(
            IncidentConfig config,
            IncidentStore store,
            IncidentMeters meters,
            NotificationDesk notifications,
            InstantSource clock) {
        this.detector = new Detector(config);
        this.store = store;
        this.meters = meters;
        this.notifications = notifications;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        memory = store.fromFile().orElse(Memory.EMPTY);
        meters.show(this::report, () -> memory.restarts());
    }

    /**
     * Takes in what one look at the parts found.
     *
     * @param readings of any parts; those that are missing stay as they are
     */
    public void observe(Collection<Reading> readings) {
        turn.lock();
        try {
            if (store.hasTable()) {
                recall();
            }
            var before = memory;
            var after = detector.look(before, readings, clock.instant());
            boolean changed = !after.isSame(before);
            memory = changed ? after.revised(before.revision() + 1) : after;
            if (changed) {
                tell(before, memory);
                store.toFile(memory);
                unsaved = true;
            }
            var notices = notices(before, memory);
            boolean stored = unsaved && store.hasTable() && store.toTable(memory, notices);
            unsaved &= !stored;
            if (!stored) {
                notifications.tell(notices);
            }
        } finally {
            turn.unlock();
        }
    }

    /** What is open, and what has just ended. */
    private List<Notice> notices(Memory before, Memory after) {
        var open = before.open().stream().map(Incident::incidentId).toList();
        return after.incidents().stream()
                .filter(incident -> incident.open() || open.contains(incident.incidentId()))
                .map(incident -> incident.notice(clock.instant()))
                .toList();
    }

    /** Takes over what another replica, or the process before, has stored meanwhile. */
    private void recall() {
        var own = memory;
        boolean one = met || store.hasFile() || own.revision() == 0;
        store.fromTable(one ? own.revision() : 0).ifPresent(stored -> {
            memory = one ? stored : own.after(stored);
            unsaved = !one;
        });
        // What only the file knows is for the table, too.
        unsaved |= !met && own.revision() > 0;
        met = true;
    }

    private void tell(Memory before, Memory after) {
        var known = new LinkedHashMap<String, Integer>();
        before.incidents()
                .forEach(incident ->
                        known.put(incident.incidentId(), incident.events().size()));
        for (var incident : after.incidents()) {
            int old = known.getOrDefault(incident.incidentId(), 0);
            for (var event : incident.events().subList(old, incident.events().size())) {
                tell(incident, event);
            }
        }
    }

    /** Once for each alert; whoever wants to be woken has the meters. */
    private void tell(Incident incident, Event event) {
        meters.happened(event.kind());
        LOG.infof(
                "incident %s %s, level %s: %s",
                incident.incidentId(), event.kind(), event.level().text(), event.text());
    }

    /** How it stands. Any thread. */
    public FailureReport report() {
        var now = memory;
        var conditions = new EnumMap<Part, Condition>(Part.class);
        now.conditions().forEach((name, condition) -> Part.of(name).ifPresent(part -> conditions.put(part, condition)));
        var failing = EnumSet.noneOf(Part.class);
        Map<String, Condition> named = new LinkedHashMap<>();
        conditions.forEach((part, condition) -> {
            named.put(part.text(), condition);
            if (condition.state() == State.FAILING) {
                failing.add(part);
            }
        });
        return new FailureReport(detector.level(failing), named, now.open());
    }

    /**
     * What is remembered, newest first. Any thread.
     *
     * @param since leaves out what had ended before; null for all
     */
    List<Incident> incidents(@Nullable Instant since) {
        var found = new ArrayList<Incident>();
        for (var incident : memory.incidents()) {
            var closed = incident.closedAt();
            if (since == null || closed == null || !closed.isBefore(since)) {
                found.add(incident);
            }
        }
        return found;
    }

    @Override
    public List<String> between(Instant from, Instant to) {
        return incidents(from).stream()
                .filter(incident -> incident.openedAt().isBefore(to))
                .map(incident -> incident.incidentId() + ": " + incident.worst().text())
                .toList();
    }
}
