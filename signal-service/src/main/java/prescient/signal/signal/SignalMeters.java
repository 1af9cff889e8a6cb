package prescient.signal.signal;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;

/** Counts moves: {@code prescient.signals{status}} is how many signals got that status. */
@ApplicationScoped
class SignalMeters {

    private final MeterRegistry registry;

    SignalMeters(MeterRegistry registry) {
        this.registry = registry;
        for (var status : SignalStatus.values()) {
            moved(status, 0);
        }
    }

    /** {@code count} signals got {@code status}. Any thread. */
    void moved(SignalStatus status, int count) {
        registry.counter("prescient.signals", "status", status.text()).increment(count);
    }
}
