package prescient.trade.order;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;
import prescient.database.DatabaseFailure;
import prescient.database.DatabasePulse;

/** Drives on orders that a crash or an outage left pending. After a restart it is the same code as any other second. */
@ApplicationScoped
class RecoveryJob {

    private static final Logger LOG = Logger.getLogger(RecoveryJob.class);
    private static final int BATCH = 200;

    private final OrderDesk desk;
    private final DatabasePulse pulse;

    RecoveryJob(OrderDesk desk, DatabasePulse pulse) {
        this.desk = desk;
        this.pulse = pulse;
    }

    @Scheduled(every = "2s", concurrentExecution = ConcurrentExecution.SKIP, identity = "order-recovery")
    @RunOnVirtualThread
    void run() {
        if (!pulse.last().up()) {
            return;
        }
        try {
            desk.resume(BATCH);
        } catch (RuntimeException failure) {
            if (!DatabaseFailure.isOutage(failure)) {
                throw failure;
            }
            LOG.debugf("recovery waits for PostgreSQL: %s", failure.getMessage());
        }
    }
}
