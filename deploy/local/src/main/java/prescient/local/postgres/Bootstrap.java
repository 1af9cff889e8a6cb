package prescient.local.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import prescient.local.LauncherProblem;
import prescient.local.ServiceName;
import prescient.local.state.Secrets;

/** Gives a server the suite's database, roles, schemas and passwords. Repeating it changes nothing. */
public final class Bootstrap {

    /** The role that may read everything and change nothing. */
    public static final String READER = "prescient_reader";

    private final PostgresLogin login;
    private final Secrets secrets;

    /** For the server behind {@code login}, whose user must be a superuser. */
    public Bootstrap(PostgresLogin login, Secrets secrets) {
        this.login = login;
        this.secrets = secrets;
    }

    /** Does it; the server must be running. */
    public void run() {
        try {
            createDatabase();
            try (var connection = login.connect(PostgresLogin.DATABASE);
                    var statement = connection.createStatement()) {
                statement.execute(script());
                for (var role : roles()) {
                    // Passwords are URL-safe base64: nothing in them needs quoting.
                    statement.execute("ALTER ROLE " + role + " PASSWORD '" + secrets.password(role) + "'");
                }
            }
        } catch (SQLException failure) {
            throw new LauncherProblem(
                    "BOOTSTRAP_FAILED",
                    "The database could not be prepared: " + failure.getMessage(),
                    "Look at postgres.log in the data folder, then run `up` again; it continues where it stopped.");
        }
    }

    private void createDatabase() throws SQLException {
        try (var connection = login.connect("postgres")) {
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

    private static List<String> roles() {
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
