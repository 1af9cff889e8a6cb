package prescient.local.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import prescient.local.LauncherProblem;
import prescient.local.ServiceName;
import prescient.local.state.Secrets;

/** Gives a server the suite's database, roles, schemas and passwords. Repeating it changes nothing. */
public final class Bootstrap {

    /** The role that may read everything and change nothing. */
    public static final String READER = "prescient_reader";

    private final PostgresLogin login;
    private final UnaryOperator<String> passwords;

    /** For the server behind {@code login}, whose user must be a superuser. */
    public Bootstrap(PostgresLogin login, Secrets secrets) {
        this(login, secrets::password);
    }

    /** The same with the password of each role from somewhere else. */
    Bootstrap(PostgresLogin login, UnaryOperator<String> passwords) {
        this.login = login;
        this.passwords = passwords;
    }

    /** Does it; the server must be running. */
    public void run() {
        try {
            createDatabase();
            try (var connection = login.connectBriefly(PostgresLogin.DATABASE);
                    var statement = connection.createStatement()) {
                statement.execute(script());
                // Who looks for slow queries, looks as the reader.
                statement.execute("CREATE EXTENSION IF NOT EXISTS pg_stat_statements");
                statement.execute("GRANT pg_read_all_stats TO " + READER);
                for (var role : roles()) {
                    var quoted = passwords.apply(role).replace("'", "''");
                    statement.execute("ALTER ROLE " + role + " PASSWORD '" + quoted + "'");
                }
            }
        } catch (SQLException failure) {
            throw new LauncherProblem(
                    "BOOTSTRAP_FAILED",
                    "The database could not be prepared: " + failure.getMessage(),
                    "Look at postgres.log in the data folder, then run `up` again; it continues where it stopped.");
        }
    }

    /** Gives another database of the server the schemas and what the roles may do there. */
    public void prepare(String database) throws SQLException {
        try (var connection = login.connectBriefly(database);
                var statement = connection.createStatement()) {
            statement.execute(script());
        }
    }

    private void createDatabase() throws SQLException {
        try (var connection = login.connectBriefly("postgres")) {
            if (!exists(connection)) {
                try (var statement = connection.createStatement()) {
                    statement.execute("CREATE DATABASE " + PostgresLogin.DATABASE);
                }
            }
        }
    }

    private static boolean exists(Connection connection) throws SQLException {
        try (var query = connection.prepareStatement("SELECT FROM pg_database WHERE datname = ?")) {
            query.setString(1, PostgresLogin.DATABASE);
            try (var rows = query.executeQuery()) {
                return rows.next();
            }
        }
    }

    /** Every role that gets a password. */
    static List<String> roles() {
        var roles = new ArrayList<String>();
        roles.add(READER);
        for (var service : ServiceName.values()) {
            roles.add(service.role());
            roles.add(service.ownerRole());
        }
        return roles;
    }

    private static String script() {
        try (var file = Bootstrap.class.getResourceAsStream("/db/bootstrap.sql")) {
            if (file == null) {
                throw new IllegalStateException("db/bootstrap.sql is not on the class path");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
