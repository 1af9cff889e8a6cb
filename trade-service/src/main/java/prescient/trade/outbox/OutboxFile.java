package prescient.trade.outbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import prescient.trade.cutover.Draft;
import prescient.trade.cutover.TradingFile;
import prescient.trade.cutover.TradingState;
import prescient.trade.outbox.OutboxMessage.Topic;

/** Messages in the journal beside the legacy files. Blocks. */
@ApplicationScoped
public class OutboxFile {

    private final TradingFile trading;

    OutboxFile(TradingFile trading) {
        this.trading = trading;
    }

    List<OutboxMessage> due(Topic topic, Instant now, int limit) {
        return trading.ask(draft -> {
            var waiting = topic == Topic.SETTLEMENT ? tradesWithFills(draft.state()) : Set.<String>of();
            return draft.state().messages().stream()
                    .filter(row -> row.path("topic").asText().equals(topic.wire()))
                    .filter(row -> !TradingState.time(row, "next_attempt_at").isAfter(now))
                    .map(OutboxFile::from)
                    .filter(message ->
                            !waiting.contains(message.payload().path("trade_id").asText()))
                    .limit(limit)
                    .toList();
        });
    }

    /** Forgotten after a crash, it is told again; the receivers know that. */
    void delivered(Topic topic, List<String> messageIds) {
        if (!messageIds.isEmpty()) {
            trading.changeLater("delivered", lineOf(topic, messageIds));
        }
    }

    void failed(Topic topic, List<String> messageIds, String error, Instant now) {
        var line = lineOf(topic, messageIds).put("last_error", error).put("at", Draft.text(now));
        trading.changeLater("put_off", line);
    }

    /** The messages of rows that were just written, in the order of writing. */
    public static List<OutboxMessage> inOrder(Collection<ObjectNode> rows) {
        return rows.stream()
                .map(OutboxFile::from)
                .sorted(Comparator.comparingLong(OutboxMessage::id))
                .toList();
    }

    private static OutboxMessage from(ObjectNode row) {
        return new OutboxMessage(
                row.path("outbox_id").asLong(),
                Topic.of(row.path("topic").asText()),
                row.path("message_id").asText(),
                row.path("payload"),
                row.path("last_error").textValue());
    }

    private static Set<String> tradesWithFills(TradingState state) {
        return state.messages().stream()
                .filter(row -> row.path("topic").asText().equals(Topic.FILL.wire()))
                .map(row -> row.path("payload").path("trade_id").asText())
                .collect(Collectors.toSet());
    }

    private static ObjectNode lineOf(Topic topic, List<String> messageIds) {
        var line = JsonNodeFactory.instance.objectNode().put("topic", topic.wire());
        messageIds.forEach(line.putArray("ids")::add);
        return line;
    }
}
