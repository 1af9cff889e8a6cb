package prescient.trade.desk;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import prescient.database.DatabaseFailure;
import prescient.lease.ServiceEnd;

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
    private final ServiceEnd end;
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
            ServiceEnd end,
            InstantSource clock) {
        this.table = table;
        this.manager = manager;
        this.messages = messages;
        this.feeds = feeds;
        this.exchange = exchange;
        this.config = config;
        this.end = end;
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
        feeds.settlements()
                .forEach(due -> alone(due.tradeId(), () -> {
                    feeds.settle(due);
                    return Optional.empty();
                }));
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
    private Optional<Instant> alone(String tradeId, Supplier<Optional<Instant>> work) {
        try {
            var again = work.get();
            troubled.remove(tradeId);
            return again;
        } catch (RuntimeException failure) {
            if (DatabaseFailure.isOutage(failure)) {
                throw failure;
            }
            if (troubled.add(tradeId)) {
                LOG.errorf(failure, "trade %s cannot be driven on", tradeId);
            }
            return Optional.empty();
        }
    }

    /** Trades that could not be driven on when they last were. */
    int troubled() {
        return troubled.size();
    }

    /**
     * Handles what was said and drives this trade at once, on a thread of its own, and once more when the venue is to
     * be asked again: trades that came one by one are not asked about all together, at the job's next round. What
     * fails, or takes longer, is for the job.
     */
    public void soon(String tradeId) {
        Thread.ofVirtual().name("desk-" + tradeId).start(() -> {
            try {
                var again = handled(tradeId).map(at -> Duration.between(clock.instant(), at));
                if (again.filter(this::isSoon).isPresent() && !end.comesWithin(again.get())) {
                    handled(tradeId);
                }
            } catch (RuntimeException outage) {
                LOG.debugf("trade %s waits for the job: %s", tradeId, outage);
            }
        });
    }

    private boolean isSoon(Duration wait) {
        return wait.compareTo(config.poll()) <= 0;
    }

    private Optional<Instant> handled(String tradeId) {
        messages.deliver();
        var again = alone(tradeId, () -> drive(tradeId));
        feeds.fills();
        messages.deliver();
        return again;
    }

    /** Empty when another thread is at it. */
    private Optional<Instant> drive(String tradeId) {
        if (!driven.add(tradeId)) {
            return Optional.empty();
        }
        try {
            return manager.drive(tradeId);
        } finally {
            driven.remove(tradeId);
        }
    }
}
