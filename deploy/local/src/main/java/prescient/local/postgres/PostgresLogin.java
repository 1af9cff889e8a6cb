package prescient.local.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/**
 * How to reach a PostgreSQL server on this machine.
 *
 * @param port its port on 127.0.0.1
 * @param user a role
 * @param password its password
 */
public record PostgresLogin(int port, String user, String password) {

    /** The suite's database. */
    public static final String DATABASE = "prescient";

    /** The JDBC URL of a database of the server, without user and password. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** A connection to {@code database}; the caller closes it. */
    public Connection connect(String database) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("ApplicationName", "launcher");
        return DriverManager.getConnection(jdbcUrl(database), properties);
    }

    /** True when the server takes connections. */
    boolean answers() {
        try (var connection = connect("postgres")) {
            return connection.isValid(5);
        } catch (SQLException notYet) {
            return false;
        }
    }

    @Override
    public String toString() {
        return user + "@127.0.0.1:" + port;
    }
}
