package prescient.database;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * The way to PostgreSQL for work on many rows: COPY, cursors, one consistent view. For imports, exports, comparisons and
 * mirrors only; requests use the reactive pool. Blocks; any thread but an event loop.
 */
@ApplicationScoped
public class Bulk {

    private static final int FETCH = 1000;
    private static final String BY_INDEX = "SELECT set_config('enable_seqscan', 'off', true),"
            + " set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true)";

    private static final String PLACE = "SELECT CASE relkind WHEN 'r' THEN"
            + " pg_relation_size(oid) / current_setting('block_size')::bigint ELSE -1 END,"
            + " pg_current_xact_id()::xid::text::bigint FROM pg_class WHERE oid = ?::regclass";

    private static final String KEY_EXISTS = "23505";

    private final DataSource source;

    /** @param source of connections with the rights of the service's run-time role */
    public Bulk(DataSource source) {
        this.source = source;
    }

    /** Work on a connection. */
    @FunctionalInterface
    public interface Work<T extends @Nullable Object> {
        T on(Session session) throws SQLException;
    }

    /** Takes a row; the result set stands on it. */
    @FunctionalInterface
    public interface RowSink {
        void accept(ResultSet row) throws SQLException;
    }

    /**
     * Reads from one consistent view.
     *
     * @throws BulkFailure when the database does not answer or refuses
     */
    public <T extends @Nullable Object> T read(Work<T> work) {
        return transaction(true, work);
    }

    /**
     * Writes in one transaction, all or nothing.
     *
     * @throws BulkFailure when the database does not answer or refuses
     */
    public <T extends @Nullable Object> T write(Work<T> work) {
        return transaction(false, work);
    }

    /**
     * Adds rows that are thought to be new, in one transaction.
     *
     * @return empty when there is a key of theirs; then nothing was written
     * @throws BulkFailure when the database does not answer or refuses for another reason
     */
    public <T> Optional<T> writeNew(Work<T> work) {
        try {
            return Optional.of(write(work));
        } catch (BulkFailure failure) {
            if (!KEY_EXISTS.equals(failure.state())) {
                throw failure;
            }
            return Optional.empty();
        }
    }

    private <T extends @Nullable Object> T transaction(boolean reading, Work<T> work) {
        try (var connection = source.getConnection()) {
            connection.setAutoCommit(false);
            if (reading) {
                connection.setReadOnly(true);
                connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            }
            T result;
            try {
                result = work.on(new Session(connection));
                connection.commit();
            } catch (SQLException | RuntimeException failure) {
                undo(connection, reading, failure);
                throw failure;
            }
            asBefore(connection, reading);
            return result;
        } catch (SQLException failure) {
            throw new BulkFailure(failure);
        }
    }

    /** What the work failed with counts, not that a broken connection cannot be rolled back, too. */
    private static void undo(Connection connection, boolean reading, Exception failure) {
        try {
            connection.rollback();
            asBefore(connection, reading);
        } catch (SQLException broken) {
            failure.addSuppressed(broken);
        }
    }

    private static void asBefore(Connection connection, boolean reading) throws SQLException {
        if (reading) {
            connection.setReadOnly(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        }
    }

    /** A connection inside a transaction. */
    public static final class Session {

        private final Connection connection;

        Session(Connection connection) {
            this.connection = connection;
        }

        /** Hands over the rows of a query one by one, without holding them all. */
        public void query(String sql, RowSink sink, @Nullable Object... parameters) throws SQLException {
            try (var statement = prepare(sql, parameters)) {
                statement.setFetchSize(FETCH);
                try (var rows = statement.executeQuery()) {
                    while (rows.next()) {
                        sink.accept(rows);
                    }
                }
            }
        }

        /**
         * For the rest of the transaction rows are found through indexes. For a batch that is small beside its table: in
         * a table that is being filled nobody has counted the rows yet, and the planner would read all of them each time.
         */
        public void byIndex() throws SQLException {
            query(BY_INDEX, row -> {});
        }

        /** Runs a statement; answers how many rows it touched. */
        public int execute(String sql, @Nullable Object... parameters) throws SQLException {
            try (var statement = prepare(sql, parameters)) {
                return statement.executeUpdate();
            }
        }

        /**
         * Adds rows.
         *
         * @param columns separated by commas
         */
        public void copyIn(String table, String columns, CopyText rows) throws SQLException {
            copyIn(table, columns, rows.bytes());
        }

        private void copyIn(String table, String columns, byte[] rows) throws SQLException {
            try {
                var sql = "COPY " + table + " (" + columns + ") FROM STDIN";
                connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql, new ByteArrayInputStream(rows));
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }

        /**
         * Adds rows that are thought to be new, the fastest way there is.
         *
         * @return false when the table has a key of theirs; then nothing was added
         */
        public boolean copyNew(String table, String columns, CopyText rows) throws SQLException {
            var before = connection.setSavepoint();
            try {
                copyIn(table, columns, rows);
                return true;
            } catch (SQLException refused) {
                if (!KEY_EXISTS.equals(refused.getSQLState())) {
                    throw refused;
                }
                connection.rollback(before);
                return false;
            }
        }

        /**
         * As {@link #copyIn}, for whoever will want to see the rows again.
         *
         * @param order the column that orders them as they are given
         */
        public CopiedRows copyToSeeAgain(String table, String columns, String order, CopyText rows)
                throws SQLException {
            var at = new long[2];
            query(
                    PLACE,
                    row -> {
                        at[0] = row.getLong(1);
                        at[1] = row.getLong(2);
                    },
                    table);
            var text = rows.bytes();
            copyIn(table, columns, text);
            return new CopiedRows(table, columns, order, text, at[0], at[1]);
        }

        /**
         * Whether the table prints all these rows in the very letters in which they were given. False accuses nobody:
         * one may have found room elsewhere, may have been changed since, or was given in other letters than
         * PostgreSQL's, which are those of {@code DateStyle} ISO and of time zone UTC.
         */
        public boolean shows(CopiedRows rows) throws SQLException {
            if (!rows.areTogether()) {
                return false;
            }
            query(CopiedRows.LOOK, row -> {}, rows.from(), rows.transaction());
            var printed = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(rows.print());
            rows.begin();
            for (var row = printed.readFromCopy(); row != null; row = printed.readFromCopy()) {
                rows.see(row);
            }
            return rows.areSeen();
        }

        /** The connection itself, for what the methods here do not offer. */
        public Connection connection() {
            return connection;
        }

        /** Lists become arrays of text, instants become timestamps with zone. */
        private PreparedStatement prepare(String sql, @Nullable Object... parameters) throws SQLException {
            var statement = connection.prepareStatement(sql);
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(
                        i + 1,
                        switch (parameters[i]) {
                            case Instant at -> at.atOffset(java.time.ZoneOffset.UTC);
                            case Object[] array ->
                                connection.createArrayOf(
                                        "text",
                                        Arrays.stream(array)
                                                .map(item -> item == null ? null : item.toString())
                                                .toArray());
                            case null -> null;
                            case Object other -> other;
                        });
            }
            return statement;
        }
    }
}
