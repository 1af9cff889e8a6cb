package prescient.sqlite.kind;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import prescient.sqlite.file.Stored;
import prescient.sqlite.file.StoredTable;
import prescient.sqlite.file.TableFacts;

/**
 * A stored row, read by column names: what a table does not have is null. It makes the text of a value once, however
 * often it is asked for. Used again for each row; one thread.
 */
public final class Row {

    private final Map<String, Integer> places = new HashMap<>();
    private final @Nullable String[] texts;
    private @Nullable Object[] values = new @Nullable Object[0];

    public Row(StoredTable table) {
        texts = new @Nullable String[table.columns().size()];
        for (var i = 0; i < table.columns().size(); i++) {
            places.put(StoredTable.lower(table.columns().get(i)), i);
        }
    }

    private Row(int columns) {
        texts = new @Nullable String[columns];
    }

    /** The fields of a JSON object; what is neither a number, a text nor a truth is null. */
    static Row of(JsonNode object) {
        var row = new Row(object.size());
        var fields = new ArrayList<@Nullable Object>();
        for (var field : object.properties()) {
            row.places.put(StoredTable.lower(field.getKey()), fields.size());
            fields.add(scalar(field.getValue()));
        }
        row.values = fields.toArray();
        return row;
    }

    private static @Nullable Object scalar(JsonNode value) {
        return switch (value.getNodeType()) {
            case NUMBER -> value.isInt() ? (Object) value.intValue() : value.asText();
            case STRING, BOOLEAN -> value.asText();
            case ARRAY, BINARY, MISSING, NULL, OBJECT, POJO -> null;
        };
    }

    /** Stands on these values from now on. */
    public void on(@Nullable Object[] stored) {
        values = stored;
        Arrays.fill(texts, null);
    }

    /** As stored, in the table's order; used again for the next row. */
    public @Nullable Object[] values() {
        return values;
    }

    /** The text of the value at a place of the table, as {@link Stored#dumped} has it. */
    public String dumped(int place) {
        var known = texts[place];
        var text = known == null ? Stored.dumped(values[place]) : known;
        texts[place] = text;
        return text;
    }

    /** The row is one more of those that prove a copy. */
    public void addTo(TableFacts facts) {
        for (var i = 0; i < values.length; i++) {
            facts.value(i, Stored.storageClass(values[i]), dumped(i));
        }
        facts.end();
    }

    @Nullable Object get(String column) {
        var place = places.get(column);
        return place == null ? null : values[place];
    }

    /** The value as text, numbers as SQLite prints them; null when there is none. */
    @Nullable String text(String column) {
        var place = places.get(column);
        return place == null || values[place] == null ? null : dumped(place);
    }

    /** The first of the columns that has a value. */
    @Nullable String firstText(String... columns) {
        for (var column : columns) {
            var text = text(column);
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    boolean has(String column) {
        return places.containsKey(column);
    }
}
