package prescient.trade.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import prescient.trade.incident.Incident.Advice;

/** How often the restart of each service may still be advised. Advice is all there is: nothing here restarts. */
final class Restarts {

    private final IncidentConfig.Restarts limits;
    private final Map<String, List<Instant>> advised = new TreeMap<>();
    private final Instant now;

    /** @param before when restarts of each unit were advised, oldest first */
    Restarts(IncidentConfig.Restarts limits, Map<String, List<Instant>> before, Instant now) {
        this.limits = limits;
        this.now = now;
        before.forEach((unit, times) -> {
            var recent = times.stream().filter(this::counts).toList();
            if (!recent.isEmpty()) {
                advised.put(unit, recent);
            }
        });
    }

    private boolean counts(Instant time) {
        return Duration.between(time, now).compareTo(limits.window()) < 0;
    }

    /** What is left of the budgets, to be remembered. */
    Map<String, List<Instant>> advised() {
        return Map.copyOf(advised);
    }

    /** True when {@link #advice} would be a new one. */
    boolean isDue(String unit) {
        var times = advised.getOrDefault(unit, List.of());
        return times.size() < limits.limit()
                && (times.isEmpty() || !now.isBefore(times.getLast().plus(limits.pause())));
    }

    /** Advises a restart when one is due; the last advice stands until the service has had its time. */
    Advice advice(String unit) {
        if (isDue(unit)) {
            var times = new ArrayList<>(advised.getOrDefault(unit, List.of()));
            times.add(now);
            advised.put(unit, List.copyOf(times));
        }
        var times = advised.getOrDefault(unit, List.of());
        if (times.isEmpty()) {
            return new Advice(unit, false, 0, limits.limit(), now.plus(limits.window()));
        }
        var rested = times.getLast().plus(limits.pause());
        var freed = times.getFirst().plus(limits.window());
        boolean spent = times.size() >= limits.limit();
        return new Advice(
                unit,
                now.isBefore(rested),
                times.size(),
                limits.limit(),
                spent && freed.isAfter(rested) ? freed : rested);
    }
}
