package prescient.portfolio.books;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import prescient.cutover.LegacyRecord;
import prescient.cutover.RecordStore;
import prescient.cutover.UnreadableFile;

/**
 * The file's content as records and back. Records carry local times of the suite's zone; a folder that was written in
 * another one is translated.
 *
 * @param folder zone of the file
 * @param suite zone of the records
 */
record PortfolioRecords(ZoneId folder, ZoneId suite) {

    /** The one record with the portfolio's figures, and its key. */
    static final String PORTFOLIO = "portfolio";

    static final String POSITIONS = "positions";
    static final String KEY = "1";

    /** Records of one store, with those that are put later in place of earlier ones of the same key. */
    static final class Whole implements RecordStore {

        private final Map<String, LegacyRecord> positions = new LinkedHashMap<>();
        private @Nullable LegacyRecord header;

        void put(LegacyRecord one) {
            if (one.collection().equals(PORTFOLIO)) {
                header = one;
            } else {
                positions.put(one.key(), one);
            }
        }

        boolean isEmpty() {
            return header == null && positions.isEmpty();
        }

        ObjectNode header() {
            if (header == null) {
                throw new IllegalStateException("positions without a portfolio");
            }
            return header.value();
        }

        Map<String, String> headerNotes() {
            return header == null ? Map.of() : header.notes();
        }

        Map<String, Map<String, String>> positionNotes() {
            var notes = new LinkedHashMap<String, Map<String, String>>();
            positions.forEach((key, one) -> notes.put(key, one.notes()));
            return notes;
        }

        @Override
        public void read(Consumer<LegacyRecord> sink) {
            positions.values().forEach(sink);
            if (header != null) {
                sink.accept(header);
            }
        }

        @Override
        public void write(List<LegacyRecord> records) {
            records.forEach(this::put);
        }
    }

    /** The records of changed books. */
    List<LegacyRecord> of(Header header, Collection<Holding> changed) {
        var all = new ArrayList<LegacyRecord>();
        for (var holding : changed) {
            all.add(position(holding.place(), holding.legacy(), Notes.of(holding)));
        }
        all.add(new LegacyRecord(PORTFOLIO, KEY, 0, translated(header.legacy(), folder, suite), Notes.of(header)));
        return all;
    }

    /**
     * The records of a file, as far as they can be told apart; what is wrong within one is for others to say.
     *
     * @throws UnreadableFile when it has no positions
     */
    List<LegacyRecord> of(ObjectNode document, Path path, SideState side) {
        if (!document.path(POSITIONS).isArray()) {
            throw new UnreadableFile(path, -1, "positions is missing or not a list");
        }
        var all = new ArrayList<LegacyRecord>();
        for (var node : document.path(POSITIONS)) {
            if (!(node instanceof ObjectNode legacy)) {
                throw new UnreadableFile(path, -1, "position " + (all.size() + 1) + " is no object");
            }
            var key = legacy.path("trade_id").asText();
            var notes = side.known() ? side.positions().getOrDefault(key, Map.of()) : Map.<String, String>of();
            all.add(position(all.size(), legacy, notes));
        }
        var header = side.header();
        all.add(new LegacyRecord(
                PORTFOLIO,
                KEY,
                0,
                translated(Assembly.withoutPositions(document), folder, suite),
                header == null || !side.known() ? Map.of() : header));
        return all;
    }

    /** The file that holds these records. */
    ObjectNode document(Whole all) {
        var positions = JsonNodeFactory.instance.arrayNode();
        all.positions.values().forEach(one -> positions.add(translated(one.value(), suite, folder)));
        return document(translated(all.header(), suite, folder), positions);
    }

    /** The positions come second, after the balance. */
    static ObjectNode document(ObjectNode header, ArrayNode positions) {
        var document = JsonNodeFactory.instance.objectNode();
        for (var field : header.properties()) {
            document.set(field.getKey(), field.getValue());
            if (field.getKey().equals("balance")) {
                document.set(POSITIONS, positions);
            }
        }
        return document;
    }

    private LegacyRecord position(long place, ObjectNode legacy, Map<String, String> notes) {
        var key = legacy.path("trade_id").asText();
        // A record must have a key; one without is a defect that the import tells of.
        return new LegacyRecord(
                POSITIONS,
                key.isEmpty() ? "position-" + (place + 1) : key,
                place,
                translated(legacy, folder, suite),
                notes);
    }

    private static ObjectNode translated(ObjectNode value, ZoneId from, ZoneId to) {
        return LegacyFields.translated(
                value, from, to, "entry_timestamp", "created_at", "last_updated", "last_price_update");
    }
}
