package prescient.local.backup;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import prescient.local.ServiceName;

/**
 * What the five schemas of a database consist of, apart from the migrations' own book-keeping.
 *
 * @param tables every table that holds rows; of a partitioned one only the whole
 * @param sequences with the state they are in
 * @param partitions of the partitioned tables
 * @param schemas the migrations each schema has had, by its name
 */
record Catalogue(
        List<Table> tables, List<Sequence> sequences, List<Partition> partitions, Map<String, SchemaVersion> schemas) {

    private static final String HISTORY = "flyway_schema_history";

    /**
     * A table.
     *
     * @param columns those that are stored as given
     * @param computed those the database computes from the others
     */
    record Table(String schema, String name, List<String> columns, List<String> computed) {

        /** As in SQL. */
        String sql() {
            return quoted(schema) + "." + quoted(name);
        }

        /** As in messages and file names. */
        String label() {
            return schema + "." + name;
        }
    }

    /** A sequence and where it stands. */
    record Sequence(String schema, String name, long lastValue, boolean called) {

        String sql() {
            return quoted(schema) + "." + quoted(name);
        }
    }

    /** A partition of {@code parent}, with its bound as PostgreSQL writes it. */
    record Partition(String schema, String parent, String name, String bound) {}

    static List<String> schemaNames() {
        return Arrays.stream(ServiceName.values()).map(ServiceName::schema).toList();
    }

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** Reads it; within a transaction it is what that transaction sees, sequences excepted. */
    static Catalogue read(Connection connection) throws SQLException {
        return new Catalogue(tables(connection), sequences(connection), partitions(connection), schemas(connection));
    }

    private static List<Table> tables(Connection connection) throws SQLException {
        var columns = new LinkedHashMap<List<String>, List<String>>();
        var computed = new LinkedHashMap<List<String>, List<String>>();
        Rows.each(
                connection,
                """
                SELECT n.nspname, c.relname, a.attname, a.attgenerated <> ''
                FROM pg_class c
                JOIN pg_namespace n ON n.oid = c.relnamespace
                JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                WHERE n.nspname = ANY (string_to_array(?, ',')) AND c.relkind IN ('r', 'p')
                    AND NOT c.relispartition AND c.relname <> '%s'
                ORDER BY n.nspname, c.relname, a.attnum""".formatted(HISTORY),
                row -> {
                    var table = List.of(row.getString(1), row.getString(2));
                    columns.computeIfAbsent(table, key -> new ArrayList<>());
                    computed.computeIfAbsent(table, key -> new ArrayList<>());
                    (row.getBoolean(4) ? computed : columns)
                            .computeIfAbsent(table, key -> new ArrayList<>())
                            .add(row.getString(3));
                },
                String.join(",", schemaNames()));
        return columns.entrySet().stream()
                .map(table -> new Table(
                        table.getKey().getFirst(),
                        table.getKey().getLast(),
                        table.getValue(),
                        computed.getOrDefault(table.getKey(), List.of())))
                .toList();
    }

    private static List<Sequence> sequences(Connection connection) throws SQLException {
        var names = new ArrayList<List<String>>();
        Rows.each(
                connection,
                """
                SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname = ANY (string_to_array(?, ',')) AND c.relkind = 'S' ORDER BY 1, 2
                """,
                row -> names.add(List.of(row.getString(1), row.getString(2))),
                String.join(",", schemaNames()));
        var sequences = new ArrayList<Sequence>();
        for (var name : names) {
            var sql = quoted(name.getFirst()) + "." + quoted(name.getLast());
            Rows.each(
                    connection,
                    "SELECT last_value, is_called FROM " + sql,
                    row -> sequences.add(
                            new Sequence(name.getFirst(), name.getLast(), row.getLong(1), row.getBoolean(2))));
        }
        return sequences;
    }

    private static List<Partition> partitions(Connection connection) throws SQLException {
        var partitions = new ArrayList<Partition>();
        Rows.each(
                connection,
                """
                SELECT n.nspname, p.relname, c.relname, pg_get_expr(c.relpartbound, c.oid)
                FROM pg_inherits i
                JOIN pg_class c ON c.oid = i.inhrelid AND c.relkind = 'r'
                JOIN pg_class p ON p.oid = i.inhparent
                JOIN pg_namespace n ON n.oid = p.relnamespace AND c.relnamespace = n.oid
                WHERE n.nspname = ANY (string_to_array(?, ',')) ORDER BY 1, 2, 3
                """,
                row -> partitions.add(
                        new Partition(row.getString(1), row.getString(2), row.getString(3), row.getString(4))),
                String.join(",", schemaNames()));
        return partitions;
    }

    private static Map<String, SchemaVersion> schemas(Connection connection) throws SQLException {
        var migrated = new ArrayList<String>();
        Rows.each(
                connection,
                """
                SELECT n.nspname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname = ANY (string_to_array(?, ',')) AND c.relname = '%s' ORDER BY 1
                """.formatted(HISTORY),
                row -> migrated.add(row.getString(1)),
                String.join(",", schemaNames()));
        var schemas = new LinkedHashMap<String, SchemaVersion>();
        for (var schema : migrated) {
            var versions = new ArrayList<String>();
            Rows.each(
                    connection,
                    "SELECT version FROM " + quoted(schema) + "." + HISTORY
                            + " WHERE version IS NOT NULL AND success ORDER BY installed_rank",
                    row -> versions.add(row.getString(1)));
            schemas.put(schema, new SchemaVersion(versions));
        }
        return schemas;
    }

    /** The labels of all tables, for messages. */
    String labels() {
        return tables.stream().map(Table::label).collect(Collectors.joining(", "));
    }
}
