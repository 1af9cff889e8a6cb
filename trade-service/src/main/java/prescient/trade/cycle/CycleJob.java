package prescient.trade.cycle;

import static io.quarkus.scheduler.Scheduled.ConcurrentExecution.SKIP;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import prescient.lease.OwnMoment;
import prescient.trade.cutover.TradingStore;

/** Goes on with cycles that a crash cut off. */
@ApplicationScoped
class CycleJob {

    private final CycleDesk desk;
    private final TradingStore trading;

    CycleJob(CycleDesk desk, TradingStore trading) {
        this.desk = desk;
        this.trading = trading;
    }

    @Scheduled(every = "2s", concurrentExecution = SKIP, identity = "cycle-resume", skipExecutionIf = OwnMoment.class)
    @RunOnVirtualThread
    void resume() {
        trading.whenUsable("resume", desk::resume);
    }
}
