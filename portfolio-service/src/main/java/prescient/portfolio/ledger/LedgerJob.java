package prescient.portfolio.ledger;

import static io.quarkus.scheduler.Scheduled.ConcurrentExecution.SKIP;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;
import prescient.database.DatabaseFailure;
import prescient.database.DatabasePulse;

/** Checks the books every few minutes while their store answers. */
@ApplicationScoped
class LedgerJob {

    private static final Logger LOG = Logger.getLogger(LedgerJob.class);

    private final LedgerDesk desk;
    private final LedgerStore store;
    private final DatabasePulse pulse;

    LedgerJob(LedgerDesk desk, LedgerStore store, DatabasePulse pulse) {
        this.desk = desk;
        this.store = store;
        this.pulse = pulse;
    }

    @Scheduled(
            every = "{prescient.portfolio.ledger.check.every}",
            delayed = "20s",
            concurrentExecution = SKIP,
            identity = "ledger-check")
    Uni<Void> check() {
        if (!store.isInFiles() && !pulse.last().up()) {
            return Uni.createFrom().voidItem();
        }
        return desk.check()
                .replaceWithVoid()
                .onFailure(DatabaseFailure::isOutage)
                .recoverWithUni(failure -> {
                    LOG.debugf("books not checked: %s", failure.toString());
                    return Uni.createFrom().voidItem();
                });
    }
}
