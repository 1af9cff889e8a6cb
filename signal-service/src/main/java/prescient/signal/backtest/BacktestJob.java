package prescient.signal.backtest;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import prescient.database.DatabasePulse;

/** Looks for backtests that wait. */
@ApplicationScoped
class BacktestJob {

    private final RunDesk desk;
    private final DatabasePulse database;

    BacktestJob(RunDesk desk, DatabasePulse database) {
        this.desk = desk;
        this.database = database;
    }

    @Scheduled(
            every = "${prescient.backtest.every:2s}",
            concurrentExecution = ConcurrentExecution.SKIP,
            identity = "backtest")
    @RunOnVirtualThread
    void run() {
        database.whenUp("backtest", desk::runAll);
    }
}
