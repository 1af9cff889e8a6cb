package prescient.lease;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduler;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/**
 * Begins no job any more once the service ends, and lets those that run come to their end. One that ran on would find the
 * service half taken apart and log that as an ERROR, with each replica that a release replaces.
 */
@ApplicationScoped
class JobsPause {

    /** What comes every second is done in less; what takes longer is made to be cut off. */
    private static final Duration LAST_MOMENT = Duration.ofMillis(250);

    private final Scheduler scheduler;
    private final OwnMoment moments;

    JobsPause(Scheduler scheduler, OwnMoment moments) {
        this.scheduler = scheduler;
        this.moments = moments;
    }

    void begin(@Observes @Priority(1) ShutdownEvent event) {
        scheduler.pause();
        moments.end();
        try {
            Thread.sleep(LAST_MOMENT);
        } catch (InterruptedException atOnce) {
            Thread.currentThread().interrupt();
        }
    }
}
