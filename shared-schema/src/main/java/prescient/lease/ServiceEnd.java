package prescient.lease;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduler;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Begins no job any more once the service ends, and lets those that run come to their end. One that ran on would find
 * the service half taken apart and log that as an ERROR, with each replica that a release replaces.
 */
@ApplicationScoped
public class ServiceEnd {

    /** What comes every second is done in less; what takes longer is made to be cut off. */
    private static final Duration LAST_MOMENT = Duration.ofMillis(250);

    private final Scheduler scheduler;
    private final CountDownLatch begun = new CountDownLatch(1);

    ServiceEnd(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    void begin(@Observes @Priority(1) ShutdownEvent event) {
        scheduler.pause();
        begun.countDown();
        try {
            Thread.sleep(LAST_MOMENT);
        } catch (InterruptedException atOnce) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for so long; true, at once, when the service ends before. Blocks. */
    public boolean comesWithin(Duration wait) {
        try {
            return begun.await(wait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
