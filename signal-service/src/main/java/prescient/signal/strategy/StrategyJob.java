package prescient.signal.strategy;

import static io.quarkus.scheduler.Scheduled.ConcurrentExecution.SKIP;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import prescient.database.DatabaseFailure;
import prescient.database.Migration;

/** Writes the release's strategies into the database once it is migrated, and again after an outage cut that short. */
@ApplicationScoped
class StrategyJob {

    private final StrategyDesk desk;
    private final Migration migration;
    private volatile boolean registered;

    StrategyJob(StrategyDesk desk, Migration migration) {
        this.desk = desk;
        this.migration = migration;
    }

    @Scheduled(every = "2s", concurrentExecution = SKIP, identity = "strategy-register")
    Uni<Void> run() {
        if (registered || !migration.done()) {
            return Uni.createFrom().voidItem();
        }
        return desk.register()
                .invoke(() -> registered = true)
                .onFailure(DatabaseFailure::isOutage)
                .recoverWithNull();
    }
}
