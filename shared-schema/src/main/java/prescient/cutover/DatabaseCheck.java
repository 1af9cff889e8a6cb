package prescient.cutover;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import prescient.database.DatabasePulse;

/**
 * Ready means that the trusted stores answer: PostgreSQL within the last seconds, or, where every feature has its files,
 * those alone; then the service works on, degraded. Never blocks.
 */
@Readiness
@ApplicationScoped
class DatabaseCheck implements HealthCheck {

    private final DatabasePulse pulse;
    private final CutoverDesk desk;

    DatabaseCheck(DatabasePulse pulse, CutoverDesk desk) {
        this.pulse = pulse;
        this.desk = desk;
    }

    @Override
    public HealthCheckResponse call() {
        var beat = pulse.last();
        var cutovers = desk.all();
        boolean decided = cutovers.stream().allMatch(cutover -> cutover.state().isPresent());
        boolean withoutDatabase = !cutovers.isEmpty()
                && cutovers.stream().allMatch(cutover -> cutover.mode().keepsFile());
        return HealthCheckResponse.named("database")
                .status(decided && (beat.up() || withoutDatabase))
                .withData("state", !beat.up() && withoutDatabase ? "degraded" : beat.state())
                .withData("latency_ms", beat.latencyMillis())
                .withData("asked_at", beat.at().toString())
                .build();
    }
}
