package prescient.sqlite.kind;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A table of ours that imported records go to. Besides the columns named here each has {@code legacy} and
 * {@code flags}.
 *
 * @param schema its owner's
 * @param table its name
 * @param columns the key's first
 * @param keys how many of them are the key
 * @param instant the column that tells how old a record is, when old ones may be archived
 */
public record Target(String schema, String table, List<Column> columns, int keys, Optional<String> instant) {

    /**
     * A column.
     *
     * @param type as PostgreSQL writes it
     */
    public record Column(String name, String type) {}

    /** @param columns {@code name type}, one each */
    static Target of(String schema, String table, int keys, String... columns) {
        var list = new ArrayList<Column>();
        for (var column : columns) {
            var space = column.indexOf(' ');
            list.add(new Column(column.substring(0, space), column.substring(space + 1)));
        }
        return new Target(schema, table, List.copyOf(list), keys, Optional.empty());
    }

    Target archivedBy(String column) {
        return new Target(schema, table, columns, keys, Optional.of(column));
    }

    /** Where a column's value is in a draft. */
    public int place(String column) {
        var place = places().get(column);
        if (place == null) {
            throw new IllegalArgumentException("no column " + column);
        }
        return place;
    }

    /** Where each column's value is in a draft. */
    Map<String, Integer> places() {
        var places = new HashMap<String, Integer>();
        for (var i = 0; i < columns.size(); i++) {
            places.put(columns.get(i).name(), i);
        }
        // Asked several times for each row of millions, so not one of the slower immutable ones.
        return Collections.unmodifiableMap(places);
    }
}
