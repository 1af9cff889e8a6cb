package prescient.sqlite.table;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import prescient.sqlite.kind.Target;

/** Statements on an import's tables. Stateless. */
final class Sql {

    private Sql() {}

    /** {@code schema.table}. */
    static String name(Target target) {
        return target.schema() + "." + target.table();
    }

    static String columns(Target target, String prefix) {
        return target.columns().stream()
                .map(column -> prefix + quoted(column.name()))
                .collect(Collectors.joining(", "));
    }

    static String keys(Target target, String prefix) {
        return target.columns().stream()
                .limit(target.keys())
                .map(column -> prefix + quoted(column.name()))
                .collect(Collectors.joining(", "));
    }

    /** The key in one text, as {@link prescient.sqlite.kind.Draft#key} makes it. */
    static String key(Target target, String prefix) {
        return target.columns().stream()
                .limit(target.keys())
                .map(column -> prefix + quoted(column.name()) + "::text")
                .collect(Collectors.joining(" || '|' || "));
    }

    static String quoted(String name) {
        return '"' + name + '"';
    }

    static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static long update(Connection connection, String sql, Object... parameters) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            return statement.executeLargeUpdate();
        }
    }

    /** The numbers of the one row a query answers with. */
    static long[] numbers(Connection connection, String sql, Object... parameters) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            try (var row = statement.executeQuery()) {
                row.next();
                var numbers = new long[row.getMetaData().getColumnCount()];
                for (var i = 0; i < numbers.length; i++) {
                    numbers[i] = row.getLong(i + 1);
                }
                return numbers;
            }
        }
    }

    private static void bind(java.sql.PreparedStatement statement, Object... parameters) throws SQLException {
        for (var i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
    }

    /** A column list of a table: {@code "name" type, ...}. */
    static String declared(Target target) {
        return target.columns().stream()
                .map(column -> quoted(column.name()) + " " + column.type())
                .collect(Collectors.joining(", "));
    }

    static Stream<Target.Column> values(Target target) {
        return target.columns().stream().skip(target.keys());
    }
}
