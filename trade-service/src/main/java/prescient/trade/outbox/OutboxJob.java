package prescient.trade.outbox;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;
import prescient.database.DatabaseFailure;
import prescient.database.DatabasePulse;

/** Re-drives what was not delivered right after it was written. */
@ApplicationScoped
class OutboxJob {

    private static final Logger LOG = Logger.getLogger(OutboxJob.class);
    private static final int BATCH = 500;
    private static final int ROUNDS = 100;

    private final OutboxDesk desk;
    private final DatabasePulse pulse;

    OutboxJob(OutboxDesk desk, DatabasePulse pulse) {
        this.desk = desk;
        this.pulse = pulse;
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP, identity = "outbox")
    @RunOnVirtualThread
    void run() {
        if (!pulse.last().up()) {
            return;
        }
        try {
            for (int round = 0; round < ROUNDS && desk.deliverDue(BATCH) >= BATCH; round++) {
                LOG.debugf("outbox round %d", round);
            }
        } catch (RuntimeException failure) {
            if (!DatabaseFailure.isOutage(failure)) {
                throw failure;
            }
            LOG.debugf("outbox waits for PostgreSQL: %s", failure.getMessage());
        }
    }
}
