package prescient.forecast.history;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import prescient.cutover.LegacyRecord;
import prescient.forecast.csv.CsvLine;

/**
 * Rows in the form of the cut-over: an object of texts by the names of the file's columns, without those that are
 * empty. Stateless.
 */
final class HistoryRecords {

    private static final String DEFECT = "defect";

    private HistoryRecords() {}

    /** A row; its key must be whole. */
    static LegacyRecord of(HistoryKind<?> kind, String key, List<String> fields, long position) {
        var value = new ObjectNode(JsonNodeFactory.instance, LinkedHashMap.newLinkedHashMap(fields.size()));
        for (int i = 0; i < fields.size(); i++) {
            if (!fields.get(i).isEmpty()) {
                value.put(kind.columns().get(i).field(), fields.get(i));
            }
        }
        return new LegacyRecord(kind.name(), key, position, value, Map.of());
    }

    /** A line that cannot be taken in. */
    static LegacyRecord defective(HistoryKind<?> kind, CsvLine line, long position, String why) {
        var value = JsonNodeFactory.instance.objectNode();
        value.put("line", line.number());
        var fields = value.putArray("fields");
        line.fields().forEach(fields::add);
        return new LegacyRecord(kind.name(), "line " + line.number(), position, value, Map.of(DEFECT, why));
    }

    /** Why a record cannot be taken in, or null. */
    static @Nullable String defect(LegacyRecord found) {
        return found.notes().get(DEFECT);
    }

    /** The fields of a row in the order of the file. */
    static List<String> fields(HistoryKind<?> kind, ObjectNode value) {
        var fields = new ArrayList<String>(kind.columns().size());
        for (var column : kind.columns()) {
            fields.add(value.path(column.field()).asText(""));
        }
        return fields;
    }
}
