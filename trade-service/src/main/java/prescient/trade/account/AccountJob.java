package prescient.trade.account;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import prescient.database.DatabasePulse;
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

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP, identity = "account-sync")
    @RunOnVirtualThread
    void run() {
        if (!accounts.all().isEmpty()) {
            pulse.whenUp("account-sync", desk::tick);
        }
    }
}
