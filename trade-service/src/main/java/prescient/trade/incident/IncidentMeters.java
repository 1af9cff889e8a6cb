package prescient.trade.incident;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import prescient.meters.Gauges;

/** Incidents as numbers: the level for alerts, and what each part's condition is. */
@ApplicationScoped
class IncidentMeters {

    private final MeterRegistry registry;
    private final Gauges gauges;
    private final IncidentConfig.Restarts limits;
    private final InstantSource clock;

    IncidentMeters(MeterRegistry registry, IncidentConfig config, InstantSource clock) {
        this.registry = registry;
        this.gauges = new Gauges(registry);
        this.limits = config.restarts();
        this.clock = clock;
        Incident.ALERTS.forEach(this::counter);
        counter(Incident.CAUSE);
        counter(Incident.ADVISED);
    }

    private io.micrometer.core.instrument.Counter counter(String event) {
        return registry.counter("prescient.incidents", "event", event);
    }

    void show(Supplier<FailureReport> report, Supplier<Map<String, List<Instant>>> restarts) {
        gauges.add(
                "prescient.failure.level",
                "0 none, 1 warning, 2 critical, 3 cascading",
                Tags.empty(),
                () -> report.get().level().number());
        gauges.add(
                "prescient.incidents.open",
                "failures that go on",
                Tags.empty(),
                () -> report.get().open().size());
        for (var part : Part.values()) {
            gauges.add(
                    "prescient.part.failing",
                    "1 while evidence says that it fails; NaN without evidence",
                    Tags.of("part", part.text()),
                    () -> failing(report.get().conditions().get(part.text())));
        }
        Arrays.stream(Part.values())
                .map(Part::unit)
                .filter(Objects::nonNull)
                .distinct()
                .forEach(unit -> gauges.add(
                        "prescient.restarts.left",
                        "restarts that may still be advised within the window",
                        Tags.of("unit", String.valueOf(unit)),
                        () -> left(restarts.get().getOrDefault(String.valueOf(unit), List.of()))));
    }

    private static Number failing(@org.jspecify.annotations.Nullable Condition condition) {
        if (condition == null) {
            return Double.NaN;
        }
        return switch (condition.state()) {
            case WELL -> 0;
            case FAILING -> 1;
            case UNKNOWN -> Double.NaN;
        };
    }

    private int left(List<Instant> advised) {
        var start = clock.instant().minus(limits.window());
        return limits.limit() - (int) advised.stream().filter(start::isBefore).count();
    }

    /** An event took place. */
    void happened(String event) {
        counter(event).increment();
    }

    void remove(@Observes ShutdownEvent event) {
        gauges.remove();
    }
}
