package prescient.trade.order;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import prescient.trade.cutover.TradingStore;
import prescient.trade.order.Execution.Status;
import prescient.trade.outbox.OutboxMessage;

/**
 * Orders with their fills, trades and messages. What belongs together is committed together, for a whole batch; every
 * method asks the store that is trusted.
 */
@ApplicationScoped
class OrderStore {

    private final TradingStore trading;
    private final OrderFile file;
    private final OrderTable table;

    OrderStore(TradingStore trading, OrderFile file, OrderTable table) {
        this.trading = trading;
        this.file = file;
        this.table = table;
    }

    /**
     * Stores intents. Left out are those whose id is taken, those that would expose a portfolio twice to one market
     * and those that would close a trade that is not open. The legacy files hold one portfolio: orders of others are
     * denied.
     *
     * @return the ids stored as they were given
     */
    Uni<Set<String>> record(List<Intent> intents, String environment, Instant now) {
        return trading.write(
                "orders.record",
                () -> file.record(intents, environment, now),
                () -> table.record(intents, environment, now));
    }

    /**
     * Ends pending orders: fills, trades and messages are written with the new status. An order that is no longer
     * pending is left as it is.
     *
     * @return the messages to deliver
     */
    Uni<List<OutboxMessage>> end(List<Ending> endings, Instant now) {
        return trading.write("orders.end", () -> file.end(endings, now), () -> table.end(endings, now));
    }

    /** The stored orders of these ids, by id. */
    Uni<Map<String, Stored>> find(List<String> orderIds) {
        return trading.trusted("orders.find", () -> file.find(orderIds), () -> table.find(orderIds));
    }

    /** Orders that are pending and have not moved since {@code before}, oldest first. */
    Uni<List<Stored>> pendingSince(Instant before, int limit) {
        return trading.trusted(
                "orders.pending", () -> file.pendingSince(before, limit), () -> table.pendingSince(before, limit));
    }

    /** How many orders of a cycle have which status. */
    Uni<Map<Status, Integer>> countsOf(String cycleId) {
        return trading.trusted("orders.count", () -> file.countsOf(cycleId), () -> table.countsOf(cycleId));
    }
}
