package prescient.database;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Tells which store each feature trusts; neither restarts nor traffic depend on it. */
@Wellness
@ApplicationScoped
class CutoverCheck implements HealthCheck {

    private final DatabasePulse pulse;

    CutoverCheck(DatabasePulse pulse) {
        this.pulse = pulse;
    }

    @Override
    public HealthCheckResponse call() {
        var answer = HealthCheckResponse.named("cutover").up();
        pulse.last().modes().forEach(answer::withData);
        return answer.build();
    }
}
