package prescient.trade.cutover;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the journal says: orders, messages, cycles and notes, as rows with the names of the tables' columns. Every line
 * of the journal is one change of it; it changes in no other way. {@link TradingFile} guards it.
 */
public final class TradingState {

    /** Ended orders and finished cycles that are kept for repeats, at most. */
    private static final int ORDERS = 10_000;

    private static final int CYCLES = 100;

    private final Map<String, ObjectNode> orders = new LinkedHashMap<>();
    private final Map<String, ObjectNode> pending = new LinkedHashMap<>();
    private final Set<String> buying = new HashSet<>();
    private final Map<String, String> closing = new HashMap<>();
    private final Map<String, ObjectNode> messages = new LinkedHashMap<>();
    private final Map<String, ObjectNode> cycles = new LinkedHashMap<>();
    private volatile Map<String, Notes> notes = new ConcurrentHashMap<>();
    private long lastMessage;

    /** Null when it is not known, or no longer. */
    public @Nullable ObjectNode order(String orderId) {
        return orders.get(orderId);
    }

    public Collection<ObjectNode> orders() {
        return orders.values();
    }

    /** Orders whose outcome is open, oldest first. */
    public Collection<ObjectNode> pending() {
        return pending.values();
    }

    /** An opening order for the market is pending. */
    public boolean buys(String marketId) {
        return buying.contains(marketId);
    }

    /** The pending order that closes the trade; null when none does, or the trade has ended. */
    public @Nullable String closingOf(String tradeId) {
        return closing.get(tradeId);
    }

    /** What has to be told, oldest first. */
    public Collection<ObjectNode> messages() {
        return messages.values();
    }

    public boolean tells(String topic, String messageId) {
        return messages.containsKey(topic + "|" + messageId);
    }

    long lastMessage() {
        return lastMessage;
    }

    /** Cycles in the order of their start. */
    public Collection<ObjectNode> cycles() {
        return cycles.values();
    }

    /** Null when it is not known, or no longer. */
    public @Nullable ObjectNode cycle(String cycleId) {
        return cycles.get(cycleId);
    }

    /** What is noted of a trade. Any thread. */
    public Notes notes(String tradeId) {
        return notes.getOrDefault(tradeId, Notes.NONE);
    }

    /** Takes a line in. */
    void apply(JsonNode line) {
        line.properties().forEach(entry -> {
            var value = entry.getValue();
            switch (entry.getKey()) {
                case "order" -> putOrder((ObjectNode) value);
                case "message" -> putMessage((ObjectNode) value);
                case "delivered" -> value.path("ids").forEach(id -> messages.remove(key(value, id.asText())));
                case "put_off" -> value.path("ids").forEach(id -> putOff(messages.get(key(value, id.asText())), value));
                case "cycle" -> cycles.put(value.path("cycle_id").asText(), (ObjectNode) value);
                case "notes" -> putNotes(value);
                default -> throw new IllegalStateException("no journal line is called " + entry.getKey());
            }
        });
    }

    private void putOrder(ObjectNode row) {
        var id = row.path("order_id").asText();
        var market = row.path("market_id").asText();
        var status = row.path("status").asText();
        boolean opens = row.path("side").asText().equals("open");
        orders.put(id, row);
        if (status.equals("pending")) {
            pending.put(id, row);
            if (opens) {
                buying.add(market);
            }
        } else if (pending.remove(id) != null && opens) {
            buying.remove(market);
        }
        if (!opens) {
            var trade = trade(row);
            if (status.equals("pending")) {
                closing.put(trade, id);
            } else {
                closing.remove(trade, id);
            }
        }
    }

    private void putMessage(ObjectNode row) {
        messages.put(key(row, row.path("message_id").asText()), row);
        lastMessage = Math.max(lastMessage, row.path("outbox_id").asLong());
    }

    /** The pause doubles with each attempt, from one second to thirty. */
    private static void putOff(@Nullable ObjectNode message, JsonNode line) {
        if (message != null) {
            int attempts = message.path("attempts").asInt();
            long pause = Math.min(30, 1L << Math.min(attempts, 5));
            message.put("attempts", attempts + 1);
            message.set("last_error", line.path("last_error"));
            message.put("next_attempt_at", time(line, "at").plusSeconds(pause).toString());
        }
    }

    private void putNotes(JsonNode line) {
        var map = new HashMap<String, String>();
        line.properties()
                .forEach(entry -> map.put(entry.getKey(), entry.getValue().asText()));
        notes.put(line.path("trade_id").asText(), Notes.of(map));
    }

    /** Notes only, as the journal needs them. */
    static ObjectNode notesLine(String tradeId, Notes notes) {
        var row = JsonNodeFactory.instance.objectNode().put("trade_id", tradeId);
        notes.map().forEach(row::put);
        return line("notes", row);
    }

    static ObjectNode line(String kind, ObjectNode row) {
        var line = JsonNodeFactory.instance.objectNode();
        line.set(kind, row);
        return line;
    }

    /** Replaces all notes. */
    void note(Map<String, Notes> all) {
        notes = new ConcurrentHashMap<>(all);
    }

    /** Replaces all but the notes. */
    void replace(List<ObjectNode> lines) {
        orders.clear();
        pending.clear();
        buying.clear();
        closing.clear();
        messages.clear();
        cycles.clear();
        lines.forEach(this::apply);
    }

    /** The trades that orders of the files' portfolio have opened. A new set, free to be changed. */
    Set<String> bought() {
        var trades = new LinkedHashSet<String>();
        orders.values().stream().filter(TradingState::isBought).forEach(row -> trades.add(trade(row)));
        return trades;
    }

    private static boolean isBought(ObjectNode row) {
        var status = row.path("status").asText();
        return row.path("side").asText().equals("open")
                && row.path("portfolio_id").asInt() == TradingStore.LEGACY_PORTFOLIO
                && (status.equals("filled") || status.equals("closed"));
    }

    private static String trade(ObjectNode row) {
        return row.path("trade_id").asText();
    }

    /**
     * Drops what is unfinished: another store is trusted and has it, and finishes it there. A forced way back must not
     * do it once more.
     *
     * @param lacking trades that the other store does not have
     */
    void follow(Set<String> lacking) {
        pending.keySet().forEach(orders::remove);
        orders.values().removeIf(row -> isBought(row) && lacking.contains(trade(row)));
        pending.clear();
        buying.clear();
        closing.clear();
        messages.clear();
        cycles.values().removeIf(row -> row.path("status").asText().equals("running"));
    }

    /** Drops ended orders and cycles that are too many; those of running cycles stay. */
    void forget() {
        var running = new HashSet<String>();
        cycles.values().stream()
                .filter(cycle -> cycle.path("status").asText().equals("running"))
                .forEach(cycle -> running.add(cycle.path("cycle_id").asText()));
        dropOldest(cycles, CYCLES, running);
        var kept = new HashSet<>(pending.keySet());
        orders.values().stream()
                .filter(order -> running.contains(order.path("cycle_id").asText()))
                .forEach(order -> kept.add(order.path("order_id").asText()));
        dropOldest(orders, ORDERS, kept);
    }

    /** Everything, as the lines of a new journal. */
    List<ObjectNode> lines() {
        var lines = new ArrayList<ObjectNode>();
        notes.forEach((trade, known) -> lines.add(notesLine(trade, known)));
        rows().forEach(lines::add);
        return lines;
    }

    /** Orders, messages and cycles, as lines. */
    Stream<ObjectNode> rows() {
        return Stream.of(
                        orders.values().stream().map(row -> line("order", row)),
                        messages.values().stream()
                                .sorted(Comparator.comparingLong(
                                        row -> row.path("outbox_id").asLong()))
                                .map(row -> line("message", row)),
                        cycles.values().stream().map(row -> line("cycle", row)))
                .flatMap(lines -> lines);
    }

    /** A row's time; rows of the database say it with an offset. */
    public static Instant time(JsonNode row, String column) {
        return OffsetDateTime.parse(row.path(column).asText()).toInstant();
    }

    private static void dropOldest(Map<String, ObjectNode> rows, int most, Set<String> kept) {
        var ids = rows.keySet().iterator();
        for (int surplus = rows.size() - most; surplus > 0 && ids.hasNext(); surplus--) {
            if (!kept.contains(ids.next())) {
                ids.remove();
            }
        }
    }

    private static String key(JsonNode row, String messageId) {
        return row.path("topic").asText() + "|" + messageId;
    }
}
