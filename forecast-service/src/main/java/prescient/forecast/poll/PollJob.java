package prescient.forecast.poll;

import static io.quarkus.scheduler.Scheduled.ConcurrentExecution.SKIP;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import prescient.database.DatabasePulse;
import prescient.lease.OwnMoment;

/** Asks the stations when it is time. */
@ApplicationScoped
class PollJob {

    private final PollDesk desk;
    private final PollConfig config;
    private final DatabasePulse database;
    private final InstantSource clock;
    private volatile Instant next = Instant.MIN;

    PollJob(PollDesk desk, PollConfig config, DatabasePulse database, InstantSource clock) {
        this.desk = desk;
        this.config = config;
        this.database = database;
        this.clock = clock;
    }

    /** Looks every few seconds whether it is time, so that another replica soon follows one that ended. */
    @Scheduled(
            every = "5s",
            concurrentExecution = SKIP,
            identity = "observation-poll",
            skipExecutionIf = OwnMoment.class)
    @RunOnVirtualThread
    void run() {
        if (config.enabled()) {
            database.whenUp("observation-poll", this::pollWhenDue);
        }
    }

    private void pollWhenDue() {
        var now = clock.instant();
        if (!now.isBefore(next) && desk.poll().isPresent()) {
            next = now.plus(config.every());
        }
    }
}
