package prescient.market.retention;

import static io.quarkus.scheduler.Scheduled.ConcurrentExecution.SKIP;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import prescient.cutover.Cutover;
import prescient.cutover.CutoverDesk;
import prescient.cutover.Mode;
import prescient.database.DatabasePulse;
import prescient.lease.LeaseDesk;
import prescient.lease.OwnMoment;
import prescient.market.catalogue.CatalogueFile;

/**
 * Makes the partitions of this month and the next two before they are needed. Rows that come earlier land in the
 * default partition and are moved. Nothing needs them while the catalogue lives in files only.
 */
@ApplicationScoped
class PartitionJob {

    private static final Logger LOG = Logger.getLogger(PartitionJob.class);
    private static final Duration DEADLINE = Duration.ofSeconds(25);
    private static final Duration PERIOD = Duration.ofHours(6);
    private static final int MONTHS_AHEAD = 2;

    private final PartitionTable table;
    private final LeaseDesk leases;
    private final DatabasePulse pulse;
    private final InstantSource clock;
    private final Cutover cutover;
    private final String instance;
    private long nextNanos = System.nanoTime();

    PartitionJob(
            PartitionTable table,
            LeaseDesk leases,
            DatabasePulse pulse,
            CutoverDesk cutovers,
            InstantSource clock,
            @ConfigProperty(name = "prescient.instance", defaultValue = "local") String instance) {
        this.cutover = cutovers.of(CatalogueFile.FEATURE);
        this.table = table;
        this.leases = leases;
        this.pulse = pulse;
        this.clock = clock;
        this.instance = instance;
    }

    /** Looks every few seconds whether it is time, so that the first run follows the migration closely. */
    @Scheduled(every = "5s", concurrentExecution = SKIP, identity = "partitions", skipExecutionIf = OwnMoment.class)
    @RunOnVirtualThread
    void run() {
        if (System.nanoTime() < nextNanos
                || cutover.mode() == Mode.FILE_ONLY
                || !pulse.last().up()) {
            return;
        }
        try (var lease = leases.acquire("partitions", instance).orElse(null)) {
            if (lease != null) {
                int made = table.create(clock.instant(), MONTHS_AHEAD).await().atMost(DEADLINE);
                LOG.debugf("partitions made: %d", made);
            }
            nextNanos = System.nanoTime() + PERIOD.toNanos();
        } catch (RuntimeException failure) {
            LOG.debugf("partitions not made, tried again soon: %s", failure.toString());
        }
    }
}
