package prescient.trade.stream;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import prescient.meters.Gauges;

/** The stream of changes as numbers. */
@ApplicationScoped
class StreamMeters {

    private final Gauges gauges;
    private final StreamDesk desk;

    StreamMeters(MeterRegistry registry, StreamDesk desk) {
        this.gauges = new Gauges(registry);
        this.desk = desk;
    }

    void register(@Observes StartupEvent event) {
        gauges.add("prescient.stream.listeners", "who listens to what changes", Tags.empty(), desk::count);
    }

    void remove(@Observes ShutdownEvent event) {
        gauges.remove();
    }
}
