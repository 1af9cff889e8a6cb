package prescient.transfer;

import static io.quarkus.scheduler.Scheduled.ConcurrentExecution.SKIP;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import prescient.cutover.Feature;
import prescient.database.DatabaseFailure;
import prescient.database.DatabasePulse;
import prescient.lease.OwnMoment;
import prescient.problem.Refused;

/** Brings the database of a feature in dual-write back into step as soon as PostgreSQL answers. */
@ApplicationScoped
class RepairJob {

    private static final Logger LOG = Logger.getLogger(RepairJob.class);
    private static final long REST_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final PairDesk pairs;
    private final JobDesk jobs;
    private final RepairDesk repairs;
    private final Switch modes;
    private final DatabasePulse pulse;
    /** Until when a feature is left alone whose repair failed for a reason that does not pass by itself. */
    private final Map<String, Long> restUntil = new HashMap<>();

    RepairJob(PairDesk pairs, JobDesk jobs, RepairDesk repairs, Switch modes, DatabasePulse pulse) {
        this.pairs = pairs;
        this.jobs = jobs;
        this.repairs = repairs;
        this.modes = modes;
        this.pulse = pulse;
    }

    @Scheduled(
            every = "1s",
            concurrentExecution = SKIP,
            identity = "transfer-repair",
            skipExecutionIf = OwnMoment.class)
    void tick() {
        for (var feature : pairs.features()) {
            if (modes.unrepaired(feature.name()) && !jobs.isRunning(feature.name()) && !rests(feature)) {
                pulse.whenUp("repair", () -> repair(feature));
            }
        }
    }

    private void repair(Feature feature) {
        try {
            long written = modes.repair(feature.name(), full -> repairs.run(feature, full));
            LOG.infof("%s is in step again, %d records were written", feature.name(), written);
        } catch (Refused leaving) {
            LOG.debugf("%s is not repaired: %s", feature.name(), leaving.getMessage());
        } catch (RuntimeException failure) {
            if (DatabaseFailure.isOutage(failure)) {
                throw failure;
            }
            restUntil.put(feature.name(), System.nanoTime() + REST_NANOS);
            LOG.warnf("%s cannot be repaired now: %s", feature.name(), failure);
        }
    }

    private boolean rests(Feature feature) {
        var until = restUntil.get(feature.name());
        return until != null && until - System.nanoTime() > 0;
    }
}
