package prescient.lease;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.ScheduledExecution;
import io.quarkus.scheduler.Scheduler;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Begins no job any more once the service ends. One that began then would find the service half taken apart and log that
 * as an ERROR, with each replica that a release replaces. A job whose beginning was put off by chance was triggered before:
 * it names this as what it is skipped for.
 */
@Singleton
public class JobsPause implements Scheduled.SkipPredicate {

    private volatile boolean ending;

    /** @param scheduler handed in here, since it asks for this when it is made */
    void begin(@Observes @Priority(1) ShutdownEvent event, Scheduler scheduler) {
        ending = true;
        scheduler.pause();
    }

    /** True once the service ends. */
    @Override
    public boolean test(ScheduledExecution execution) {
        return ending;
    }
}
