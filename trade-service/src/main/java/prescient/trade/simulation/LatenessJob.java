package prescient.trade.simulation;

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

/** Looks up what is late on the exchange, so that health does not wait for the database. */
@ApplicationScoped
class LatenessJob {

    private static final Duration SQL = Duration.ofSeconds(5);

    private final QueueTable table;
    private final DatabasePulse pulse;
    private final InstantSource clock;
    private final AtomicReference<@Nullable Lateness> last = new AtomicReference<>();

    LatenessJob(QueueTable table, DatabasePulse pulse, InstantSource clock) {
        this.table = table;
        this.pulse = pulse;
        this.clock = clock;
    }

    /** What was last read; null before that. Never blocks. */
    @Nullable Lateness last() {
        return last.get();
    }

    @Scheduled(
            every = "5s",
            concurrentExecution = SKIP,
            identity = "simulation-lateness",
            skipExecutionIf = OwnMoment.class)
    @RunOnVirtualThread
    void run() {
        pulse.whenUp("simulation-lateness", this::look);
    }

    void look() {
        last.set(table.lateness(clock.instant()).await().atMost(SQL));
    }
}
