package prescient.bench;

import java.sql.Connection;
import java.sql.SQLException;
import prescient.local.Suite;
import prescient.local.postgres.PostgresLogin;

/** Statements on a suite's database that are not measured, as superuser. Safe for many threads. */
public record Database(Suite suite) {

    /** The first number that {@code query} answers. */
    public long number(String query) {
        try (var connection = connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException failure) {
            throw failed(query, failure);
        }
    }

    /** Runs {@code command}, which may be several. */
    public void run(String command) {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute(command);
        } catch (SQLException failure) {
            throw failed(command, failure);
        }
    }

    /** Fails unless {@code query} answers {@code expected}. */
    public void require(long expected, String query) {
        long found = number(query);
        if (found != expected) {
            throw new IllegalStateException("expected " + expected + ", found " + found + ": " + query);
        }
    }

    /** A connection that the caller closes. */
    public Connection connect() throws SQLException {
        return suite.login().connect(PostgresLogin.DATABASE);
    }

    private static IllegalStateException failed(String statement, SQLException failure) {
        return new IllegalStateException(statement + ": " + failure.getMessage(), failure);
    }
}
