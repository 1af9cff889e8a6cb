package prescient.trade.active;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import prescient.database.DatabasePulse;
import prescient.lease.LeaseDesk;
import prescient.lease.Replica;
import prescient.trade.desk.DriveDesk;

/** Supervises every second, one replica at a time. Stops are handled at once, not by the manager's next round. */
@ApplicationScoped
class ActiveJob {

    private static final String NAME = "active-trades";

    private final SuperviseDesk desk;
    private final DriveDesk drive;
    private final DatabasePulse pulse;
    private final LeaseDesk leases;
    private final String holder;

    ActiveJob(
            SuperviseDesk desk,
            DriveDesk drive,
            DatabasePulse pulse,
            LeaseDesk leases,
            @ConfigProperty(name = "prescient.instance") Optional<String> instance,
            @ConfigProperty(name = "quarkus.http.port") int port) {
        this.desk = desk;
        this.drive = drive;
        this.pulse = pulse;
        this.leases = leases;
        this.holder = Replica.of(instance, port).name();
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP, identity = NAME)
    @RunOnVirtualThread
    void run() {
        pulse.whenUp(NAME, this::tick);
    }

    private void tick() {
        var lease = leases.acquire(NAME, holder);
        if (lease.isEmpty()) {
            return;
        }
        try (var held = lease.get()) {
            if (!held.lost()) {
                desk.tick().forEach(drive::soon);
            }
        }
    }
}
