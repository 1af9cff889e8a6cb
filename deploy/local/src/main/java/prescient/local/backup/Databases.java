package prescient.local.backup;

import static prescient.local.backup.Catalogue.quoted;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import prescient.local.LauncherProblem;
import prescient.local.postgres.PostgresLogin;

/**
 * Makes, swaps and drops the databases that copies are restored into. Only one backup or restore works on a server at a
 * time: this holds the right to. One thread.
 */
final class Databases implements AutoCloseable {

    /** Copies that are looked at and dropped. */
    static final String SCRATCH = "prescient_scratch";

    /** A copy that is going to be the database. */
    static final String RESTORED = "prescient_restored";

    /** What was the database until a copy took its place. */
    static final String REPLACED = "prescient_replaced";

    private static final long LOCK = 0x70726573_6261636bL;

    private final Connection connection;

    private Databases(Connection connection) {
        this.connection = connection;
    }

    /** Takes the right to work on a server, and drops what a run that was killed left there. */
    static Databases of(PostgresLogin login) throws SQLException {
        var connection = login.connect("postgres");
        var taken = false;
        try {
            var answer = new ArrayList<Boolean>();
            Rows.each(connection, "SELECT pg_try_advisory_lock(" + LOCK + ")", row -> answer.add(row.getBoolean(1)));
            taken = answer.getFirst();
            if (!taken) {
                throw new LauncherProblem(
                        "BACKUP_RUNS",
                        "Another backup or restore works on this database.",
                        "Wait until it has ended and run the command again.");
            }
            var databases = new Databases(connection);
            for (var left : List.of(SCRATCH, RESTORED, REPLACED)) {
                databases.drop(left);
            }
            return databases;
        } finally {
            if (!taken) {
                connection.close();
            }
        }
    }

    /** An empty database with the server's own settings. */
    void create(String name) throws SQLException {
        Rows.execute(connection, "CREATE DATABASE " + quoted(name) + " TEMPLATE template0");
    }

    void drop(String name) throws SQLException {
        Rows.execute(connection, "DROP DATABASE IF EXISTS " + quoted(name) + " WITH (FORCE)");
    }

    /** Puts {@link #RESTORED} in the place of the database, in one transaction: there is one at any time. */
    void swap() throws SQLException {
        connection.setAutoCommit(false);
        try {
            Rows.execute(connection, """
                    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                    WHERE datname IN ('%s', '%s') AND pid <> pg_backend_pid()""".formatted(PostgresLogin.DATABASE, RESTORED));
            rename(PostgresLogin.DATABASE, REPLACED);
            rename(RESTORED, PostgresLogin.DATABASE);
            connection.commit();
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private void rename(String from, String to) throws SQLException {
        Rows.execute(connection, "ALTER DATABASE " + quoted(from) + " RENAME TO " + quoted(to));
    }

    /** The server's version, for instance {@code 18.6}. */
    static String serverVersion(Connection connection) throws SQLException {
        var found = new ArrayList<@Nullable String>();
        Rows.each(connection, "SHOW server_version", row -> found.add(row.getString(1)));
        return String.valueOf(found.getFirst()).split(" ", 2)[0];
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
