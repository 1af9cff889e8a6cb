package prescient.forecast.city;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Counts observations by what became of them. */
@Startup // so that its meters are there from the start
@ApplicationScoped
class ObservationMeters {

    private static final List<String> OUTCOMES = List.of("stored", "corrected", "repeated");

    private final MeterRegistry registry;

    ObservationMeters(MeterRegistry registry) {
        this.registry = registry;
        OUTCOMES.forEach(outcome -> count(outcome, 0));
    }

    /** {@code observations} had this outcome. Any thread. */
    void count(String outcome, int observations) {
        registry.counter("prescient.observations", "outcome", outcome).increment(observations);
    }
}
