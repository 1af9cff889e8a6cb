package prescient.signal.backtest;

import static io.quarkus.scheduler.Scheduled.ConcurrentExecution.SKIP;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import prescient.database.DatabasePulse;
import prescient.lease.OwnMoment;

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
            concurrentExecution = SKIP,
            identity = "backtest",
            skipExecutionIf = OwnMoment.class)
    @RunOnVirtualThread
    void run() {
        database.whenUp("backtest", desk::runAll);
    }
}
