package prescient.trade.desk;

import static io.quarkus.scheduler.Scheduled.ConcurrentExecution.SKIP;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import prescient.lease.OwnMoment;
import prescient.lease.RoundDesk;

/** Drives on whatever is unfinished, one replica at a time. After a restart it is the same code as any other second. */
@ApplicationScoped
class DeskJob {

    private static final String NAME = "desk";

    private final DriveDesk desk;
    private final RoundDesk rounds;

    DeskJob(DriveDesk desk, RoundDesk rounds) {
        this.desk = desk;
        this.rounds = rounds;
    }

    @Scheduled(every = "1s", concurrentExecution = SKIP, identity = NAME, skipExecutionIf = OwnMoment.class)
    @RunOnVirtualThread
    void run() {
        rounds.run(NAME, desk::round);
    }
}
