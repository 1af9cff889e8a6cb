package prescient.signal.signal;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Counts moves: {@code prescient.signals{status}} is how many signals got that status. In dual-write
 * {@code prescient.signals.owed} is how many signals the database has yet to take, and
 * {@code prescient.signals.forgotten} how many the files forgot before it did.
 */
@Startup // so that its meters are there from the start
@ApplicationScoped
class SignalMeters {

    private final MeterRegistry registry;

    SignalMeters(MeterRegistry registry, SignalsFeature feature) {
        this.registry = registry;
        registry.gauge("prescient.signals.owed", feature, SignalsFeature::owed);
        FunctionCounter.builder("prescient.signals.forgotten", feature, SignalsFeature::forgotten)
                .register(registry);
        for (var status : SignalStatus.values()) {
            moved(status, 0);
        }
    }

    /** {@code count} signals got {@code status}. Any thread. */
    void moved(SignalStatus status, int count) {
        registry.counter("prescient.signals", "status", status.text()).increment(count);
    }
}
