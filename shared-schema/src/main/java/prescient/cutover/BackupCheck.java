package prescient.cutover;

import io.smallrye.health.api.HealthGroup;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Tells how old the last backup is that was restored and compared. An old one is no reason to stop. Never blocks. */
@Wellness
@HealthGroup("cutover")
@ApplicationScoped
class BackupCheck implements HealthCheck {

    private final GateDesk gates;
    private final Duration limit;
    private final InstantSource clock;

    BackupCheck(GateDesk gates, CutoverConfig config, InstantSource clock) {
        this.gates = gates;
        this.limit = config.cutover().gates().backupAge();
        this.clock = clock;
    }

    @Override
    public HealthCheckResponse call() {
        var answer = HealthCheckResponse.named("backup").up();
        var backup = gates.backup().orElse(null);
        if (backup == null) {
            return answer.withData("state", "none").build();
        }
        var age = Duration.between(backup.verifiedAt(), clock.instant());
        return answer.withData("state", age.compareTo(limit) > 0 ? "old" : "ok")
                .withData("backup_id", backup.backupId())
                .withData("verified_at", backup.verifiedAt().toString())
                .withData("age_s", age.toSeconds())
                .build();
    }
}
