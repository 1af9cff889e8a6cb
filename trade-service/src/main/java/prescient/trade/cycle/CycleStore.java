package prescient.trade.cycle;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import prescient.lease.LeaseDesk;
import prescient.lease.Replica;
import prescient.lease.Turn;
import prescient.trade.cutover.TradingStore;
import prescient.trade.cycle.Cycle.Step;
import prescient.trade.cycle.CycleRequest.Parameters;
import prescient.trade.notification.Notice;
import prescient.trade.notification.NotificationDesk;

/** The trading cycles, in the store that is trusted. */
@ApplicationScoped
class CycleStore {

    private final TradingStore trading;
    private final CycleFile file;
    private final CycleTable table;
    private final LeaseDesk leases;
    private final NotificationDesk notifications;
    private final Replica replica;

    CycleStore(
            TradingStore trading,
            CycleFile file,
            CycleTable table,
            LeaseDesk leases,
            NotificationDesk notifications,
            @ConfigProperty(name = "prescient.instance") Optional<String> instance,
            @ConfigProperty(name = "quarkus.http.port") int port) {
        this.trading = trading;
        this.file = file;
        this.table = table;
        this.leases = leases;
        this.notifications = notifications;
        this.replica = Replica.of(instance, port);
    }

    /** On files this process is the only one, by the folder's lock. */
    private record Alone() implements Turn {

        @Override
        public boolean lost() {
            return false;
        }

        @Override
        public long token() {
            return 0;
        }

        @Override
        public void close() {}
    }

    /**
     * Takes the right to drive cycles across all replicas. Blocks.
     *
     * @return empty when another replica has it
     */
    Optional<? extends Turn> turn() {
        return trading.onFiles() ? Optional.of(new Alone()) : leases.acquire(CycleTable.LEASE, replica.name());
    }

    /** Stores a new cycle as running; one of that id is left as it is. */
    Uni<Void> start(String cycleId, Parameters parameters, Instant now) {
        return trading.run(
                "cycles.start",
                () -> file.start(cycleId, parameters, now),
                () -> table.start(cycleId, parameters, now));
    }

    /** Stores how far a running cycle has come; refused when the turn was lost. */
    Uni<Void> progress(Turn turn, String cycleId, List<Step> steps) {
        return trading.run(
                "cycles.progress",
                () -> file.progress(cycleId, steps),
                () -> table.progress(turn.token(), cycleId, steps));
    }

    /** Ends a running cycle, and tells of it; refused when the turn was lost. */
    Uni<Void> finish(
            Turn turn, String cycleId, String status, Map<String, Object> summary, List<Notice> notices, Instant now) {
        return trading.run(
                "cycles.finish",
                () -> {
                    file.finish(cycleId, status, summary, now);
                    notifications.tell(notices);
                },
                () -> table.finish(turn.token(), cycleId, status, summary, notices, now));
    }

    Uni<Optional<Cycle>> find(String cycleId) {
        return trading.trusted("cycles.find", () -> file.find(cycleId), () -> table.find(cycleId));
    }

    /** Cycles that were started and not finished, oldest first. */
    Uni<List<Cycle>> running() {
        return trading.trusted("cycles.running", file::running, table::running);
    }

    /** Cycles, newest first, from behind the given start on; null for the newest. */
    Uni<List<Cycle>> list(@Nullable Instant before, int limit) {
        return trading.trusted("cycles.list", () -> file.list(before, limit), () -> table.list(before, limit));
    }
}
