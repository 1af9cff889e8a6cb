package prescient.trade.cutover;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import prescient.legacy.Journal;

/**
 * The journal beside {@code paper_trades.json}. A change of trades is announced in it before the file is written, and
 * counts once the file shows it: whoever reads the journal after a crash asks the file.
 */
final class TradingJournalFile {

    static final String NAME = "trades";

    private static final Logger LOG = Logger.getLogger(TradingJournalFile.class);
    private static final int COMPACT_AFTER = 20_000;

    /** Lines that may wait for the next append; while nothing is bought there is none for a long time. */
    private static final int WAITING = 1000;

    private final Journal journal;
    private final List<ObjectNode> waiting = new ArrayList<>();
    private long announced;
    private long appended;

    TradingJournalFile(Path folder) {
        this.journal = new Journal(folder, NAME);
    }

    /**
     * Reads the journal into the state. Announced changes count when the file shows them; what is found out about them
     * is noted with the next append.
     *
     * @param trades the file's trades, only asked when a change is in doubt
     */
    void read(TradingState state, TradeIndex trades) {
        var open = new LinkedHashMap<Long, ObjectNode>();
        waiting.clear();
        journal.read(line -> {
            appended++;
            var announcement = line.get("announced");
            if (announcement != null) {
                announced = Math.max(announced, announcement.path("n").asLong());
                open.put(announcement.path("n").asLong(), (ObjectNode) announcement);
            } else if (line.has("done")) {
                applyAll(state, open.remove(line.path("done").asLong()));
            } else if (line.has("void")) {
                open.remove(line.path("void").asLong());
            } else {
                state.apply(line);
            }
        });
        open.forEach((number, change) -> {
            boolean shown = isShown(change, trades);
            if (shown) {
                applyAll(state, change);
            }
            appendLater(JsonNodeFactory.instance.objectNode().put(shown ? "done" : "void", number));
        });
    }

    /** Adds lines, durably. */
    void append(List<ObjectNode> lines) {
        var all = new ArrayList<>(waiting);
        all.addAll(lines);
        journal.append(all);
        waiting.clear();
        appended += all.size();
    }

    /** Adds a line with whatever is appended next; a crash before that only means that something is done again. */
    void appendLater(ObjectNode line) {
        waiting.add(line);
        if (waiting.size() >= WAITING) {
            flush();
        }
    }

    private void flush() {
        append(List.of());
    }

    /** Adds what waits, so that the next process need not find it out; where that fails, it does. */
    void close() {
        try {
            flush();
        } catch (UncheckedIOException lost) {
            LOG.debugf("the journal's last lines are lost: %s", lost.getMessage());
        }
    }

    /** Announces a change of the file, durably. Answers its number, for {@link #done}. */
    long announce(Draft draft) {
        var change = JsonNodeFactory.instance.objectNode().put("n", ++announced);
        draft.opened().keySet().forEach(change.putArray("opened")::add);
        var ended = change.putObject("ended");
        draft.ended().forEach((trade, how) -> ended.put(trade, how.status()));
        change.putArray("lines").addAll(draft.lines());
        append(List.of(TradingState.line("announced", change)));
        return announced;
    }

    /** The announced change is in the file. */
    void done(long number) {
        appendLater(JsonNodeFactory.instance.objectNode().put("done", number));
    }

    /** Enough has piled up. */
    boolean isLong() {
        return appended + waiting.size() > COMPACT_AFTER;
    }

    /** Starts anew with what counts now. */
    void compact(TradingState state) {
        state.forget();
        journal.compact(state.lines());
        waiting.clear();
        appended = 0;
    }

    private static void applyAll(TradingState state, @Nullable ObjectNode change) {
        if (change != null) {
            change.path("lines").forEach(state::apply);
        }
    }

    private static boolean isShown(ObjectNode change, TradeIndex trades) {
        var opened = new ArrayList<String>();
        change.path("opened").forEach(id -> opened.add(id.asText()));
        return trades.hasAll(opened)
                && change.path("ended").properties().stream().allMatch(end -> isEnded(trades, end));
    }

    private static boolean isEnded(TradeIndex trades, Map.Entry<String, com.fasterxml.jackson.databind.JsonNode> end) {
        var held = trades.find(end.getKey());
        return held != null && held.status().equals(end.getValue().asText());
    }
}
