package prescient.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * The one PostgreSQL of a test JVM, with the suite's roles and schemas and a password for each of them.
 *
 * @param host where it listens
 * @param port its port
 * @param superuser role that may do everything
 * @param superuserPassword its password
 */
public record PostgresServer(String host, int port, String superuser, String superuserPassword) {

    public static final String DATABASE = "prescient";
    public static final String PASSWORD = "for-tests-only";

    private static final List<String> SERVICES = List.of("market", "signal", "trade", "portfolio", "forecast");

    /** Starts the server at the first call; later calls return the same one. Any thread. */
    public static PostgresServer shared() {
        return Holder.SERVER;
    }

    /** A connection to the suite's database as {@code role}, for instance {@code prescient_reader}. */
    public Connection connect(String role) throws SQLException {
        return DriverManager.getConnection(url(DATABASE), role, PASSWORD);
    }

    /** A connection to the suite's database that may do everything. */
    public Connection connectAsSuperuser() throws SQLException {
        return DriverManager.getConnection(url(DATABASE), superuser, superuserPassword);
    }

    private String url(String database) {
        return "jdbc:postgresql://%s:%d/%s".formatted(host, port, database);
    }

    private static final class Holder {
        static final PostgresServer SERVER = startServer();
    }

    private static PostgresServer startServer() {
        try {
            var server = "container".equals(System.getProperty("prescient.test.postgres", "embedded"))
                    ? inContainer()
                    : embedded();
            server.bootstrap();
            return server;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (SQLException failure) {
            throw new IllegalStateException("the test database could not be set up", failure);
        }
    }

    @SuppressWarnings("resource") // lives as long as the JVM, which ends it
    private static PostgresServer embedded() throws IOException {
        var postgres = EmbeddedPostgres.builder()
                .setServerConfig("max_connections", "120")
                .setServerConfig("fsync", "off")
                .start();
        return new PostgresServer("127.0.0.1", postgres.getPort(), "postgres", "postgres");
    }

    @SuppressWarnings("resource") // lives as long as the JVM, which ends it
    private static PostgresServer inContainer() {
        var container = new PostgreSQLContainer("postgres:18");
        container.start();
        return new PostgresServer(
                container.getHost(), container.getFirstMappedPort(), container.getUsername(), container.getPassword());
    }

    private void bootstrap() throws SQLException, IOException {
        try (var connection = DriverManager.getConnection(url("postgres"), superuser, superuserPassword);
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + DATABASE);
        }
        try (var connection = connectAsSuperuser();
                var statement = connection.createStatement();
                var script = PostgresServer.class.getResourceAsStream("/db/bootstrap.sql")) {
            if (script == null) {
                throw new IllegalStateException("db/bootstrap.sql is not on the class path");
            }
            statement.execute(new String(script.readAllBytes(), StandardCharsets.UTF_8));
            statement.execute("ALTER ROLE prescient_reader PASSWORD '" + PASSWORD + "'");
            for (var service : SERVICES) {
                statement.execute("ALTER ROLE prescient_%s PASSWORD '%s'".formatted(service, PASSWORD));
                statement.execute("ALTER ROLE prescient_%s_owner PASSWORD '%s'".formatted(service, PASSWORD));
            }
        }
    }
}
