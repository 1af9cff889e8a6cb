package prescient.trade.notification;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import prescient.database.DatabaseFailure;
import prescient.database.DatabasePulse;
import prescient.lease.RoundDesk;
import prescient.page.PageCursor;
import prescient.trade.notification.NotificationTable.Counts;

/**
 * Tells people. What it is handed is held in memory until it is stored, and sent from there while PostgreSQL is away.
 * Blocks, except where it says otherwise; on a virtual thread.
 */
@ApplicationScoped
public class NotificationDesk {

    private static final Logger LOG = Logger.getLogger(NotificationDesk.class);
    private static final Duration SQL = Duration.ofSeconds(5);

    private final NotificationMemory memory;
    private final NotificationTable table;
    private final RelayDesk relay;
    private final List<Channel> channels;
    private final BooleanSupplier databaseUp;
    private final Leases leases;
    private final NotificationConfig config;
    private final NotificationMeters meters;
    private final InstantSource clock;
    /** Read while memory is sent from, written while it is handed to the table, which must not be in between. */
    private final ReentrantReadWriteLock handOver = new ReentrantReadWriteLock();

    private volatile boolean full;

    /** Runs something while no other replica does. */
    interface Leases {
        void run(String job, Runnable work);
    }

    @Inject
    NotificationDesk(
            NotificationMemory memory,
            NotificationTable table,
            RelayDesk relay,
            @All List<Channel> channels,
            DatabasePulse pulse,
            RoundDesk rounds,
            NotificationConfig config,
            NotificationMeters meters,
            InstantSource clock) {
        this(memory, table, relay, channels, () -> pulse.last().up(), rounds::run, config, meters, clock);
    }

    NotificationDesk(
            NotificationMemory memory,
            NotificationTable table,
            RelayDesk relay,
            List<Channel> channels,
            BooleanSupplier databaseUp,
            Leases leases,
            NotificationConfig config,
            NotificationMeters meters,
            InstantSource clock) {
        this.memory = memory;
        this.table = table;
        this.relay = relay;
        this.channels = List.copyOf(channels);
        this.databaseUp = databaseUp;
        this.leases = leases;
        this.config = config;
        this.meters = meters;
        this.clock = clock;
    }

    /** Tells of what has no transaction of its own, or could not have one. Never blocks or fails; any thread. */
    public void tell(Collection<Notice> notices) {
        for (var notice : notices) {
            boolean room = memory.add(notice);
            if (!room && !full) {
                LOG.warnf("notifications wait in memory without PostgreSQL, and there is no room for more");
            }
            full = !room;
        }
    }

    /** Stores what is held. */
    void store() {
        var held = memory.all();
        if (held.isEmpty() || !databaseUp.getAsBoolean()) {
            return;
        }
        handOver.writeLock().lock();
        try {
            var now = memory.all();
            memory.stored(now, table.store(now).await().atMost(SQL));
        } catch (RuntimeException failure) {
            quietly(failure);
        } finally {
            handOver.writeLock().unlock();
        }
    }

    /** Sends what is due over a channel: from the tables, by one replica, or from memory while there are none. */
    void send(String name) {
        for (var channel : channels) {
            if (channel.name().equals(name) && channel.on()) {
                send(channel);
            }
        }
    }

    private void send(Channel channel) {
        if (databaseUp.getAsBoolean()) {
            try {
                if (relay.due(channel, table)) {
                    leases.run("notify-" + channel.name(), () -> relay.round(channel, table));
                }
            } catch (RuntimeException failure) {
                quietly(failure);
            }
            return;
        }
        handOver.readLock().lock();
        try {
            relay.round(channel, memory);
        } finally {
            handOver.readLock().unlock();
        }
    }

    /** Counts what waits, for the meters. */
    void count() {
        Map<String, Counts> counts = null;
        if (databaseUp.getAsBoolean()) {
            try {
                counts = table.counts().await().atMost(SQL);
            } catch (RuntimeException failure) {
                quietly(failure);
            }
        }
        meters.count(counts);
    }

    /** Forgets what is old. */
    void forget() {
        leases.run("notify-forget", () -> table.forget(clock.instant().minus(config.kept())));
    }

    private static void quietly(RuntimeException failure) {
        if (!DatabaseFailure.isOutage(failure)) {
            throw failure;
        }
        LOG.debugf("notifications wait for PostgreSQL: %s", failure.toString());
    }

    /**
     * What was told, newest first; what is held alone while PostgreSQL does not answer.
     *
     * @param state only those with a delivery of this state; null for all
     */
    List<NotificationView> list(Delivery.@Nullable State state, @Nullable PageCursor after, int limit) {
        if (databaseUp.getAsBoolean()) {
            return table.list(state, after, limit).await().atMost(SQL);
        }
        return memory.views().stream()
                .filter(view -> state == null || view.has(state))
                .filter(view -> after == null || view.isBehind(after))
                .limit(limit)
                .toList();
    }

    /** How each channel stands. */
    List<ChannelView> channels() {
        var counts = databaseUp.getAsBoolean() ? table.counts().await().atMost(SQL) : null;
        return channels.stream()
                .map(channel -> ChannelView.of(
                        channel,
                        relay.standing(channel),
                        relay.quietUntil(),
                        counts == null ? null : counts.getOrDefault(channel.name(), Counts.NONE)))
                .toList();
    }

    /** Sends a test over each channel that is on; what was given up over one that works is sent again. */
    List<TestResult> test() {
        return channels.stream().map(this::test).toList();
    }

    private TestResult test(Channel channel) {
        if (!channel.on()) {
            return new TestResult(channel.name(), "off", null);
        }
        var error = relay.test(channel);
        if (error != null) {
            return new TestResult(channel.name(), "failed", error);
        }
        if (databaseUp.getAsBoolean()) {
            table.revive(channel.name(), clock.instant());
        }
        return new TestResult(channel.name(), "delivered", null);
    }
}
