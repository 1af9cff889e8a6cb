package prescient.portfolio.books;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import prescient.legacy.Journal;

/**
 * A journal of what {@code portfolio.json} has no place for. Each line names the checksum that the file has with it and
 * is written before the file: a line whose file was never written does not count, so a crash between the two leaves the
 * state before the batch, and the caller's repeat books it. Not safe for concurrent use.
 */
final class SideStateFile {

    /** Stands for the checksum of a file that is not there. */
    static final String ABSENT = "absent";

    private static final int LINES_MAX = 500;

    private final Journal journal;
    private int lines;

    SideStateFile(Path dir) {
        this.journal = new Journal(dir, "portfolio");
    }

    /** What belongs to a file with this checksum. */
    SideState load(String checksum) {
        var all = new ArrayList<ObjectNode>();
        journal.read(all::add);
        lines = all.size();
        int last = all.size() - 1;
        while (last >= 0 && !all.get(last).path("legacy").asText().equals(checksum)) {
            last--;
        }
        // Only the newest line can be one whose file was not written; more of them mean another file.
        boolean known = last >= 0 && all.size() - 1 - last <= 1;
        var fold = new Fold();
        all.subList(0, known ? last + 1 : all.size()).forEach(fold::add);
        return new SideState(
                known,
                all.isEmpty(),
                known && last < all.size() - 1,
                fold.positions,
                fold.header,
                List.copyOf(fold.holds.values()),
                fold.settings,
                known ? fold.updatedAt : null);
    }

    /** All lines, to be restored. */
    List<ObjectNode> lines() {
        var all = new ArrayList<ObjectNode>();
        journal.read(all::add);
        return all;
    }

    /** Puts back what was there. */
    void restore(List<ObjectNode> before) {
        journal.compact(before);
        lines = before.size();
    }

    /** True when it has become long. */
    boolean isLong() {
        return lines > LINES_MAX;
    }

    void append(List<ObjectNode> more) {
        journal.append(more);
        lines += more.size();
    }

    void compact(ObjectNode whole) {
        journal.compact(List.of(whole));
        lines = 1;
    }

    /** A line with everything. */
    static ObjectNode whole(Books books, String checksum) {
        var line = line(checksum, books.header(), books.holdings(), books.holds());
        line.put("reset", true);
        line.put("holds_reset", true);
        return line;
    }

    /** A line with these changes. */
    static ObjectNode line(String checksum, Header header, Collection<Holding> holdings, Collection<Hold> holds) {
        var positions = new LinkedHashMap<String, Map<String, String>>();
        holdings.forEach(holding -> positions.put(holding.trade().tradeId(), Notes.of(holding)));
        var line = line(checksum, Notes.of(header), positions);
        line.put("updated_at", header.lastUpdated().toString());
        var settings = line.putObject("settings");
        settings.put("name", header.settings().name());
        settings.put("description", header.settings().description());
        settings.put("strategy_type", header.settings().strategyType());
        settings.put("status", header.settings().status());
        settings.put("strategy_config", header.settings().strategyConfig());
        put(line, holds);
        return line;
    }

    /** A line with the notes of records that replace all others. */
    static ObjectNode replaced(
            String checksum, Map<String, String> header, Map<String, Map<String, String>> positions) {
        var line = line(checksum, header, positions);
        line.put("reset", true);
        var open = header.get(Notes.HOLDS);
        if (open != null) {
            line.put("open_reset", true);
            put(line, Notes.holds(open));
        }
        return line;
    }

    private static ObjectNode line(
            String checksum, Map<String, String> header, Map<String, Map<String, String>> positions) {
        var line = JsonNodeFactory.instance.objectNode();
        line.put("legacy", checksum);
        if (header.containsKey(Notes.BOOKINGS)) {
            line.putObject("header").put(Notes.BOOKINGS, header.get(Notes.BOOKINGS));
        }
        var all = line.putObject("positions");
        positions.forEach((trade, notes) -> {
            if (notes.containsKey(Notes.BOOKINGS)) {
                var node = all.putObject(trade);
                notes.forEach(node::put);
            }
        });
        return line;
    }

    private static void put(ObjectNode line, Collection<Hold> holds) {
        var all = line.putArray("holds");
        holds.forEach(hold -> all.add(Notes.node(hold)));
    }

    /** Lines put together, in their order. */
    private static final class Fold {

        private final Map<String, Map<String, String>> positions = new LinkedHashMap<>();
        private final Map<String, Hold> holds = new LinkedHashMap<>();
        private @Nullable Map<String, String> header;
        private Settings settings = Settings.FIRST;
        private @Nullable Instant updatedAt;

        void add(ObjectNode line) {
            if (line.path("reset").booleanValue()) {
                positions.clear();
                header = null;
            }
            if (line.path("holds_reset").booleanValue()) {
                holds.clear();
            }
            if (line.path("open_reset").booleanValue()) {
                holds.values().removeIf(Hold::isOpen);
            }
            line.path("positions").properties().forEach(one -> positions.put(one.getKey(), texts(one.getValue())));
            line.path("holds").forEach(node -> {
                var hold = Notes.hold(node);
                holds.put(hold.orderId(), hold);
            });
            if (line.has("header")) {
                header = texts(line.get("header"));
            }
            var named = line.path("settings");
            if (named.isObject()) {
                settings = new Settings(
                        named.path("name").asText(),
                        named.path("description").asText(),
                        named.path("strategy_type").asText(),
                        named.path("status").asText(),
                        named.path("strategy_config").asText());
            }
            updatedAt = line.has("updated_at")
                    ? Instant.parse(line.get("updated_at").asText())
                    : null;
        }

        private static Map<String, String> texts(JsonNode node) {
            var texts = new LinkedHashMap<String, String>();
            node.properties()
                    .forEach(one -> texts.put(one.getKey(), one.getValue().asText()));
            return texts;
        }
    }
}
