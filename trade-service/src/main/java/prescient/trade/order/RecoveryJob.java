package prescient.trade.order;

import static io.quarkus.scheduler.Scheduled.ConcurrentExecution.SKIP;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import prescient.lease.OwnMoment;
import prescient.trade.cutover.TradingStore;

/** Drives on orders that a crash or an outage left pending. After a restart it is the same code as any other second. */
@ApplicationScoped
class RecoveryJob {

    private static final int BATCH = 200;

    private final OrderDesk desk;
    private final TradingStore trading;

    RecoveryJob(OrderDesk desk, TradingStore trading) {
        this.desk = desk;
        this.trading = trading;
    }

    @Scheduled(every = "2s", concurrentExecution = SKIP, identity = "order-recovery", skipExecutionIf = OwnMoment.class)
    @RunOnVirtualThread
    void run() {
        trading.whenUsable("recovery", () -> desk.resume(BATCH));
    }
}
