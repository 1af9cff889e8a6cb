package prescient.forecast.cycle;

import static io.quarkus.scheduler.Scheduled.ConcurrentExecution.SKIP;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;
import prescient.database.DatabasePulse;
import prescient.lease.OwnMoment;
import prescient.problem.Refused;

/** Goes on with cycles that a crash cut off. */
@ApplicationScoped
class CycleJob {

    private static final Logger LOG = Logger.getLogger(CycleJob.class);

    private final CycleDesk desk;
    private final DatabasePulse database;

    CycleJob(CycleDesk desk, DatabasePulse database) {
        this.desk = desk;
        this.database = database;
    }

    @Scheduled(
            every = "2s",
            concurrentExecution = SKIP,
            identity = "forecast-cycle-resume",
            skipExecutionIf = OwnMoment.class)
    @RunOnVirtualThread
    void resume() {
        database.whenUp("forecast-cycle-resume", () -> {
            try {
                desk.resume();
            } catch (Refused notNow) {
                LOG.debugf("nothing is resumed: %s", notNow.detail());
            }
        });
    }
}
