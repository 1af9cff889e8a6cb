package prescient.trade.status;

import static io.quarkus.scheduler.Scheduled.ConcurrentExecution.SKIP;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.TimeoutException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import prescient.lease.OwnMoment;
import prescient.trade.cutover.TradingStore;

/** Looks up the state of trading every few seconds, so that reading the meters never waits for a store. */
@ApplicationScoped
class StatusJob {

    private static final Logger LOG = Logger.getLogger(StatusJob.class);
    private static final Duration DEADLINE = Duration.ofSeconds(2);

    private final StatusStore store;
    private final TradingStore trading;
    private volatile @Nullable Trading last;

    StatusJob(StatusStore store, TradingStore trading) {
        this.store = store;
        this.trading = trading;
    }

    /** What was last seen; null while nothing was, and while the trusted store does not answer. Never blocks. */
    @Nullable Trading last() {
        return last;
    }

    @Scheduled(
            every = "5s",
            concurrentExecution = SKIP,
            identity = "trading-figures",
            skipExecutionIf = OwnMoment.class)
    @RunOnVirtualThread
    void look() {
        var seen = new AtomicReference<@Nullable Trading>();
        try {
            trading.whenUsable(
                    "trading-figures", () -> seen.set(store.read().await().atMost(DEADLINE)));
        } catch (TimeoutException slow) {
            // The meters say that they do not know; the database's own figures tell why.
            LOG.debugf("no figures of trading: %s", slow.toString());
        }
        last = seen.get();
    }
}
