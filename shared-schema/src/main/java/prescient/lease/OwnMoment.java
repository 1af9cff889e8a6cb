package prescient.lease;

import io.quarkus.scheduler.Scheduled.SkipPredicate;
import io.quarkus.scheduler.ScheduledExecution;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.scheduler.Trigger;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Gives each job a moment of its own within the second: those of a service at equal distances, in the order of their
 * names. The scheduler begins all of them at the whole second, in every service of a machine at once, and a request
 * that comes just then would wait for all. Not for jobs of the event loop: it waits on the thread that runs the job.
 */
@ApplicationScoped
public class OwnMoment implements SkipPredicate {

    private static final int MILLIS = 1000;

    private final String service;
    private final Scheduler scheduler;
    private final ServiceEnd end;

    OwnMoment(@ConfigProperty(name = "quarkus.application.name") String service, Scheduler scheduler, ServiceEnd end) {
        this.service = service;
        this.scheduler = scheduler;
        this.end = end;
    }

    /** Waits for the job's moment; true, at once, when the service ends before it. */
    @Override
    public boolean test(ScheduledExecution execution) {
        var jobs = scheduler.getScheduledJobs().stream().map(Trigger::getId).toList();
        return end.comesWithin(
                Duration.ofMillis(millisOf(service, execution.getTrigger().getId(), jobs)));
    }

    /** Milliseconds after the whole second, 0 to 999; the same in every run. Services begin at different ones. */
    static long millisOf(String service, String job, Collection<String> jobs) {
        long before = jobs.stream().filter(other -> other.compareTo(job) < 0).count();
        return Math.floorMod(service.hashCode() + before * MILLIS / jobs.size(), MILLIS);
    }
}
