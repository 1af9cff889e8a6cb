package prescient.trade.active;

import static io.quarkus.scheduler.Scheduled.ConcurrentExecution.SKIP;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import prescient.database.DatabasePulse;
import prescient.lease.OwnMoment;

/** Looks up how fresh supervision is, so that health does not wait for the database. */
@ApplicationScoped
class FreshnessJob {

    private static final Duration SQL = Duration.ofSeconds(5);

    private final ActiveTable table;
    private final DatabasePulse pulse;
    private final InstantSource clock;
    private final AtomicReference<@Nullable Freshness> last = new AtomicReference<>();

    FreshnessJob(ActiveTable table, DatabasePulse pulse, InstantSource clock) {
        this.table = table;
        this.pulse = pulse;
        this.clock = clock;
    }

    /** What was last read; null before that. Never blocks. */
    @Nullable Freshness last() {
        return last.get();
    }

    @Scheduled(
            every = "5s",
            concurrentExecution = SKIP,
            identity = "active-freshness",
            skipExecutionIf = OwnMoment.class)
    @RunOnVirtualThread
    void run() {
        pulse.whenUp("active-freshness", this::look);
    }

    void look() {
        last.set(table.freshness(clock.instant()).await().atMost(SQL));
    }
}
