package prescient.database;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

/** Started means migrated. */
@Startup
@ApplicationScoped
class StartedCheck implements HealthCheck {

    private final Migration migration;

    StartedCheck(Migration migration) {
        this.migration = migration;
    }

    @Override
    public HealthCheckResponse call() {
        var answer = HealthCheckResponse.named("schema").status(migration.done());
        return (migration.done() ? answer : answer.withData("waiting_for", migration.lastFailure())).build();
    }
}
