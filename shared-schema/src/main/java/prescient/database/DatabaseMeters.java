package prescient.database;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import prescient.meters.Gauges;

/** The last sign of life of PostgreSQL as numbers. */
@ApplicationScoped
class DatabaseMeters {

    private final Gauges gauges;
    private final DatabasePulse pulse;

    DatabaseMeters(MeterRegistry registry, DatabasePulse pulse) {
        this.gauges = new Gauges(registry);
        this.pulse = pulse;
    }

    void register(@Observes StartupEvent event) {
        gauges.add(
                "prescient.database.up",
                "1 while PostgreSQL answers and the schema is migrated",
                Tags.empty(),
                () -> pulse.last().up() ? 1 : 0);
        gauges.add(
                "prescient.database.latency.seconds",
                "how long the last sign of life took",
                Tags.empty(),
                () -> pulse.last().latencyMillis() / 1000.0);
    }

    void remove(@Observes ShutdownEvent event) {
        gauges.remove();
    }
}
