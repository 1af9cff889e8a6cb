package prescient.lease;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Hands out leases and keeps them alive while they are held. Blocks; belongs on a virtual thread. */
@ApplicationScoped
public class LeaseDesk {

    private static final Logger LOG = Logger.getLogger(LeaseDesk.class);
    private static final Duration TIME = Duration.ofSeconds(10);
    private static final Duration DEADLINE = Duration.ofSeconds(3);

    private final LeaseTable table;

    LeaseDesk(LeaseTable table) {
        this.table = table;
    }

    /**
     * Takes the lease of {@code job}.
     *
     * @param holder who takes it; the same holder takes over its own lease, as after a crash
     * @return empty when somebody else holds it
     */
    public Optional<Lease> acquire(String job, String holder) {
        long token = table.acquire(job, holder, TIME).await().atMost(DEADLINE);
        return token == 0 ? Optional.empty() : Optional.of(new Lease(job, token));
    }

    /** A lease that is held until it is closed, or lost when the database could not be told in time. */
    public final class Lease implements Turn {

        private final String job;
        private final long token;
        private final Thread keeper;
        private volatile boolean lost;

        private Lease(String job, long token) {
            this.job = job;
            this.token = token;
            this.keeper = Thread.ofVirtual().name("lease-" + job).start(this::keep);
        }

        /** Fences off a holder that lost its lease: writes name it, and it only grows. */
        @Override
        public long token() {
            return token;
        }

        @Override
        public boolean lost() {
            return lost;
        }

        private void keep() {
            try {
                while (!lost) {
                    Thread.sleep(TIME.dividedBy(3));
                    renew();
                }
            } catch (InterruptedException closed) {
                Thread.currentThread().interrupt();
            }
        }

        private void renew() {
            try {
                lost = !table.renew(job, token, TIME).await().atMost(DEADLINE);
            } catch (RuntimeException unavailable) {
                // The lease runs out by itself if this lasts; the next attempt finds out.
                LOG.debugf("lease %s not renewed: %s", job, unavailable.toString());
            }
        }

        @Override
        public void close() {
            keeper.interrupt();
            try {
                table.release(job, token).await().atMost(DEADLINE);
            } catch (RuntimeException unavailable) {
                LOG.debugf("lease %s not given back, it runs out: %s", job, unavailable.toString());
            }
        }
    }
}
