package prescient.lease;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import prescient.database.DatabasePulse;

/** Rounds of jobs that work on tables, of each job by one replica at a time. Blocks; belongs on a virtual thread. */
@ApplicationScoped
public class RoundDesk {

    private final DatabasePulse pulse;
    private final LeaseDesk leases;
    private final String holder;

    RoundDesk(
            DatabasePulse pulse,
            LeaseDesk leases,
            @ConfigProperty(name = "prescient.instance") Optional<String> instance,
            @ConfigProperty(name = "quarkus.http.port") int port) {
        this.pulse = pulse;
        this.leases = leases;
        this.holder = Replica.of(instance, port).name();
    }

    /** Runs a round under the job's lease; nothing while the database is away or another replica holds the lease. */
    public void run(String job, Runnable round) {
        pulse.whenUp(job, () -> alone(job, round));
    }

    private void alone(String job, Runnable round) {
        var lease = leases.acquire(job, holder);
        if (lease.isEmpty()) {
            return;
        }
        try (var held = lease.get()) {
            if (!held.lost()) {
                round.run();
            }
        }
    }
}
