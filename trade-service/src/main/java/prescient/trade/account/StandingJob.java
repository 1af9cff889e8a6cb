package prescient.trade.account;

import static io.quarkus.scheduler.Scheduled.ConcurrentExecution.SKIP;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import prescient.database.DatabasePulse;
import prescient.lease.OwnMoment;
import prescient.trade.account.SyncTable.Standing;
import prescient.trade.kalshi.KalshiClient;
import prescient.trade.kalshi.KalshiStore;

/** Looks up how far the copies of the accounts go, so that health does not wait for the database. */
@ApplicationScoped
class StandingJob {

    private static final Duration SQL = Duration.ofSeconds(5);

    private final Set<String> accounts;
    private final SyncTable table;
    private final DatabasePulse pulse;
    private final InstantSource clock;
    private final Instant startedAt;
    private final AtomicReference<@Nullable Seen> last = new AtomicReference<>();

    @Inject
    StandingJob(KalshiStore accounts, SyncTable table, DatabasePulse pulse, InstantSource clock) {
        this(accounts.all().stream().map(KalshiClient::environment).toList(), table, pulse, clock);
    }

    StandingJob(Collection<String> accounts, SyncTable table, DatabasePulse pulse, InstantSource clock) {
        this.accounts = Set.copyOf(accounts);
        this.table = table;
        this.pulse = pulse;
        this.clock = clock;
        this.startedAt = clock.instant();
    }

    /** @param lists of every account, whether it is still configured or not */
    record Seen(List<Standing> lists, Instant readAt) {}

    /** The accounts that are kept in step. */
    Set<String> accounts() {
        return accounts;
    }

    /** Since when this process could have looked at them. */
    Instant startedAt() {
        return startedAt;
    }

    /** What was last read; null before that. Never blocks. */
    @Nullable Seen last() {
        return last.get();
    }

    @Scheduled(
            every = "5s",
            concurrentExecution = SKIP,
            identity = "account-standing",
            skipExecutionIf = OwnMoment.class)
    @RunOnVirtualThread
    void run() {
        if (!accounts.isEmpty()) {
            pulse.whenUp("account-standing", this::look);
        }
    }

    void look() {
        last.set(new Seen(table.standing().await().atMost(SQL), clock.instant()));
    }
}
