package prescient.trade.outbox;

import static io.quarkus.scheduler.Scheduled.ConcurrentExecution.SKIP;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;
import prescient.lease.OwnMoment;
import prescient.trade.cutover.TradingStore;

/** Re-drives what was not delivered right after it was written. */
@ApplicationScoped
class OutboxJob {

    private static final Logger LOG = Logger.getLogger(OutboxJob.class);
    private static final int BATCH = 500;
    private static final int ROUNDS = 100;

    private final OutboxDesk desk;
    private final TradingStore trading;

    OutboxJob(OutboxDesk desk, TradingStore trading) {
        this.desk = desk;
        this.trading = trading;
    }

    @Scheduled(every = "1s", concurrentExecution = SKIP, identity = "outbox", skipExecutionIf = OwnMoment.class)
    @RunOnVirtualThread
    void run() {
        trading.whenUsable("outbox", this::deliver);
    }

    private void deliver() {
        for (int round = 0; round < ROUNDS && desk.deliverDue(BATCH) >= BATCH; round++) {
            LOG.debugf("outbox round %d", round);
        }
    }
}
