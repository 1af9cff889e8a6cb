package prescient.forecast.cycle;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import prescient.forecast.cycle.Cycle.Step;

/** Cycles by how they ended, and their steps by name, outcome and time. Both begin at 0, so that a first one counts. */
@Startup // so that they are there from the start
@ApplicationScoped
class CycleMeters {

    private static final String CYCLES = "prescient.forecast.cycles";
    private static final String STEPS = "prescient.forecast.cycle.step";
    private static final List<String> ENDINGS = List.of("completed", "failed");

    private final MeterRegistry registry;

    CycleMeters(MeterRegistry registry) {
        this.registry = registry;
        ENDINGS.forEach(status -> registry.counter(CYCLES, "status", status));
        Part.WHOLE
                .steps()
                .forEach(step -> ENDINGS.forEach(status -> registry.timer(STEPS, "step", step, "status", status)));
    }

    /** A step has ended; one that was skipped took no time. */
    void ended(Step step) {
        registry.timer(STEPS, "step", step.name(), "status", step.status())
                .record(Duration.ofMillis(step.durationMs()));
    }

    void ended(String status) {
        registry.counter(CYCLES, "status", status).increment();
    }
}
