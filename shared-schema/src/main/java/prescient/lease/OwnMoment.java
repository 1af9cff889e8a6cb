package prescient.lease;

import io.quarkus.scheduler.Scheduled.SkipPredicate;
import io.quarkus.scheduler.ScheduledExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Gives each job a moment of its own within the second, by its service's name and its own. The scheduler begins all of
 * them at the whole second, in every service of a machine at once, and a request that comes just then would wait for all.
 * Not for jobs of the event loop: it waits on the thread that runs the job.
 */
@ApplicationScoped
public class OwnMoment implements SkipPredicate {

    /** 2^32 divided by the golden ratio: names that differ little come to lie far apart. */
    private static final int SPREAD = 0x9E3779B9;

    private final String service;
    private final ServiceEnd end;

    OwnMoment(@ConfigProperty(name = "quarkus.application.name") String service, ServiceEnd end) {
        this.service = service;
        this.end = end;
    }

    /** Waits for the job's moment; true, at once, when the service ends before it. */
    @Override
    public boolean test(ScheduledExecution execution) {
        return end.comesWithin(
                Duration.ofMillis(millisOf(service, execution.getTrigger().getId())));
    }

    /** Milliseconds after the whole second, 0 to 999; the same in every run. */
    static long millisOf(String service, String job) {
        return (Integer.toUnsignedLong((service + ' ' + job).hashCode() * SPREAD) * 1000) >>> 32;
    }
}
