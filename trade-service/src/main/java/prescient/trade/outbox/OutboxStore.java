package prescient.trade.outbox;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import prescient.trade.cutover.TradingStore;
import prescient.trade.outbox.OutboxMessage.Topic;

/** What has to be told, in the store that is trusted. */
@ApplicationScoped
class OutboxStore {

    private final TradingStore trading;
    private final OutboxFile file;
    private final OutboxTable table;

    OutboxStore(TradingStore trading, OutboxFile file, OutboxTable table) {
        this.trading = trading;
        this.file = file;
        this.table = table;
    }

    /**
     * What is due at {@code now}, oldest first. A settlement waits until every fill of its trade is delivered: a trade
     * is booked before it is settled.
     */
    Uni<List<OutboxMessage>> due(Topic topic, Instant now, int limit) {
        return trading.trusted("outbox.due", () -> file.due(topic, now, limit), () -> table.due(topic, now, limit));
    }

    /** Forgets what was taken in. */
    Uni<Void> delivered(Topic topic, List<String> messageIds) {
        return trading.run(
                "outbox.delivered", () -> file.delivered(topic, messageIds), () -> table.delivered(topic, messageIds));
    }

    /** Puts messages off: the pause doubles with each attempt, from one second to thirty. */
    Uni<Void> failed(Topic topic, List<String> messageIds, String error, Instant now) {
        return trading.run(
                "outbox.failed",
                () -> file.failed(topic, messageIds, error, now),
                () -> table.failed(topic, messageIds, error, now));
    }
}
