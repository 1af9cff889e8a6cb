package prescient.cutover;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;
import prescient.database.Migration;

/** Started means migrated, or that every feature trusts its files and the migration can wait for PostgreSQL. */
@Startup
@ApplicationScoped
class StartedCheck implements HealthCheck {

    private final Migration migration;
    private final CutoverDesk desk;

    StartedCheck(Migration migration, CutoverDesk desk) {
        this.migration = migration;
        this.desk = desk;
    }

    @Override
    public HealthCheckResponse call() {
        var cutovers = desk.all();
        boolean withoutDatabase = !cutovers.isEmpty()
                && cutovers.stream().allMatch(cutover -> cutover.mode().trustsFile());
        var answer = HealthCheckResponse.named("schema").status(migration.done() || withoutDatabase);
        return (migration.done() ? answer : answer.withData("waiting_for", migration.lastFailure())).build();
    }
}
