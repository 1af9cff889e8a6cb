package prescient.database;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready means that PostgreSQL answered within the last seconds; every feature here is database-only. */
@Readiness
@ApplicationScoped
class DatabaseCheck implements HealthCheck {

    private final DatabasePulse pulse;

    DatabaseCheck(DatabasePulse pulse) {
        this.pulse = pulse;
    }

    @Override
    public HealthCheckResponse call() {
        var beat = pulse.last();
        return HealthCheckResponse.named("database")
                .status(beat.up())
                .withData("state", beat.state())
                .withData("latency_ms", beat.latencyMillis())
                .withData("asked_at", beat.at().toString())
                .build();
    }
}
