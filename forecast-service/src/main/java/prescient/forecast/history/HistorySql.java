package prescient.forecast.history;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import prescient.database.CopyText;

/** The SQL of one kind, and the texts it takes and gives. Stateless but for the kind. */
final class HistorySql<T> {

    /** The column of a row's place in its file. */
    static final String POSITION = "legacy_position";

    /** Of a row in bytes. */
    private static final int USUAL_LENGTH = 450;

    private final HistoryKind<T> kind;

    HistorySql(HistoryKind<T> kind) {
        this.kind = kind;
    }

    String table() {
        return kind.table();
    }

    /** {@code SELECT} of all columns as text, of what {@link #from} or {@link #fromKeys} calls {@code h}. */
    String select() {
        return kind.columns().stream()
                .map(column -> column.kind().text("h." + column.name()))
                .collect(Collectors.joining(", ", "SELECT ", ", h." + POSITION + " "));
    }

    /** {@code FROM} of all rows. */
    String from() {
        return "FROM " + kind.table() + " h ";
    }

    /** {@code WHERE} of the rows that are in the file. */
    String inFile() {
        return kind.constants().entrySet().stream()
                .map(constant -> "h." + constant.getKey() + " = '" + constant.getValue() + "'")
                .collect(Collectors.joining(
                        " AND ", "WHERE true" + (kind.constants().isEmpty() ? "" : " AND "), " "));
    }

    /** {@code ORDER BY} of the file. */
    String inOrder() {
        return "ORDER BY h." + POSITION + " NULLS LAST, " + kind.order();
    }

    /**
     * {@code FROM} of the rows with keys that stand in as many arrays as a key has parts. {@code OFFSET} has every key
     * looked up: of a table that is being filled the planner knows nothing, and would go through all keys for each row.
     *
     * @param parameter the text of a parameter by its number, from 1
     */
    String fromKeys(IntFunction<String> parameter) {
        var names = new ArrayList<String>();
        var on = new ArrayList<String>();
        for (var part : kind.key()) {
            var name = "k" + names.size();
            var cast = part.column().kind() == ColumnKind.TEXT ? "" : "::" + type(part.column());
            names.add(name);
            on.add(part.name() + " = k." + name + cast);
        }
        return "FROM unnest(" + arrays(names.size(), parameter) + ") AS k (" + String.join(", ", names)
                + ") CROSS JOIN LATERAL (SELECT * FROM " + kind.table() + " WHERE " + String.join(" AND ", on)
                + " OFFSET 0) h ";
    }

    private static String type(Column column) {
        return column.kind().type();
    }

    /**
     * Adds rows, and replaces those of the same key that say something else; a null position leaves a place as it is.
     * The arrays are those of {@link #arrays(List)}.
     *
     * @param parameter the text of a parameter by its number, from 1
     */
    String upsert(IntFunction<String> parameter) {
        var names = names();
        var casts = new ArrayList<String>();
        for (var column : kind.columns()) {
            casts.add("g.c" + casts.size() + "::" + type(column));
            if (column.kind() == ColumnKind.TIME) {
                casts.add("g.c" + casts.size() + "::smallint");
            }
        }
        casts.add("g.c" + casts.size() + "::bigint");
        if (kind.doubted()) {
            casts.add("g.c" + casts.size());
        }
        var given = Stream.iterate(0, i -> i < casts.size(), i -> i + 1)
                .map(i -> "c" + i)
                .collect(Collectors.joining(", "));
        int arrays = casts.size();
        kind.constants().forEach((name, value) -> {
            names.add(name);
            casts.add("'" + value + "'");
        });
        var target = Stream.concat(
                        kind.key().stream().map(HistoryKind.KeyColumn::name), kind.constants().keySet().stream())
                .collect(Collectors.joining(", "));
        return "INSERT INTO " + kind.table() + " AS old (" + String.join(", ", names) + ") SELECT "
                + String.join(", ", casts) + " FROM unnest(" + arrays(arrays, parameter) + ") AS g (" + given
                + ") ON CONFLICT (" + target + ") DO UPDATE SET " + replaced() + " WHERE " + differs();
    }

    /** Names of the columns that are written, but for the constants. */
    private List<String> names() {
        var names = new ArrayList<String>();
        for (var column : kind.columns()) {
            names.add(column.name());
            if (column.kind() == ColumnKind.TIME) {
                names.add(column.name() + "_offset");
            }
        }
        names.add(POSITION);
        if (kind.doubted()) {
            names.add("doubt");
        }
        return names;
    }

    private String replaced() {
        return names().stream()
                .map(name -> name + " = "
                        + (name.equals(POSITION)
                                ? "coalesce(EXCLUDED." + name + ", old." + name + ")"
                                : "EXCLUDED." + name))
                .collect(Collectors.joining(", "));
    }

    /** Numbers by their digits: 1.0 is not written as 1.00. */
    private String differs() {
        var texts = kind.columns().stream()
                .filter(column -> column.kind() == ColumnKind.NUMBER || column.kind() == ColumnKind.JSON)
                .map(Column::name)
                .collect(Collectors.toSet());
        var old = new ArrayList<String>();
        var fresh = new ArrayList<String>();
        for (var name : names()) {
            var as = texts.contains(name) ? "::text" : "";
            old.add("old." + name + as);
            fresh.add(
                    name.equals(POSITION)
                            ? "coalesce(EXCLUDED." + name + ", old." + name + ")"
                            : "EXCLUDED." + name + as);
        }
        return "(" + String.join(", ", old) + ") IS DISTINCT FROM (" + String.join(", ", fresh) + ")";
    }

    /** The arrays of an upsert, one row of texts after the other, column by column. */
    List<@Nullable String[]> arrays(List<Row> rows) {
        int width = names().size();
        var arrays = new ArrayList<@Nullable String[]>();
        for (int i = 0; i < width; i++) {
            arrays.add(new String[rows.size()]);
        }
        for (int r = 0; r < rows.size(); r++) {
            var values = new ArrayList<@Nullable String>(width);
            values(rows.get(r), values::add);
            for (int i = 0; i < width; i++) {
                arrays.get(i)[r] = values.get(i);
            }
        }
        return arrays;
    }

    /** The columns of {@link #copy}. */
    String columns() {
        return Stream.concat(names().stream(), kind.constants().keySet().stream())
                .collect(Collectors.joining(", "));
    }

    /** Rows for {@code COPY}. */
    CopyText copy(List<Row> rows) {
        var text = new CopyText(rows.size() * USUAL_LENGTH);
        for (var row : rows) {
            values(row, text::column);
            kind.constants().values().forEach(text::column);
            text.endRow();
        }
        return text;
    }

    /** Hands over texts in the order of {@link #names}. */
    private void values(Row row, Consumer<@Nullable String> sink) {
        for (int i = 0; i < kind.columns().size(); i++) {
            var column = kind.columns().get(i).kind();
            var field = row.fields().get(i);
            sink.accept(column.value(field));
            if (column == ColumnKind.TIME) {
                sink.accept(ColumnKind.offset(field));
            }
        }
        sink.accept(row.position() < 0 ? null : String.valueOf(row.position()));
        if (kind.doubted()) {
            sink.accept(row.doubt());
        }
    }

    /**
     * A row to be written.
     *
     * @param fields as the file has them
     * @param position in the file; -1 when it has none
     * @param doubt null when there is none
     */
    record Row(List<String> fields, long position, @Nullable String doubt) {}

    private static String arrays(int count, IntFunction<String> parameter) {
        return Stream.iterate(1, i -> i <= count, i -> i + 1)
                .map(i -> parameter.apply(i) + "::text[]")
                .collect(Collectors.joining(", "));
    }
}
