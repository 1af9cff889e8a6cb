package prescient.trade.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import prescient.trade.outbox.OutboxMessage.Topic;
import prescient.trade.portfolio.BookingResult;
import prescient.trade.portfolio.PortfolioClient;
import prescient.trade.signal.SignalClient;

/**
 * Delivers outbox messages: send, then forget what was taken in. A crash between the two sends again, which the
 * receivers take as a repeat. A message that is refused stays, with the reason, and is tried again with growing pauses.
 */
@ApplicationScoped
public class OutboxDesk {

    private static final Logger LOG = Logger.getLogger(OutboxDesk.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final OutboxTable table;
    private final PortfolioClient portfolio;
    private final SignalClient signal;
    private final InstantSource clock;

    OutboxDesk(OutboxTable table, PortfolioClient portfolio, SignalClient signal, InstantSource clock) {
        this.table = table;
        this.portfolio = portfolio;
        this.signal = signal;
        this.clock = clock;
    }

    /**
     * Delivers messages that were just written. Blocks; on a virtual thread. Never fails: what could not be delivered
     * is left to the job.
     *
     * @return true when everything was taken in
     */
    public boolean deliver(List<OutboxMessage> messages) {
        var byTopic = messages.stream().collect(Collectors.groupingBy(OutboxMessage::topic));
        boolean all = true;
        for (var topic : Topic.values()) {
            var batch = byTopic.getOrDefault(topic, List.of());
            all &= batch.isEmpty() || deliver(topic, batch);
        }
        return all;
    }

    /** Delivers what is due, topic by topic, up to {@code limit} of each; answers how many there were. */
    int deliverDue(int limit) {
        int found = 0;
        for (var topic : Topic.values()) {
            found += deliverDue(topic, limit);
        }
        return found;
    }

    /** Delivers what is due of one topic, up to {@code limit}; answers how much there was. Blocks. */
    public int deliverDue(Topic topic, int limit) {
        var due = table.due(topic, clock.instant(), limit).await().atMost(PATIENCE);
        if (!due.isEmpty()) {
            deliver(topic, due);
        }
        return due.size();
    }

    private boolean deliver(Topic topic, List<OutboxMessage> batch) {
        var ids = batch.stream().map(OutboxMessage::id).toList();
        try {
            var refused = send(topic, batch).await().atMost(PATIENCE);
            table.delivered(ids.stream().filter(id -> !refused.containsKey(id)).toList())
                    .await()
                    .atMost(PATIENCE);
            refused.forEach((id, code) -> putOff(topic, List.of(id), "refused: " + code));
            return refused.isEmpty();
        } catch (RuntimeException failure) {
            LOG.debugf("%d messages of topic %s wait: %s", batch.size(), topic.wire(), failure.getMessage());
            putOff(topic, ids, String.valueOf(failure.getMessage()));
            return false;
        }
    }

    private void putOff(Topic topic, List<Long> ids, String error) {
        if (error.startsWith("refused")) {
            LOG.errorf("the receiver of topic %s does not take message %s: %s", topic.wire(), ids, error);
        }
        try {
            table.failed(ids, error, clock.instant()).await().atMost(PATIENCE);
        } catch (RuntimeException failure) {
            // The messages stay due as they are; the next round tries them again.
            LOG.debugf("the failure could not be recorded: %s", failure.getMessage());
        }
    }

    /** Sends a batch; answers the refused ones with the code of the refusal. */
    private Uni<Map<Long, String>> send(Topic topic, List<OutboxMessage> batch) {
        var payloads = batch.stream().map(OutboxMessage::payload).toList();
        return switch (topic) {
            case FILL -> portfolio.bookFills(payloads).map(results -> refusedOf(batch, results));
            case SETTLEMENT -> portfolio.bookSettlements(payloads).map(results -> refusedOf(batch, results));
            case RELEASE -> portfolio.release(orderIdsOf(payloads)).replaceWith(Map.of());
            case SIGNAL_OUTCOME -> signal.tell(payloads).replaceWith(Map.of());
        };
    }

    private static Map<Long, String> refusedOf(List<OutboxMessage> batch, List<BookingResult> results) {
        var idOf = batch.stream().collect(Collectors.toMap(OutboxMessage::messageId, OutboxMessage::id));
        return results.stream()
                .filter(result -> result.outcome().equals("refused"))
                .collect(Collectors.toMap(
                        result -> idOf.getOrDefault(result.id(), -1L), result -> String.valueOf(result.code())));
    }

    private static List<String> orderIdsOf(List<JsonNode> payloads) {
        return payloads.stream()
                .map(payload -> payload.path("order_id").asText())
                .toList();
    }
}
