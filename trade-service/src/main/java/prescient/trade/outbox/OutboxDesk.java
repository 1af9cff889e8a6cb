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
import org.jspecify.annotations.Nullable;
import prescient.problem.Refused;
import prescient.problem.RequestProblem;
import prescient.trade.outbox.OutboxMessage.Topic;
import prescient.trade.portfolio.BookingResult;
import prescient.trade.portfolio.PortfolioClient;
import prescient.trade.signal.SignalClient;

/**
 * Delivers outbox messages: send, then forget what was taken in. A crash between the two sends again, which the
 * receivers take as a repeat. A message that is refused stays, with the reason, and is tried again with growing pauses;
 * it holds up nobody: a batch that is refused as a whole is halved until the message that is not taken stands alone.
 */
@ApplicationScoped
public class OutboxDesk {

    private static final Logger LOG = Logger.getLogger(OutboxDesk.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String REFUSED = "refused: ";

    private final OutboxStore store;
    private final PortfolioClient portfolio;
    private final SignalClient signal;
    private final InstantSource clock;

    OutboxDesk(OutboxStore store, PortfolioClient portfolio, SignalClient signal, InstantSource clock) {
        this.store = store;
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
        var due = store.due(topic, clock.instant(), limit).await().atMost(PATIENCE);
        if (!due.isEmpty()) {
            deliver(topic, due);
        }
        return due.size();
    }

    private boolean deliver(Topic topic, List<OutboxMessage> batch) {
        var ids = idsOf(batch);
        try {
            var refused = send(topic, batch).await().atMost(PATIENCE);
            store.delivered(
                            topic,
                            ids.stream().filter(id -> !refused.containsKey(id)).toList())
                    .await()
                    .atMost(PATIENCE);
            batch.stream()
                    .filter(message -> refused.containsKey(message.messageId()))
                    .forEach(message -> refused(message, refused.get(message.messageId())));
            return refused.isEmpty();
        } catch (Refused refusal) {
            if (refusal.problem() != RequestProblem.NEIGHBOUR_REFUSED) {
                return waits(topic, batch, refusal);
            }
            if (batch.size() > 1) {
                int half = batch.size() / 2;
                boolean first = deliver(topic, batch.subList(0, half));
                return deliver(topic, batch.subList(half, batch.size())) && first;
            }
            refused(batch.getFirst(), refusal.detail());
            return false;
        } catch (RuntimeException failure) {
            return waits(topic, batch, failure);
        }
    }

    private boolean waits(Topic topic, List<OutboxMessage> batch, RuntimeException failure) {
        LOG.debugf("%d messages of topic %s wait: %s", batch.size(), topic.wire(), failure.getMessage());
        putOff(topic, idsOf(batch), String.valueOf(failure.getMessage()));
        return false;
    }

    /** Somebody has to look at it, but needs to be told only once. */
    private void refused(OutboxMessage message, @Nullable String why) {
        var before = message.lastError();
        if (before == null || !before.startsWith(REFUSED)) {
            LOG.errorf(
                    "the receiver of topic %s does not take message %s: %s",
                    message.topic().wire(), message.messageId(), why);
        }
        putOff(message.topic(), List.of(message.messageId()), REFUSED + why);
    }

    private void putOff(Topic topic, List<String> messageIds, String error) {
        try {
            store.failed(topic, messageIds, error, clock.instant()).await().atMost(PATIENCE);
        } catch (RuntimeException failure) {
            // The messages stay due as they are; the next round tries them again.
            LOG.debugf("the failure could not be recorded: %s", failure.getMessage());
        }
    }

    /** Sends a batch; answers the message ids of the refused ones with the code of the refusal. */
    private Uni<Map<String, String>> send(Topic topic, List<OutboxMessage> batch) {
        var payloads = batch.stream().map(OutboxMessage::payload).toList();
        return switch (topic) {
            case FILL -> portfolio.bookFills(payloads).map(OutboxDesk::refusedOf);
            case SETTLEMENT -> portfolio.bookSettlements(payloads).map(OutboxDesk::refusedOf);
            case RELEASE -> portfolio.release(orderIdsOf(payloads)).replaceWith(Map.of());
            case SIGNAL_OUTCOME -> signal.tell(payloads).replaceWith(Map.of());
        };
    }

    private static Map<String, String> refusedOf(List<BookingResult> results) {
        return results.stream()
                .filter(result -> result.outcome().equals("refused"))
                .collect(Collectors.toMap(BookingResult::id, result -> String.valueOf(result.code())));
    }

    private static List<String> idsOf(List<OutboxMessage> batch) {
        return batch.stream().map(OutboxMessage::messageId).toList();
    }

    private static List<String> orderIdsOf(List<JsonNode> payloads) {
        return payloads.stream()
                .map(payload -> payload.path("order_id").asText())
                .toList();
    }
}
