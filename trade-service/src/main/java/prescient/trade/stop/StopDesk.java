package prescient.trade.stop;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.TimeoutException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import prescient.database.DatabaseFailure;
import prescient.database.DatabasePulse;
import prescient.problem.RequestProblem;
import prescient.trade.notification.Notice;
import prescient.trade.notification.NotificationDesk;

/**
 * Whether positions may be opened. When {@link #order} returns, an order counts in memory and is in the file and, if
 * PostgreSQL answers, in the table; {@link #meet} brings the three together every second. Blocks, except where it
 * says otherwise.
 */
@ApplicationScoped
public class StopDesk {

    private static final Logger LOG = Logger.getLogger(StopDesk.class);
    private static final Duration DEADLINE = Duration.ofSeconds(2);

    private final StopFile file;
    private final StopTable table;
    private final BooleanSupplier databaseUp;
    private final Consumer<List<Notice>> told;
    private final InstantSource clock;
    /** Held for a moment: memory and file change together. */
    private final ReentrantLock turn = new ReentrantLock();
    /** Held while the table is asked. */
    private final ReentrantLock meeting = new ReentrantLock();

    private volatile StopOrders orders = StopOrders.NONE;
    /** File or table were read; before, nobody knows whether trading is stopped. */
    private volatile boolean known;
    /** Why the file cannot be used; null when it can. */
    private volatile @Nullable String unreadable;
    /** The file lacks something; tried again by the next {@link #merge}. */
    private boolean unwritten;

    @Inject
    StopDesk(StopFile file, StopTable table, DatabasePulse pulse, NotificationDesk notifications, InstantSource clock) {
        this(file, table, () -> pulse.last().up(), notifications::tell, clock);
    }

    /** @param told what people are told while the table cannot be reached */
    StopDesk(
            StopFile file,
            StopTable table,
            BooleanSupplier databaseUp,
            Consumer<List<Notice>> told,
            InstantSource clock) {
        this.file = file;
        this.table = table;
        this.databaseUp = databaseUp;
        this.told = told;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        recall();
    }

    /** Takes what the file says, before anything is asked. */
    void recall() {
        try {
            orders = orders.and(file.read());
            known = file.exists();
        } catch (UncheckedIOException defect) {
            unreadable = defect.getMessage();
            LOG.errorf("nothing is opened: the file of the kill switch is kept, but cannot be read: %s", unreadable);
        }
    }

    /**
     * Why nothing may be opened now; empty when positions may be opened. Without a file the table is asked the first
     * time.
     */
    public Optional<String> stopped() {
        if (!known && unreadable == null) {
            merge(table.newest(StopOrders.REMEMBERED).await().atMost(DEADLINE));
            known = true;
        }
        return why();
    }

    /** The same as far as it is known. Any thread, never blocks. */
    public Optional<String> why() {
        return unreadable == null
                ? orders.stop().map(order -> order.by() + " stopped it at " + order.at() + ": " + order.reason())
                : Optional.of("the file of the kill switch cannot be read: " + unreadable);
    }

    /**
     * Refuses what opens a position while trading is stopped.
     *
     * @throws prescient.problem.Refused {@code TRADING_STOPPED}
     */
    public void requireEntries() {
        stopped().ifPresent(why -> {
            throw StopProblem.TRADING_STOPPED.with(why);
        });
    }

    /**
     * Takes an order. It counts before PostgreSQL is asked, which may hang; in memory and file when nothing else can be
     * reached.
     *
     * @return the order as it is known, and whether it is new and survives a restart
     * @throws prescient.problem.Refused {@code CONTENT_DIFFERS} when the id was used for something else
     */
    public Taken order(String id, Set<StopAction> actions, String by, String reason) {
        if (!known) {
            meet();
        }
        var taken = remembered(id, actions, by, reason);
        boolean inTable = meet();
        if (taken.fresh() && !inTable) {
            told.accept(List.of(taken.order().notice()));
        }
        return new Taken(taken.order(), taken.fresh(), inTable || taken.durable());
    }

    private Taken remembered(String id, Set<StopAction> actions, String by, String reason) {
        turn.lock();
        try {
            var before = orders.find(id);
            if (before.isPresent()) {
                if (!before.get().asks(new TreeSet<>(actions), reason)) {
                    throw RequestProblem.CONTENT_DIFFERS.with("order " + id + " asked for something else");
                }
                return new Taken(before.get(), false, file.exists());
            }
            var at = orders.next(clock.instant().truncatedTo(ChronoUnit.MICROS));
            var order = new StopOrder(id, actions, by, reason, at, List.of(), false);
            LOG.infof("kill switch, order %s of %s: %s, %s", id, by, actions, reason);
            return new Taken(order, true, merge(List.of(order)));
        } finally {
            turn.unlock();
        }
    }

    /**
     * An order that was taken.
     *
     * @param fresh it is new
     * @param durable it is in the file or in the table; otherwise a restart forgets it
     */
    public record Taken(StopOrder order, boolean fresh, boolean durable) {}

    /** Notes what was done of an order. */
    public void done(String id, StopResult result) {
        turn.lock();
        try {
            orders.find(id).ifPresent(order -> merge(List.of(order.with(result))));
        } finally {
            turn.unlock();
        }
        meet();
    }

    /**
     * Brings memory, file and table together; nothing without PostgreSQL. Called every second.
     *
     * @return true when the table has all that is known here
     */
    public boolean meet() {
        if (!databaseUp.getAsBoolean()) {
            return false;
        }
        meeting.lock();
        try {
            var stored = table.newest(StopOrders.REMEMBERED).await().atMost(DEADLINE);
            merge(stored);
            known = true;
            var missing = orders.all().stream()
                    .filter(order -> !stored.contains(order))
                    .toList();
            if (!missing.isEmpty()) {
                var fresh = missing.stream()
                        .filter(order ->
                                stored.stream().noneMatch(known -> known.id().equals(order.id())))
                        .map(StopOrder::notice)
                        .toList();
                table.save(missing, fresh).await().atMost(DEADLINE);
            }
            return true;
        } catch (RuntimeException failure) {
            if (!(failure instanceof TimeoutException) && !DatabaseFailure.isOutage(failure)) {
                throw failure;
            }
            LOG.debugf("the kill switch waits for PostgreSQL: %s", failure.toString());
            return false;
        } finally {
            meeting.unlock();
        }
    }

    /** True when all is in the file. A full disk is no reason to go on trading: the orders count in memory. */
    private boolean merge(Collection<StopOrder> more) {
        turn.lock();
        try {
            var before = orders;
            orders = before.and(more);
            if (unreadable != null) {
                return false;
            }
            if (unwritten || !orders.equals(before)) {
                unwritten = true;
                file.write(orders.all());
                unwritten = false;
            }
            return file.exists();
        } catch (UncheckedIOException full) {
            LOG.warnf("orders of the kill switch are not in their file: %s", full.getMessage());
            return false;
        } finally {
            turn.unlock();
        }
    }

    /** What is not carried out in this part yet, oldest first. Any thread, never blocks. */
    public List<StopOrder> waiting(StopPart part) {
        return orders.all().stream().filter(order -> order.waits(part)).toList();
    }

    /** Orders, newest first. Any thread, never blocks. */
    public List<StopOrder> newest() {
        return orders.all().reversed();
    }

    /** Nothing is opened, whoever decided it. Any thread, never blocks. */
    public boolean holds() {
        return why().isPresent();
    }
}
