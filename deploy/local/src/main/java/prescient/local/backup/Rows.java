package prescient.local.backup;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Hands over the rows of a query one by one. */
final class Rows {

    private Rows() {}

    /** Takes a row; the result set stands on it. */
    @FunctionalInterface
    interface Sink {
        void accept(ResultSet row) throws SQLException;
    }

    static void each(Connection connection, String sql, Sink sink, String... parameters) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (var i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    sink.accept(rows);
                }
            }
        }
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
