package prescient.local.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/**
 * How to reach a PostgreSQL server.
 *
 * @param host name or address
 * @param port its port there
 * @param user a role
 * @param password its password
 */
public record PostgresLogin(String host, int port, String user, String password) {

    /** The suite's database. */
    public static final String DATABASE = "prescient";

    /** A server on this machine. */
    public PostgresLogin(int port, String user, String password) {
        this("127.0.0.1", port, user, password);
    }

    /** The JDBC URL of a database of the server, without user and password. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://" + host + ":" + port + "/" + database;
    }

    /** A connection to {@code database}; the caller closes it. */
    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(database), properties());
    }

    /** A connection for statements that take moments: one that takes longer than 15 s fails. */
    Connection connectBriefly(String database) throws SQLException {
        var properties = properties();
        properties.setProperty("socketTimeout", "15");
        return DriverManager.getConnection(jdbcUrl(database), properties);
    }

    private Properties properties() {
        var properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", "5");
        // A server that hangs takes the connection and never says a word.
        properties.setProperty("loginTimeout", "10");
        properties.setProperty("ApplicationName", "launcher");
        return properties;
    }

    /** True when the server takes connections. */
    boolean answers() {
        try (var connection = connectBriefly("postgres")) {
            return connection.isValid(5);
        } catch (SQLException notYet) {
            return false;
        }
    }

    @Override
    public String toString() {
        return user + "@" + host + ":" + port;
    }
}
