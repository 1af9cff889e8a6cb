package prescient.forecast.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import prescient.forecast.csv.CsvLayout;

/**
 * A kind of record: one file and one table of the same columns.
 *
 * @param name of the kind
 * @param file its name in the legacy folder
 * @param table its table
 * @param columns those of the file's newest layout, in its order
 * @param key columns that no two records share; each is read by what stands in it alone
 * @param order SQL by which records follow each other that no file has given a place
 * @param constants further columns of the key, with what they are in all rows of the file; other rows of the table are
 *     not in the file
 * @param doubted the table has a column for {@link CsvLayout#doubt}
 * @param companion a file that holds the newest of them; null when there is none
 */
public record HistoryKind<T>(
        String name,
        String file,
        String table,
        CsvLayout<T> layout,
        List<Column> columns,
        List<KeyColumn> key,
        String order,
        Map<String, String> constants,
        boolean doubted,
        @Nullable Companion<T> companion) {

    private static final char SEPARATOR = '|';
    /** Most are shorter. */
    private static final int KEY_LENGTH = 64;

    public HistoryKind {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
        constants = Map.copyOf(constants);
    }

    /**
     * A column of a key.
     *
     * @param at its place among the fields
     * @param name in the key of the table
     */
    public record KeyColumn(int at, Column column, String name) {}

    /**
     * A kind whose table has its name and holds nothing else.
     *
     * @param columns the newest layout: {@code field kind} or {@code field kind name-in-table}, separated by commas
     * @param key {@code field} or {@code field name-in-table}, separated by commas
     */
    public static <T> HistoryKind<T> of(
            String name, String file, CsvLayout<T> layout, String columns, String key, String order) {
        var all = split(columns).map(HistoryKind::column).toList();
        var fields = all.stream().map(Column::field).toList();
        if (!fields.equals(layout.shapes().getFirst().columns())) {
            throw new IllegalStateException("the table of " + name + " has not the columns of its file");
        }
        var keys = split(key).map(words -> key(words, fields, all)).toList();
        return new HistoryKind<>(name, file, name, layout, all, keys, order, Map.of(), false, null);
    }

    /** The same, but rows of its table have a reason to be doubted. */
    public HistoryKind<T> withDoubt() {
        return new HistoryKind<>(name, file, table, layout, columns, key, order, constants, true, companion);
    }

    /** The same, but only some rows of its table are in the file. */
    public HistoryKind<T> only(Map<String, String> those) {
        return new HistoryKind<>(name, file, table, layout, columns, key, order, those, doubted, companion);
    }

    /** The same, but another file holds the newest of them. */
    public HistoryKind<T> with(Companion<T> other) {
        return new HistoryKind<>(name, file, table, layout, columns, key, order, constants, doubted, other);
    }

    /**
     * The key of a record as text; null when a part of it that is no text is missing.
     *
     * @param fields as {@link CsvLayout#write} makes them
     */
    public @Nullable String keyOf(List<String> fields) {
        var text = new StringBuilder(KEY_LENGTH);
        for (var part : key) {
            var value = part.column().kind().keyPart(fields.get(part.at()));
            if (value.isEmpty() && part.column().kind() != ColumnKind.TEXT) {
                return null;
            }
            text.append(value.indexOf(SEPARATOR) < 0 && value.indexOf('%') < 0 ? value : escaped(value))
                    .append(SEPARATOR);
        }
        return text.substring(0, text.length() - 1);
    }

    /**
     * The parts of a key, in the order of {@link #key}.
     *
     * @throws IllegalArgumentException when it is no key of this kind
     */
    public List<String> partsOf(String text) {
        var parts = new ArrayList<String>();
        for (var part : text.split("\\" + SEPARATOR, -1)) {
            parts.add(part.indexOf('%') < 0 ? part : part.replace("%7C", "|").replace("%25", "%"));
        }
        if (parts.size() != key.size()) {
            throw new IllegalArgumentException("no key of " + name + ": " + text);
        }
        return parts;
    }

    private static String escaped(String value) {
        return value.replace("%", "%25").replace("|", "%7C");
    }

    private static Stream<String[]> split(String list) {
        return Stream.of(list.split(",", -1)).map(item -> item.strip().split(" ", -1));
    }

    private static Column column(String[] words) {
        var kind = ColumnKind.valueOf(words[1].toUpperCase(Locale.ROOT));
        return new Column(words[0], words.length > 2 ? words[2] : words[0], kind);
    }

    private static KeyColumn key(String[] words, List<String> fields, List<Column> all) {
        int at = fields.indexOf(words[0]);
        var column = all.get(at);
        return new KeyColumn(at, column, words.length > 1 ? words[1] : column.name());
    }
}
