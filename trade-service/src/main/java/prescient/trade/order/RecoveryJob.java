package prescient.trade.order;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import prescient.database.DatabasePulse;

/** Drives on orders that a crash or an outage left pending. After a restart it is the same code as any other second. */
@ApplicationScoped
class RecoveryJob {

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
        pulse.whenUp("recovery", () -> desk.resume(BATCH));
    }
}
