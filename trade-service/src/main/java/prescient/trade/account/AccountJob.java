package prescient.trade.account;

import static io.quarkus.scheduler.Scheduled.ConcurrentExecution.SKIP;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import prescient.database.DatabasePulse;
import prescient.lease.OwnMoment;
import prescient.trade.kalshi.KalshiStore;

/** Keeps the accounts that can be read in step, as long as there is a database to copy them to. */
@ApplicationScoped
class AccountJob {

    private final AccountDesk desk;
    private final KalshiStore accounts;
    private final DatabasePulse pulse;

    AccountJob(AccountDesk desk, KalshiStore accounts, DatabasePulse pulse) {
        this.desk = desk;
        this.accounts = accounts;
        this.pulse = pulse;
    }

    @Scheduled(every = "1s", concurrentExecution = SKIP, identity = "account-sync", skipExecutionIf = OwnMoment.class)
    @RunOnVirtualThread
    void run() {
        if (!accounts.all().isEmpty()) {
            pulse.whenUp("account-sync", desk::tick);
        }
    }
}
