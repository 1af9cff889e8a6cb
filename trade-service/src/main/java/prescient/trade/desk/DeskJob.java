package prescient.trade.desk;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import prescient.database.DatabasePulse;
import prescient.lease.LeaseDesk;
import prescient.lease.Replica;

/** Drives on whatever is unfinished, one replica at a time. After a restart it is the same code as any other second. */
@ApplicationScoped
class DeskJob {

    private static final String NAME = "desk";

    private final DriveDesk desk;
    private final DatabasePulse pulse;
    private final LeaseDesk leases;
    private final String holder;

    DeskJob(
            DriveDesk desk,
            DatabasePulse pulse,
            LeaseDesk leases,
            @ConfigProperty(name = "prescient.instance") Optional<String> instance,
            @ConfigProperty(name = "quarkus.http.port") int port) {
        this.desk = desk;
        this.pulse = pulse;
        this.leases = leases;
        this.holder = Replica.of(instance, port).name();
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP, identity = NAME)
    @RunOnVirtualThread
    void run() {
        pulse.whenUp(NAME, this::round);
    }

    private void round() {
        var lease = leases.acquire(NAME, holder);
        if (lease.isEmpty()) {
            return;
        }
        try (var held = lease.get()) {
            if (!held.lost()) {
                desk.round();
            }
        }
    }
}
