package prescient.lease;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduler;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Begins no job any more once the service ends. One that began then would find the service half taken apart and log that
 * as an ERROR, with each replica that a release replaces.
 */
@ApplicationScoped
class JobsPause {

    private final Scheduler scheduler;

    JobsPause(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    void begin(@Observes @Priority(1) ShutdownEvent event) {
        scheduler.pause();
    }
}
