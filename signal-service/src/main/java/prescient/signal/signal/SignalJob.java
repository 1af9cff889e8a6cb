package prescient.signal.signal;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import prescient.database.DatabaseFailure;
import prescient.database.Migration;

/** Marks signals expired that nobody claimed in time. Needs no lease: doing it twice changes nothing. */
@ApplicationScoped
class SignalJob {

    private final SignalDesk desk;
    private final Migration migration;

    SignalJob(SignalDesk desk, Migration migration) {
        this.desk = desk;
        this.migration = migration;
    }

    @Scheduled(
            every = "${prescient.signal.expire-every:30s}",
            concurrentExecution = ConcurrentExecution.SKIP,
            identity = "signal-expiry")
    Uni<Void> run() {
        if (!migration.done()) {
            return Uni.createFrom().voidItem();
        }
        return desk.expire()
                .replaceWithVoid()
                .onFailure(DatabaseFailure::isOutage)
                .recoverWithNull();
    }
}
