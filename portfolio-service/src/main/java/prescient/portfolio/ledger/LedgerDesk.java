package prescient.portfolio.ledger;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Checks the books and remembers what came out, for probes and meters. */
@ApplicationScoped
class LedgerDesk {

    private static final Logger LOG = Logger.getLogger(LedgerDesk.class);

    private final LedgerStore store;
    private final InstantSource clock;
    private volatile @Nullable Last last;

    LedgerDesk(LedgerStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** The last report and when it was made. */
    record Last(LedgerReport report, Instant at) {}

    Uni<LedgerReport> check() {
        return store.check().invoke(report -> {
            last = new Last(report, clock.instant());
            if (!report.balanced()) {
                LOG.errorf("the books are not balanced: %s", report);
            }
        });
    }

    /** Computes a portfolio's state anew and checks the books then. */
    Uni<LedgerReport> rebuild(int portfolioId) {
        return store.rebuild(portfolioId).flatMap(known -> {
            if (!known) {
                throw LedgerProblem.PORTFOLIO_NOT_FOUND.with("portfolio " + portfolioId);
            }
            LOG.infof("rebuilt the state of portfolio %d", portfolioId);
            return check();
        });
    }

    /** Null before the first check. Never blocks. */
    @Nullable Last last() {
        return last;
    }
}
