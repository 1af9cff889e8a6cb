package prescient.market.ticks;

import static io.quarkus.scheduler.Scheduled.ConcurrentExecution.SKIP;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import prescient.database.DatabasePulse;
import prescient.lease.OwnMoment;

/** Forgets old gaps once an hour. Needs no lease: doing it twice changes nothing. */
@ApplicationScoped
class GapJob {

    private static final Duration SQL = Duration.ofSeconds(30);

    private final PriceLogTable table;
    private final TicksConfig config;
    private final DatabasePulse pulse;
    private final InstantSource clock;

    GapJob(PriceLogTable table, TicksConfig config, DatabasePulse pulse, InstantSource clock) {
        this.table = table;
        this.config = config;
        this.pulse = pulse;
        this.clock = clock;
    }

    @Scheduled(
            every = "1h",
            delayed = "10m",
            concurrentExecution = SKIP,
            identity = "gaps-forget",
            skipExecutionIf = OwnMoment.class)
    @RunOnVirtualThread
    void run() {
        pulse.whenUp("gaps-forget", this::forget);
    }

    /** Answers how many gaps are gone. */
    int forget() {
        return table.forgetGaps(clock.instant().minus(config.keepGaps()))
                .await()
                .atMost(SQL);
    }
}
