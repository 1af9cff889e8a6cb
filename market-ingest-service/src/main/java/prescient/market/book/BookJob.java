package prescient.market.book;

import static io.quarkus.scheduler.Scheduled.ConcurrentExecution.SKIP;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import prescient.database.DatabasePulse;
import prescient.lease.LeaseDesk;
import prescient.lease.OwnMoment;

/**
 * Looks every second which event is on and whether a book needs a snapshot, and now and then stores what changed; of
 * several replicas one stores.
 */
@ApplicationScoped
class BookJob {

    private static final Logger LOG = Logger.getLogger(BookJob.class);

    private final BookConfig config;
    private final BookDesk desk;
    private final BookClient feed;
    private final LeaseDesk leases;
    private final DatabasePulse pulse;
    private final String instance;
    private long nextList = System.nanoTime();
    private long nextStore = System.nanoTime();

    BookJob(
            BookConfig config,
            BookDesk desk,
            BookClient feed,
            LeaseDesk leases,
            DatabasePulse pulse,
            @ConfigProperty(name = "prescient.instance", defaultValue = "local") String instance) {
        this.config = config;
        this.desk = desk;
        this.feed = feed;
        this.leases = leases;
        this.pulse = pulse;
        this.instance = instance;
    }

    @Scheduled(every = "1s", concurrentExecution = SKIP, identity = "books", skipExecutionIf = OwnMoment.class)
    @RunOnVirtualThread
    void run() {
        if (config.series().isEmpty()) {
            return;
        }
        var now = System.nanoTime();
        if (now - nextList >= 0 || feed.takeNews()) {
            nextList = now + config.listEvery().toNanos();
            desk.refresh(config.series().get());
        }
        feed.resync();
        if (now - nextStore >= 0 && pulse.last().up()) {
            nextStore = now + config.storeEvery().toNanos();
            store();
        }
    }

    private void store() {
        try (var lease = leases.acquire("order-books", instance).orElse(null)) {
            if (lease != null) {
                desk.store();
            }
        } catch (RuntimeException failure) {
            LOG.debugf("books not stored, tried again soon: %s", failure.toString());
        }
    }
}
