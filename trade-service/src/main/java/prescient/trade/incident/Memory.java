package prescient.trade.incident;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import prescient.trade.incident.Incident.Advice;
import prescient.trade.incident.Incident.Event;

/**
 * All that is remembered. It is stored as it stands, so names of parts are texts: what another version wrote can be
 * read.
 *
 * @param revision grows with each change that is worth storing; of two memories the higher counts
 * @param conditions of the parts, by name
 * @param restarts when restarts of each unit were advised, oldest first, by the unit's name
 * @param incidents newest first; open ones are never forgotten
 */
@RegisterForReflection(targets = {Memory.class, Condition.class, Incident.class, Event.class, Advice.class})
record Memory(
        long revision,
        Map<String, Condition> conditions,
        Map<String, List<Instant>> restarts,
        List<Incident> incidents) {

    static final Memory EMPTY = new Memory(0, Map.of(), Map.of(), List.of());

    List<Incident> open() {
        return incidents.stream().filter(Incident::open).toList();
    }

    /** Nothing differs but what the last look saw. */
    boolean isSame(Memory other) {
        if (!conditions.keySet().equals(other.conditions.keySet())
                || !restarts.equals(other.restarts)
                || incidents.size() != other.incidents.size()) {
            return false;
        }
        for (int i = 0; i < incidents.size(); i++) {
            if (!incidents.get(i).isSame(other.incidents.get(i))) {
                return false;
            }
        }
        return conditions.entrySet().stream()
                .allMatch(entry -> entry.getValue().isSame(other.conditions.get(entry.getKey())));
    }

    Memory revised(long number) {
        return new Memory(number, conditions, restarts, incidents);
    }

    /** This together with what was stored before this process knew of it; an incident that is open in both is one. */
    Memory after(Memory stored) {
        var all = new ArrayList<>(stored.incidents);
        var roots = stored.open().stream().map(Incident::root).toList();
        incidents.stream()
                .filter(own ->
                        all.stream().noneMatch(known -> known.incidentId().equals(own.incidentId())))
                .filter(own -> !(own.open() && roots.contains(own.root())))
                .forEach(all::add);
        all.sort((a, b) -> b.openedAt().compareTo(a.openedAt()));
        var conditions = new TreeMap<>(stored.conditions);
        conditions.putAll(this.conditions);
        var restarts = new TreeMap<>(stored.restarts);
        this.restarts.forEach((unit, times) -> restarts.merge(unit, times, Memory::both));
        return new Memory(Math.max(revision, stored.revision) + 1, conditions, restarts, List.copyOf(all));
    }

    private static List<Instant> both(List<Instant> some, List<Instant> others) {
        return java.util.stream.Stream.concat(some.stream(), others.stream())
                .distinct()
                .sorted()
                .toList();
    }
}
