package prescient.local.backup;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import prescient.local.postgres.PostgresLogin;

/**
 * One moment of the database: everything that is read through it fits together, whatever is written meanwhile.
 *
 * @param connection within a transaction that sees this moment
 * @param id by which other connections can see the same moment, while this one is open
 * @param serverVersion of PostgreSQL
 */
record Snapshot(Connection connection, String id, String serverVersion, Catalogue catalogue, Figures figures)
        implements AutoCloseable {

    static Snapshot take(PostgresLogin login, String database) throws SQLException {
        var connection = login.connect(database);
        var taken = false;
        try {
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            var id = new ArrayList<String>();
            Rows.each(connection, "SELECT pg_export_snapshot()", row -> id.add(row.getString(1)));
            var catalogue = Catalogue.read(connection);
            var figures = new FiguresQuery(connection).read(catalogue);
            var snapshot =
                    new Snapshot(connection, id.getFirst(), Databases.serverVersion(connection), catalogue, figures);
            taken = true;
            return snapshot;
        } finally {
            if (!taken) {
                connection.close();
            }
        }
    }

    /** The major version of PostgreSQL. */
    int major() {
        return Integer.parseInt(serverVersion.split("[^0-9]", 2)[0]);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
