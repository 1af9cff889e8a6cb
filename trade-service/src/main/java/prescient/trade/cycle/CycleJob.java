package prescient.trade.cycle;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;
import prescient.database.DatabasePulse;
import prescient.problem.Refused;

/** Goes on with cycles that a crash cut off. */
@ApplicationScoped
class CycleJob {

    private static final Logger LOG = Logger.getLogger(CycleJob.class);

    private final CycleDesk desk;
    private final DatabasePulse pulse;

    CycleJob(CycleDesk desk, DatabasePulse pulse) {
        this.desk = desk;
        this.pulse = pulse;
    }

    @Scheduled(every = "2s", concurrentExecution = ConcurrentExecution.SKIP, identity = "cycle-resume")
    @RunOnVirtualThread
    void resume() {
        try {
            pulse.whenUp("resume", desk::resume);
        } catch (Refused held) {
            LOG.debugf("not now: %s", held.detail());
        }
    }
}
