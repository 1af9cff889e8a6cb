package prescient.local.backup;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import prescient.local.Ports;
import prescient.local.Progress;
import prescient.local.ServiceName;
import prescient.local.postgres.Bootstrap;
import prescient.local.postgres.PostgresLogin;
import prescient.local.postgres.PostgresServer;
import prescient.local.state.DataFolder;
import prescient.local.state.Secrets;
import prescient.local.testing.FakeInstallation;

/** A real database with the suite's own tables, on one server for all tests of a class. */
abstract class SavedDatabase {

    static final Instant NOW = Instant.parse("2026-03-02T02:00:00Z");

    /** The tables of all services with some rows in them, made once. */
    static final String FILLED = "filled";

    @TempDir
    static Path shared;

    static PostgresServer embedded;
    static Secrets embeddedSecrets;

    @TempDir
    Path temporary;

    Secrets secrets;
    PostgresServer server;
    Backups backups;
    Backup backup;

    @BeforeAll
    static void startOne() throws Exception {
        var folder = new DataFolder(shared.resolve("data"));
        folder.prepare();
        embeddedSecrets = Secrets.of(folder);
        var port = Ports.choose(OptionalInt.empty(), new Random()).postgres();
        embedded = PostgresServer.of(folder, FakeInstallation.cache(), embeddedSecrets, port);
        embedded.start();
    }

    @AfterAll
    static void stopIt() throws InterruptedException {
        embedded.stop();
    }

    @BeforeEach
    void useIt() {
        use(embedded, embeddedSecrets);
    }

    static final Progress SILENT = Progress.silent();

    static final Backup.JsonFiles JSON_FILES = SavedDatabase::writeJson;

    static Backup.Written writeJson(Path folder) {
        try {
            Files.writeString(folder.resolve("paper_trades.json"), "[]");
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
        return new Backup.Written(Manifest.JSON.createObjectNode().put("trades", 0), List.of());
    }

    void use(PostgresServer used, Secrets usedSecrets) {
        server = used;
        secrets = usedSecrets;
        backups = new Backups(temporary.resolve("backups"));
        backup = new Backup(server.login(), secrets, InstantSource.fixed(NOW), SILENT);
    }

    void fill() throws SQLException {
        try (var connection = server.login().connect("postgres")) {
            if (!databases(connection).contains(FILLED)) {
                new Bootstrap(server.login(), secrets).run();
                migrateAndFill();
                Rows.execute(connection, "ALTER DATABASE " + PostgresLogin.DATABASE + " RENAME TO " + FILLED);
            }
            Rows.execute(connection, "DROP DATABASE IF EXISTS " + PostgresLogin.DATABASE + " WITH (FORCE)");
            Rows.execute(connection, "CREATE DATABASE " + PostgresLogin.DATABASE + " TEMPLATE " + FILLED);
        }
    }

    /** Rows that tell whether every kind of column and table is looked after. */
    void migrateAndFill() {
        for (var service : ServiceName.values()) {
            Flyway.configure(SavedDatabase.class.getClassLoader())
                    .dataSource(
                            server.login().jdbcUrl(PostgresLogin.DATABASE),
                            service.ownerRole(),
                            secrets.password(service.ownerRole()))
                    .locations("classpath:db/migration/common", "classpath:db/migration/" + service.schema())
                    .defaultSchema(service.schema())
                    .createSchemas(false)
                    .load()
                    .migrate();
        }
        run("""
                INSERT INTO trade.trades (trade_id, portfolio_id, environment, timestamp, market_id, market_question,
                    action, amount, shares, entry_price, confidence, reason, status)
                SELECT 'trade-' || n, 1, 'paper', now(), n::text, E'Se\\u00e1n\\t"O\\u2019Neill"\\n\\\\.', 'buy_yes', 100,
                    199.5582, 0.5011070537256923, 0.0011, NULL, 'open' FROM generate_series(1, 300) n;
                SELECT market.create_month_partitions('2025-11-01Z', 0);
                INSERT INTO market.market_snapshots (market_id, timestamp, yes_price, no_price)
                SELECT n::text, timestamptz '2025-10-15T16:10:00.127566Z' + n * interval '1 day', 0.25, 0.75
                FROM generate_series(1, 90) n;
                INSERT INTO market.events (event_id, title, event_data, observed_at)
                VALUES ('1', 'x', '{"a": [1, 2.50, null], "b": "\\u00fc"}', now());
                SET search_path = portfolio;
                INSERT INTO portfolio.ledger_transactions (transaction_id, portfolio_id, kind, content_hash, cash_change, at)
                VALUES ('fill:one', 1, 'open', 'h', -100.5, now());
                INSERT INTO portfolio.ledger_entries (transaction_id, portfolio_id, account, amount)
                VALUES ('fill:one', 1, 'cash', -100.5), ('fill:one', 1, 'position:trade-1', 100.5);
                UPDATE portfolio.portfolio_state SET balance = balance - 100.5, realized_pnl = 0.35;
                DELETE FROM forecast.settlement_stations WHERE city_code = 'fl';
                DELETE FROM forecast.cities WHERE code = 'fl'""".replace("market_snapshots_2025_11", "market_snapshots_one_day"));
    }

    void assertServicesCanWork() throws SQLException {
        for (var service : ServiceName.values()) {
            try (var connection = as(service.role())) {
                Rows.execute(connection, "INSERT INTO system_metadata (key, value) VALUES ('written', 'after')");
            }
            try (var connection = as(service.ownerRole())) {
                Rows.execute(connection, "CREATE TABLE later (n integer)");
            }
            try (var connection = as(service.role())) {
                Rows.execute(connection, "INSERT INTO later VALUES (1)");
            }
        }
        try (var connection = as("prescient_trade")) {
            Rows.execute(connection, """
                    INSERT INTO outbox (topic, message_id, payload, created_at, next_attempt_at)
                    VALUES ('fill', 'm', '{}', now(), now())""");
        }
        try (var connection = as(Bootstrap.READER)) {
            Rows.execute(connection, "SELECT count(*) FROM portfolio_state");
        }
        assertThatThrownBy(() -> {
                    try (var connection = as("prescient_trade")) {
                        Rows.execute(connection, "SELECT * FROM portfolio.portfolio_state");
                    }
                })
                .hasMessageContaining("permission denied");
        // A sequence that was put back to its start would give an id that is taken.
        run("""
                INSERT INTO trade.trades (trade_id, portfolio_id, environment, timestamp, market_id, market_question,
                    action, amount, shares, entry_price, confidence, status)
                VALUES ('trade-next', 1, 'paper', now(), '1', 'q', 'buy_no', 1, 1, 1, 0.5, 'open')""");
    }

    Restore.Done restore(Manifest made, Restore.Consent consent) throws InterruptedException {
        return new Restore(server.login(), backup, SILENT).run(backups.folder(made), consent);
    }

    Figures figures() throws SQLException {
        try (var snapshot = Snapshot.take(server.login(), PostgresLogin.DATABASE)) {
            return snapshot.figures();
        }
    }

    void dropEverything() throws SQLException {
        try (var connection = server.login().connect("postgres")) {
            Rows.execute(connection, "DROP DATABASE " + PostgresLogin.DATABASE + " WITH (FORCE)");
        }
        new Bootstrap(server.login(), secrets).run();
    }

    /** All but the one the tests begin with. */
    List<String> databases() throws SQLException {
        try (var connection = server.login().connect("postgres")) {
            var names = databases(connection);
            names.remove(FILLED);
            return names;
        }
    }

    static List<String> databases(Connection connection) throws SQLException {
        var names = new ArrayList<String>();
        Rows.each(
                connection,
                "SELECT datname FROM pg_database WHERE NOT datistemplate",
                row -> names.add(row.getString(1)));
        return names;
    }

    Connection as(String role) throws SQLException {
        return DriverManager.getConnection(
                server.login().jdbcUrl(PostgresLogin.DATABASE), role, secrets.password(role));
    }

    void run(String sql) {
        try (var connection = server.login().connect(PostgresLogin.DATABASE)) {
            Rows.execute(connection, sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    static byte[] flipped(byte[] content) {
        var changed = content.clone();
        changed[changed.length / 2] ^= 1;
        return changed;
    }
}
