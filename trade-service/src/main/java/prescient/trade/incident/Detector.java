package prescient.trade.incident;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import prescient.trade.incident.Condition.State;

/**
 * Makes conditions and incidents of what was read. A failure is one incident, however many parts fail because of it:
 * each
 * is attributed to its cause, the failing part it depends on. Nothing is switched off or on because of a failure, nor
 * restarted. Not for several threads.
 */
final class Detector {

    private final IncidentConfig config;
    private final Streaks streaks;

    Detector(IncidentConfig config) {
        this.config = config;
        this.streaks = new Streaks(config);
    }

    /** What is to be remembered after a look; the revision stays. */
    Memory look(Memory before, Collection<Reading> readings, Instant now) {
        var conditions = new TreeMap<>(before.conditions());
        readings.forEach(reading -> conditions.merge(
                reading.part().text(),
                streaks.next(reading, before.conditions().get(reading.part().text()), now),
                (_, next) -> next));
        var failing = EnumSet.noneOf(Part.class);
        conditions.forEach((name, condition) -> {
            if (condition.state() == State.FAILING) {
                Part.of(name).ifPresent(failing::add);
            }
        });
        failing.forEach(part -> conditions.compute(
                part.text(),
                (_, found) -> found == null
                        ? null
                        : new Condition(
                                found.state(),
                                found.since(),
                                cause(part, failing).text(),
                                found.evidence(),
                                found.observedAt())));
        var restarts = new Restarts(config.restarts(), before.restarts(), now);
        var cases = cases(before, failing, now);
        var incidents = cases.stream()
                .map(found -> found.incident(
                        level(found.failing()),
                        evidence(conditions, found.root()),
                        restarts,
                        streaks.failsNow(found.root())))
                .toList();
        return new Memory(
                before.revision(),
                Map.copyOf(conditions),
                restarts.advised(),
                remembered(incidents, before.incidents()));
    }

    /** How bad it is when these parts fail. A single one is never more than a warning, whatever it is. */
    Level level(Set<Part> failing) {
        if (failing.isEmpty()) {
            return Level.NONE;
        }
        long critical = failing.stream().filter(Part::critical).count();
        if (critical >= config.cascadingFrom()) {
            return Level.CASCADING;
        }
        return critical >= config.criticalFrom() ? Level.CRITICAL : Level.WARNING;
    }

    /** The failing part at the end of what this one depends on; itself when nothing of that fails, or seems to. */
    private Part cause(Part part, Set<Part> failing) {
        for (var dependency : part.dependsOn()) {
            if (failing.contains(dependency) || streaks.failsNow(dependency)) {
                return cause(dependency, failing);
            }
        }
        return part;
    }

    private List<Case> cases(Memory before, Set<Part> failing, Instant now) {
        var cases = new ArrayList<Case>();
        // The oldest first: it goes on when two turn out to be one.
        before.open().reversed().forEach(incident -> cases.add(Case.of(incident, failing, now)));
        for (var part : failing) {
            if (of(part, cases).isEmpty()) {
                place(part, cause(part, failing), cases, failing, now);
            }
        }
        for (var found : cases) {
            if (found.failing().contains(found.root())) {
                of(cause(found.root(), failing), cases)
                        .filter(other -> other != found)
                        .ifPresent(found::mergedInto);
            } else {
                found.failing().stream()
                        .filter(part -> streaks.failsNow(part) && cause(part, failing) == part)
                        .findFirst()
                        .ifPresent(found::rooted);
            }
        }
        return cases;
    }

    /** A part whose cause is not confirmed yet waits: with the next looks it either is, or this part is its own. */
    private void place(Part part, Part cause, List<Case> cases, Set<Part> failing, Instant now) {
        var known = of(cause, cases);
        if (known.isPresent()) {
            known.get().joined(part);
        } else if (cause == part) {
            cases.stream()
                    .filter(found -> found.failing().contains(found.root()) && cause(found.root(), failing) == part)
                    .findFirst()
                    .ifPresentOrElse(found -> found.rooted(part), () -> cases.add(Case.opened(part, now)));
        }
    }

    private static Optional<Case> of(Part part, List<Case> cases) {
        return cases.stream().filter(found -> found.failing().contains(part)).findFirst();
    }

    private static String evidence(Map<String, Condition> conditions, Part part) {
        var condition = conditions.get(part.text());
        return condition == null ? "" : condition.evidence();
    }

    private List<Incident> remembered(List<Incident> now, List<Incident> before) {
        var ids = now.stream().map(Incident::incidentId).toList();
        var all = Stream.concat(now.stream(), before.stream().filter(known -> !ids.contains(known.incidentId())))
                .sorted(Comparator.comparing(Incident::openedAt).reversed().thenComparing(Incident::incidentId))
                .toList();
        var kept = new ArrayList<Incident>();
        all.forEach(incident -> {
            if (incident.open() || kept.size() < config.remembered()) {
                kept.add(incident);
            }
        });
        return List.copyOf(kept);
    }
}
