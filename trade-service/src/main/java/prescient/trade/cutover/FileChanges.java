package prescient.trade.cutover;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The newest changes of the legacy files that this process made, for those who want to see them as they happen. In
 * memory only: the files have one writer, and another run of it counts anew. Safe for many threads.
 */
@ApplicationScoped
public class FileChanges {

    /** So many are remembered. */
    static final int REMEMBERED = 1000;

    private final long run;
    private final Deque<Change> newest = new ArrayDeque<>();
    private long last;

    FileChanges(InstantSource clock) {
        this.run = clock.instant().toEpochMilli();
    }

    /**
     * A change that is on disk.
     *
     * @param number from 1, in the order they were made
     * @param kind {@code trade} or {@code cycle}; {@code reload} when there are too many to name
     * @param data names of the columns of the tables
     */
    public record Change(long number, String kind, ObjectNode data) {}

    /** Of the process; another run has another one. */
    public long run() {
        return run;
    }

    /** The number of the newest change, 0 without one. */
    public synchronized long last() {
        return last;
    }

    /** Changes behind number {@code after}, oldest first; empty when some of them are forgotten. */
    public synchronized Optional<List<Change>> since(long after) {
        if (after > last || last - after > newest.size()) {
            return Optional.empty();
        }
        return Optional.of(
                newest.stream().filter(change -> change.number() > after).toList());
    }

    synchronized void add(String kind, ObjectNode data) {
        newest.add(new Change(++last, kind, data));
        if (newest.size() > REMEMBERED) {
            newest.remove();
        }
    }

    /** A cycle's row as it is now. */
    public void cycle(ObjectNode row) {
        var steps = row.path("steps");
        var step = steps.path(steps.size() - 1);
        var data = row.objectNode();
        data.put("cycle_id", row.path("cycle_id").asText());
        data.set("portfolio_id", row.path("portfolio_id"));
        data.set("step", step.get("name"));
        data.set("step_status", step.get("status"));
        data.put("status", row.path("status").asText());
        add("cycle", data);
    }

    /** More trades than can be named are another now. */
    void manyTrades() {
        add("reload", JsonNodeFactory.instance.objectNode().put("what", "trade"));
    }

    /** A trade of the file as it is now. */
    void trade(ObjectNode value, Notes notes) {
        var data = value.objectNode();
        data.put("trade_id", value.path("trade_id").asText());
        data.put("portfolio_id", TradingStore.LEGACY_PORTFOLIO);
        data.put("market_id", value.path("market_id").asText());
        data.put("signal_id", notes.signalId());
        data.put("action", value.path("action").asText());
        data.put("status", value.path("status").asText());
        add("trade", data);
    }
}
