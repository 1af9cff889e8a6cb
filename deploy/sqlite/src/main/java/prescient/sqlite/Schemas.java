package prescient.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The connections of one import and of what is done after it, one per schema, and the lock that lets only one run. They
 * are made beside what is done first, which is to read a file. One thread.
 */
public final class Schemas implements AutoCloseable {

    private static final List<String> NAMES = List.of("trade", "market");

    /** Any number, as long as it is always the same. */
    private static final long LOCK = 7_310_250_628L;

    private final Databases databases;
    private final Map<String, Connection> open = new HashMap<>();
    private final SideWork<Map<String, Connection>> opening;

    /** Begins to connect; whether it can is for the first who asks to find out. */
    public Schemas(Databases databases) {
        this.databases = databases;
        this.opening = new SideWork<>(this::locked).begin();
    }

    /**
     * A schema's connection.
     *
     * @throws ImportProblem when another import runs
     */
    Connection of(String schema) throws SQLException {
        var connection = opening.found().get(schema);
        if (connection == null) {
            throw new IllegalArgumentException("no schema of an import: " + schema);
        }
        return connection;
    }

    private Map<String, Connection> locked() throws SQLException {
        for (var schema : NAMES) {
            var connection = another(schema);
            open.put(schema, connection);
            try (var statement = connection.createStatement();
                    var lock = statement.executeQuery(
                            "SELECT pg_try_advisory_lock(" + LOCK + " + hashtext('" + schema + "'))")) {
                lock.next();
                if (!lock.getBoolean(1)) {
                    throw new ImportProblem(
                            "IMPORT_RUNS",
                            "Another import of SQLite databases runs on this database.",
                            "Wait for its end, then repeat; a repeat changes nothing that is there.");
                }
            }
            connection.commit();
        }
        return open;
    }

    /** One more connection with the same settings, which the caller closes; for any thread. */
    Connection another(String schema) throws SQLException {
        var connection = databases.connect(schema);
        try (var statement = connection.createStatement()) {
            statement.execute("SET timezone = 'UTC'; SET datestyle = 'ISO, YMD'; SET work_mem = '64MB'");
        }
        connection.setAutoCommit(false);
        return connection;
    }

    /** @throws ImportProblem when PostgreSQL is gone */
    @Override
    public void close() {
        opening.close();
        var failures = new ArrayList<SQLException>();
        for (var connection : open.values()) {
            // The server notices a closed connection a moment later; the next import may come sooner.
            try (connection;
                    var statement = connection.createStatement()) {
                connection.rollback();
                statement.execute("SELECT pg_advisory_unlock_all()");
            } catch (SQLException failure) {
                failures.add(failure);
            }
        }
        if (!failures.isEmpty()) {
            throw ImportProblem.refused(failures.getFirst(), "Correct the cause and repeat; what was done stays.");
        }
    }
}
