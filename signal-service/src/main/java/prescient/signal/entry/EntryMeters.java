package prescient.signal.entry;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;

/** Counts seconds by how they ended, and requests by their answers. Any thread. */
@Startup // so that its meters are there from the start
@ApplicationScoped
class EntryMeters {

    private static final String TICKS = "prescient.entry.ticks";
    private static final String INTENTS = "prescient.entry.intents";

    private final MeterRegistry registry;

    EntryMeters(MeterRegistry registry) {
        this.registry = registry;
        for (var status : EntryState.Status.values()) {
            registry.counter(TICKS, "status", text(status));
        }
        List.of(Intent.Status.ACCEPTED, Intent.Status.DENIED, Intent.Status.UNANSWERED)
                .forEach(status -> registry.counter(INTENTS, "status", text(status)));
    }

    void ticked(EntryState.Status status) {
        registry.counter(TICKS, "status", text(status)).increment();
    }

    void answered(Intent.Status status) {
        registry.counter(INTENTS, "status", text(status)).increment();
    }

    private static String text(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
