package prescient.forecast.poll;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Counts what polled stations said. Any thread. */
@Startup // so that its meters are there from the start
@ApplicationScoped
class PollMeters {

    private static final List<String> OUTCOMES = List.of("changed", "repeated", "missing");

    private final MeterRegistry registry;

    PollMeters(MeterRegistry registry) {
        this.registry = registry;
        OUTCOMES.forEach(outcome -> count(outcome, 0));
    }

    void count(Polled polled) {
        count("changed", polled.changed());
        count("repeated", polled.repeated());
        count("missing", polled.missing().size());
    }

    private void count(String outcome, int readings) {
        registry.counter("prescient.station.readings", "outcome", outcome).increment(readings);
    }
}
