package prescient.trade.simulation;

import static io.quarkus.scheduler.Scheduled.ConcurrentExecution.SKIP;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import prescient.database.DatabasePulse;
import prescient.lease.OwnMoment;
import prescient.trade.simulation.ForgetTable.Forgotten;

/** Forgets once an hour what the exchange no longer needs. Needs no lease: doing it twice changes nothing. */
@ApplicationScoped
class ForgetJob {

    private static final Duration SQL = Duration.ofSeconds(60);

    private final ForgetTable table;
    private final SimulationConfig config;
    private final DatabasePulse pulse;
    private final InstantSource clock;

    ForgetJob(ForgetTable table, SimulationConfig config, DatabasePulse pulse, InstantSource clock) {
        this.table = table;
        this.config = config;
        this.pulse = pulse;
        this.clock = clock;
    }

    @Scheduled(
            every = "1h",
            delayed = "10m",
            concurrentExecution = SKIP,
            identity = "simulation-forget",
            skipExecutionIf = OwnMoment.class)
    @RunOnVirtualThread
    void run() {
        pulse.whenUp("simulation-forget", this::forget);
    }

    Forgotten forget() {
        return table.forget(clock.instant().minus(config.keep())).await().atMost(SQL);
    }
}
