package prescient.cutover;

import static io.quarkus.scheduler.Scheduled.ConcurrentExecution.SKIP;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;
import prescient.database.DatabasePulse;
import prescient.database.Migration;
import prescient.lease.OwnMoment;

/** What the cut-over does by itself. Nothing of it is on a request's path, and all of it rests without PostgreSQL. */
@ApplicationScoped
class CutoverJob {

    private static final Logger LOG = Logger.getLogger(CutoverJob.class);

    private final CutoverDesk desk;
    private final FollowDesk followers;
    private final GateDesk gates;
    private final RuleDesk rules;
    private final WatchDesk watches;
    private final DatabasePulse pulse;
    private final Migration migration;

    CutoverJob(
            CutoverDesk desk,
            FollowDesk followers,
            GateDesk gates,
            RuleDesk rules,
            WatchDesk watches,
            DatabasePulse pulse,
            Migration migration) {
        this.desk = desk;
        this.followers = followers;
        this.gates = gates;
        this.rules = rules;
        this.watches = watches;
        this.pulse = pulse;
        this.migration = migration;
    }

    /** A service without legacy files knows its modes as soon as PostgreSQL can tell. */
    void start(@Observes StartupEvent event) {
        migration.whenDone(this::reconcileNow);
    }

    private void reconcileNow() {
        try {
            desk.reconcile();
        } catch (RuntimeException failure) {
            LOG.debugf("the modes are brought together later: %s", failure.toString());
        }
    }

    /** Brings what is decided together in memory, table and file. */
    @Scheduled(every = "2s", concurrentExecution = SKIP, identity = "cutover-state", skipExecutionIf = OwnMoment.class)
    @RunOnVirtualThread
    void reconcile() {
        if (!desk.all().isEmpty()) {
            pulse.whenUp("cutover-state", desk::reconcile);
        }
    }

    /** Lets the files of features in database-read follow. */
    @Scheduled(every = "1s", concurrentExecution = SKIP, identity = "cutover-follow", skipExecutionIf = OwnMoment.class)
    @RunOnVirtualThread
    void follow() {
        for (var cutover : desk.all()) {
            if (cutover.mode() == Mode.DATABASE_READ && !cutover.isRefusing()) {
                pulse.whenUp("cutover-follow", followers.of(cutover.feature().name())::follow);
            }
        }
    }

    /** Learns backups and baselines. */
    @Scheduled(every = "15s", concurrentExecution = SKIP, identity = "cutover-learn", skipExecutionIf = OwnMoment.class)
    @RunOnVirtualThread
    void learn() {
        pulse.whenUp("cutover-learn", gates::learn);
    }

    /** Adds to the day's report on features that were moved to the database. */
    @Scheduled(every = "1m", concurrentExecution = SKIP, identity = "cutover-watch", skipExecutionIf = OwnMoment.class)
    @RunOnVirtualThread
    void watch() {
        pulse.whenUp("cutover-watch", watches::look);
    }

    /** Computes gates and rules, so that a status has them at hand and a rule is told when it fires. */
    @Scheduled(every = "5s", concurrentExecution = SKIP, identity = "cutover-rules", skipExecutionIf = OwnMoment.class)
    @RunOnVirtualThread
    void evaluate() {
        desk.all().forEach(gates::evaluate);
        rules.evaluate();
    }
}
