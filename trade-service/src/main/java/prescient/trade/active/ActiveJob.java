package prescient.trade.active;

import static io.quarkus.scheduler.Scheduled.ConcurrentExecution.SKIP;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import prescient.lease.OwnMoment;
import prescient.lease.RoundDesk;
import prescient.trade.desk.DriveDesk;

/** Supervises every second, one replica at a time. Stops are handled at once, not by the manager's next round. */
@ApplicationScoped
class ActiveJob {

    private static final String NAME = "active-trades";

    private final SuperviseDesk desk;
    private final DriveDesk drive;
    private final ActiveMeters meters;
    private final RoundDesk rounds;

    ActiveJob(SuperviseDesk desk, DriveDesk drive, ActiveMeters meters, RoundDesk rounds) {
        this.desk = desk;
        this.drive = drive;
        this.meters = meters;
        this.rounds = rounds;
    }

    @Scheduled(every = "1s", concurrentExecution = SKIP, identity = NAME, skipExecutionIf = OwnMoment.class)
    @RunOnVirtualThread
    void run() {
        rounds.run(NAME, () -> meters.timed(desk::tick).forEach(drive::soon));
    }
}
