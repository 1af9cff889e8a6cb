package prescient.trade.cycle;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
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

    @Scheduled(every = "2s", concurrentExecution = ConcurrentExecution.SKIP, identity = "cycle-resume")
    @RunOnVirtualThread
    void resume() {
        trading.whenUsable("resume", desk::resume);
    }
}
