package prescient.trade.desk;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;
import prescient.database.DatabaseFailure;

/**
 * Drives everything that is unfinished. Within this process a trade is driven by one thread at a time; across processes
 * the claim of an order and the version of a trade decide. Blocks; on a virtual thread.
 */
@ApplicationScoped
public class DriveDesk {

    private static final Logger LOG = Logger.getLogger(DriveDesk.class);
    private static final Duration SQL = Duration.ofSeconds(10);

    private final DeskTable table;
    private final ManagerDesk manager;
    private final MessageDesk messages;
    private final FeedDesk feeds;
    private final DeskExchange exchange;
    private final DeskConfig config;
    private final InstantSource clock;
    private final Set<String> driven = ConcurrentHashMap.newKeySet();
    private final Set<String> troubled = ConcurrentHashMap.newKeySet();

    DriveDesk(
            DeskTable table,
            ManagerDesk manager,
            MessageDesk messages,
            FeedDesk feeds,
            DeskExchange exchange,
            DeskConfig config,
            InstantSource clock) {
        this.table = table;
        this.manager = manager;
        this.messages = messages;
        this.feeds = feeds;
        this.exchange = exchange;
        this.config = config;
        this.clock = clock;
    }

    /** One round: what was said is handled, what is due is asked about, and what the venue tells is applied. */
    void round() {
        if (!exchange.present()) {
            return;
        }
        messages.deliver();
        feeds.fills();
        driveAll(table.due(exchange.environment(), clock.instant(), config.batch())
                .await()
                .atMost(SQL));
        feeds.fills();
        feeds.settlements().forEach(due -> alone(due.tradeId(), () -> feeds.settle(due)));
        messages.deliver();
    }

    /** Drives trades side by side, since one whose answer is slow is no reason for the others to wait. */
    private void driveAll(List<String> tradeIds) {
        var slots = new Semaphore(config.concurrency());
        var failures = new ConcurrentLinkedQueue<Throwable>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var tradeId : tradeIds) {
                slots.acquireUninterruptibly();
                if (!failures.isEmpty()) {
                    break;
                }
                threads.execute(() -> {
                    try {
                        alone(tradeId, () -> drive(tradeId));
                    } catch (RuntimeException | Error failure) {
                        failures.add(failure);
                    } finally {
                        slots.release();
                    }
                });
            }
        }
        switch (failures.peek()) {
            case null -> {}
            case RuntimeException failure -> throw failure;
            case Error error -> throw error;
            case Throwable other -> throw new IllegalStateException(other);
        }
    }

    /** Trouble with one trade holds up no other. It is told once and tried again every round. */
    private void alone(String tradeId, Runnable work) {
        try {
            work.run();
            troubled.remove(tradeId);
        } catch (RuntimeException failure) {
            if (DatabaseFailure.isOutage(failure)) {
                throw failure;
            }
            if (troubled.add(tradeId)) {
                LOG.errorf(failure, "trade %s cannot be driven on", tradeId);
            }
        }
    }

    /** Trades that could not be driven on when they last were. */
    int troubled() {
        return troubled.size();
    }

    /** Handles what was said and drives this trade at once, on a thread of its own; what fails is for the job. */
    public void soon(String tradeId) {
        Thread.ofVirtual().name("desk-" + tradeId).start(() -> {
            try {
                messages.deliver();
                alone(tradeId, () -> drive(tradeId));
                feeds.fills();
                messages.deliver();
            } catch (RuntimeException outage) {
                LOG.debugf("trade %s waits for the job: %s", tradeId, outage);
            }
        });
    }

    private void drive(String tradeId) {
        if (!driven.add(tradeId)) {
            return;
        }
        try {
            manager.drive(tradeId);
        } finally {
            driven.remove(tradeId);
        }
    }
}
