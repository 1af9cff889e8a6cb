package prescient.signal.signal;

import static io.quarkus.scheduler.Scheduled.ConcurrentExecution.SKIP;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import prescient.database.DatabaseFailure;
import prescient.problem.Refused;

/** Marks signals expired that nobody claimed in time. Needs no lease: doing it twice changes nothing. */
@ApplicationScoped
class SignalJob {

    private final SignalDesk desk;

    SignalJob(SignalDesk desk) {
        this.desk = desk;
    }

    @Scheduled(every = "${prescient.signal.expire-every:30s}", concurrentExecution = SKIP, identity = "signal-expiry")
    Uni<Void> run() {
        return desk.expire()
                .replaceWithVoid()
                .onFailure(DatabaseFailure::isOutage)
                .recoverWithNull()
                // No mode yet, or files that cannot be written: requests say so, and the next run tries again.
                .onFailure(Refused.class)
                .recoverWithNull();
    }
}
