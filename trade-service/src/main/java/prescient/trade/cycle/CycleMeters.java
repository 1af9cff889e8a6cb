package prescient.trade.cycle;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import prescient.trade.cycle.Cycle.Step;

/** Cycles by how they ended, and their steps by name, outcome and time. Both begin at 0, so that a first one counts. */
@ApplicationScoped
class CycleMeters {

    private static final List<String> ENDINGS = List.of("completed", "failed");

    private final MeterRegistry registry;

    CycleMeters(MeterRegistry registry) {
        this.registry = registry;
        ENDINGS.forEach(status -> registry.counter("prescient.cycles", "status", status));
    }

    void prepare(List<String> steps) {
        steps.forEach(step ->
                ENDINGS.forEach(status -> registry.timer("prescient.cycle.step", "step", step, "status", status)));
    }

    /** A step has ended; one that was skipped took no time. */
    void ended(Step step) {
        registry.timer("prescient.cycle.step", "step", step.name(), "status", step.status())
                .record(Duration.ofMillis(step.durationMs()));
    }

    void ended(String status) {
        registry.counter("prescient.cycles", "status", status).increment();
    }
}
