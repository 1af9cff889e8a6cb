package prescient.sqlite.file;

import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A table as its database declares it.
 *
 * @param name as declared
 * @param columns names in their order, as declared
 * @param sequence the highest id it ever gave out; empty when it does not count
 */
public record StoredTable(String name, List<String> columns, OptionalLong sequence) {

    public StoredTable {
        columns = List.copyOf(columns);
    }

    /** Column names as SQL compares them. */
    public Set<String> names() {
        return columns.stream().map(StoredTable::lower).collect(Collectors.toUnmodifiableSet());
    }

    /** A name as SQL compares it. */
    public static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
