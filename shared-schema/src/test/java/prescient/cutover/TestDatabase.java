package prescient.cutover;

import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;
import prescient.database.Bulk;
import prescient.testing.PostgresServer;

/** A database of its own with what every schema has, and a table of things that can be cut over. */
final class TestDatabase {

    private static final String NAME = "cutover_test";

    private TestDatabase() {}

    private static final class Holder {
        static final String URL = create();
    }

    /** The way to it. */
    static Door door() {
        var server = PostgresServer.shared();
        return new Door(server.host(), server.port());
    }

    /** Bulk work with the rights of a service, through a door. A database that hangs is given up after a second. */
    static Bulk bulk(Door door) {
        return new Bulk(source("jdbc:postgresql://127.0.0.1:%d/%s".formatted(door.port(), created())));
    }

    /** Bulk work past all doors. */
    static Bulk bulk() {
        return new Bulk(source(Holder.URL));
    }

    /** Everything is as new. */
    static void empty() {
        try (var connection = DriverManager.getConnection(
                        Holder.URL,
                        PostgresServer.shared().superuser(),
                        PostgresServer.shared().superuserPassword());
                var statement = connection.createStatement()) {
            statement.execute("SET session_replication_role = replica; SET search_path = trade");
            statement.execute("DELETE FROM thing; DELETE FROM cutover_state; DELETE FROM cutover_audit;"
                    + " DELETE FROM shadow_outbox; DELETE FROM latency_baseline; DELETE FROM cutover_backup;"
                    + " DELETE FROM cutover_watch");
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static String created() {
        return Holder.URL.substring(Holder.URL.lastIndexOf('/') + 1);
    }

    private static PGSimpleDataSource source(String url) {
        var source = new PGSimpleDataSource();
        source.setURL(url);
        source.setUser("prescient_trade");
        source.setPassword(PostgresServer.PASSWORD);
        source.setConnectTimeout(1);
        source.setSocketTimeout(1);
        return source;
    }

    private static String create() {
        var server = PostgresServer.shared();
        var url = "jdbc:postgresql://%s:%d/%s".formatted(server.host(), server.port(), NAME);
        try (var connection = server.connectAsSuperuser();
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + NAME);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
        try (var connection = DriverManager.getConnection(url, server.superuser(), server.superuserPassword());
                var statement = connection.createStatement();
                var script = TestDatabase.class.getResourceAsStream("/db/bootstrap.sql")) {
            statement.execute(new String(script.readAllBytes(), StandardCharsets.UTF_8));
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
        Flyway.configure()
                .dataSource(url, "prescient_trade_owner", PostgresServer.PASSWORD)
                .defaultSchema("trade")
                .locations("db/migration/common")
                .load()
                .migrate();
        try (var connection = DriverManager.getConnection(url, "prescient_trade_owner", PostgresServer.PASSWORD);
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE thing (key text PRIMARY KEY, position bigint, value text NOT NULL)");
            statement.execute("CREATE TRIGGER shadow AFTER INSERT OR UPDATE OR DELETE ON thing"
                    + " FOR EACH STATEMENT EXECUTE FUNCTION shadow_note('things')");
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
        return url;
    }
}
