package prescient.transfer;

import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;
import prescient.database.Bulk;
import prescient.testing.PostgresServer;

/** A database of its own with what every schema has, and a table of records that can be cut over. */
final class TestDatabase {

    private static final String NAME = "transfer_test";
    private static final String RECORDS = """
            CREATE TABLE fake_record (
                collection text NOT NULL,
                key text NOT NULL,
                position bigint NOT NULL,
                value json NOT NULL,
                PRIMARY KEY (collection, key),
                CHECK ((value ->> 'amount')::numeric < 1000000)
            )
            """;

    private TestDatabase() {}

    private static final class Holder {
        static final String URL = create();
    }

    /** Bulk work with the rights of a service. */
    static Bulk bulk() {
        var source = new PGSimpleDataSource();
        source.setURL(Holder.URL);
        source.setUser("prescient_trade");
        source.setPassword(PostgresServer.PASSWORD);
        return new Bulk(source);
    }

    /** Everything is empty again. */
    static void empty() {
        bulk().write(session -> {
            for (var table : new String[] {
                "fake_record",
                "quarantine",
                "cutover_job",
                "cutover_parity",
                "cutover_difference",
                "cutover_accepted",
                "cutover_inexact"
            }) {
                session.execute("DELETE FROM " + table);
            }
            return null;
        });
    }

    private static String create() {
        var server = PostgresServer.shared();
        try (var connection = server.connectAsSuperuser();
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + NAME);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
        var url = "jdbc:postgresql://%s:%d/%s".formatted(server.host(), server.port(), NAME);
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
            statement.execute(RECORDS);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
        return url;
    }
}
