package prescient.trade.cutover;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A change in the making: what is there, and what is to be added. Nothing of it counts before it is stored. */
public final class Draft {

    private final TradingState state;
    private final TradeIndex trades;
    private final OddTrades odd;
    private final List<ObjectNode> lines = new ArrayList<>();
    private final Set<String> told = new HashSet<>();
    private final Map<String, ObjectNode> opened = new LinkedHashMap<>();
    private final Map<String, Ended> ended = new HashMap<>();
    private long lastMessage;

    /** How a trade is to end. */
    record Ended(String status, java.math.BigDecimal realizedPnl) {}

    Draft(TradingState state, TradeIndex trades, OddTrades odd) {
        this.state = state;
        this.trades = trades;
        this.odd = odd;
        this.lastMessage = state.lastMessage();
    }

    /** Orders, messages and cycles as they are. */
    public TradingState state() {
        return state;
    }

    /** The trades as they are. */
    public TradeIndex trades() {
        return trades;
    }

    /** What the trade bought is known; a trade of which it is not cannot be ended. */
    public boolean isUnderstood(Held held) {
        return odd.isUnderstood(held);
    }

    /** Stores an order's row as it is to be. */
    public void order(ObjectNode row) {
        lines.add(TradingState.line("order", row));
    }

    /** The opening order of a trade that ends no longer stands for an exposure; null when none is known. */
    public void freed(@Nullable String orderId, Instant now) {
        var opening = orderId == null ? null : state.order(orderId);
        if (opening != null && opening.path("status").asText().equals("filled")) {
            order(opening.deepCopy().put("status", "closed").put("updated_at", text(now)));
        }
    }

    /** Stores a cycle's row as it is to be. */
    public void cycle(ObjectNode row) {
        lines.add(TradingState.line("cycle", row));
    }

    /**
     * Stores a message, unless there is one of that topic and id.
     *
     * @return its row, null when there is one
     */
    public @Nullable ObjectNode message(
            String topic, String messageId, ObjectNode payload, Instant now, Instant nextAttempt) {
        if (state.tells(topic, messageId) || !told.add(topic + "|" + messageId)) {
            return null;
        }
        var row = JsonNodeFactory.instance.objectNode();
        row.put("outbox_id", ++lastMessage);
        row.put("topic", topic);
        row.put("message_id", messageId);
        row.set("payload", payload);
        row.put("attempts", 0);
        row.putNull("last_error");
        row.put("created_at", text(now));
        row.put("next_attempt_at", text(nextAttempt));
        lines.add(TradingState.line("message", row));
        return row;
    }

    /** Adds a trade to the file. */
    public void open(ObjectNode value, Notes notes) {
        var id = value.path("trade_id").asText();
        opened.put(id, value);
        lines.add(TradingState.notesLine(id, notes));
    }

    /** Ends a trade of the file. */
    public void end(String tradeId, String status, java.math.BigDecimal realizedPnl, Notes notes) {
        ended.put(tradeId, new Ended(status, realizedPnl));
        lines.add(TradingState.notesLine(tradeId, notes));
    }

    List<ObjectNode> lines() {
        return lines;
    }

    Map<String, ObjectNode> opened() {
        return opened;
    }

    Map<String, Ended> ended() {
        return ended;
    }

    boolean touchesTrades() {
        return !opened.isEmpty() || !ended.isEmpty();
    }

    /** A time in a row; the database's resolution. */
    public static String text(Instant at) {
        return at.truncatedTo(ChronoUnit.MICROS).toString();
    }
}
