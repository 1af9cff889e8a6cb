package prescient.trade.stream;

import static io.quarkus.scheduler.Scheduled.ConcurrentExecution.SKIP;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import prescient.database.DatabasePulse;
import prescient.lease.OwnMoment;

/** Forgets changes nobody can ask for any more. Needs no lease: doing it twice changes nothing. */
@ApplicationScoped
class StreamJob {

    private static final String NAME = "stream-forget";
    private static final Duration SQL = Duration.ofSeconds(30);

    private final StreamTable table;
    private final DatabasePulse pulse;

    StreamJob(StreamTable table, DatabasePulse pulse) {
        this.table = table;
        this.pulse = pulse;
    }

    @Scheduled(
            every = "1m",
            delayed = "1m",
            concurrentExecution = SKIP,
            identity = NAME,
            skipExecutionIf = OwnMoment.class)
    @RunOnVirtualThread
    void run() {
        pulse.whenUp(NAME, this::forget);
    }

    /** Answers how many rows are gone. */
    int forget() {
        return table.forget(StreamMark.KEPT).await().atMost(SQL);
    }
}
