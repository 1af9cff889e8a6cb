package prescient.sqlite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import prescient.testing.PostgresServer;

/** A migrated database of its own, and old databases made for a test. */
final class ImportRig implements Databases {

    static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2025-09-01T12:00:00Z"));

    private static final List<String> SCHEMAS = List.of("market", "trade");
    private static final List<String> TABLES = List.of(
            "trade.desk_trades",
            "trade.legacy_active_trades",
            "trade.account_orders",
            "trade.account_fills",
            "trade.account_settlements",
            "trade.account_positions",
            "trade.account_balances",
            "trade.legacy_row",
            "trade.legacy_source",
            "trade.legacy_archive",
            "market.price_log",
            "market.legacy_market_quotes",
            "market.legacy_row",
            "market.legacy_source",
            "market.legacy_archive");

    private static final class Holder {
        static final ImportRig RIG = on("sqlite_import");
    }

    private final String url;

    private ImportRig(String url) {
        this.url = url;
    }

    /** The database of all tests that empty it first. */
    static ImportRig shared() {
        return Holder.RIG;
    }

    /** A new database of this name. */
    static ImportRig on(String name) {
        var server = PostgresServer.shared();
        var url = "jdbc:postgresql://%s:%d/%s".formatted(server.host(), server.port(), name);
        try (var connection = server.connectAsSuperuser();
                var statement = connection.createStatement()) {
            statement.execute("DROP DATABASE IF EXISTS " + name);
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
        try (var connection = DriverManager.getConnection(url, server.superuser(), server.superuserPassword());
                var statement = connection.createStatement();
                var script = ImportRig.class.getResourceAsStream("/db/bootstrap.sql")) {
            statement.execute(new String(script.readAllBytes(), StandardCharsets.UTF_8));
        } catch (SQLException | IOException failure) {
            throw new IllegalStateException(failure);
        }
        for (var schema : SCHEMAS) {
            Flyway.configure()
                    .dataSource(url, "prescient_" + schema + "_owner", PostgresServer.PASSWORD)
                    .defaultSchema(schema)
                    .createSchemas(false)
                    .locations("db/migration/common", "db/migration/" + schema)
                    .load()
                    .migrate();
        }
        return new ImportRig(url);
    }

    @Override
    public Connection connect(String schema) throws SQLException {
        return DriverManager.getConnection(url, "prescient_" + schema + "_owner", PostgresServer.PASSWORD);
    }

    ObjectNode run(Path folder) {
        return run(ImportRequest.of(folder), step -> {});
    }

    ObjectNode run(ImportRequest request, Consumer<String> progress) {
        try (var schemas = new Schemas(this)) {
            return new SqliteImport(schemas, CLOCK, progress).run(request);
        }
    }

    ObjectNode verify(Path folder) {
        try (var schemas = new Schemas(this)) {
            return new SqliteImport(schemas, CLOCK, step -> {}).verify(ImportRequest.of(folder));
        }
    }

    void empty() throws SQLException {
        var server = PostgresServer.shared();
        try (var connection = DriverManager.getConnection(url, server.superuser(), server.superuserPassword());
                var statement = connection.createStatement()) {
            for (var table : TABLES) {
                statement.execute("DELETE FROM " + table);
            }
        }
    }

    /** The rows of a query, values as PostgreSQL prints them. */
    List<List<@Nullable String>> query(String schema, String sql) {
        var rows = new ArrayList<List<@Nullable String>>();
        try (var connection = connect(schema);
                var statement = connection.createStatement()) {
            statement.execute("SET timezone = 'UTC'");
            try (var found = statement.executeQuery(sql)) {
                while (found.next()) {
                    var row = new ArrayList<@Nullable String>();
                    for (var i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                        row.add(found.getString(i));
                    }
                    rows.add(row);
                }
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
        return rows;
    }

    /** The only value of the only row. */
    @Nullable String value(String schema, String sql) {
        return query(schema, sql).getFirst().getFirst();
    }

    void execute(String schema, String sql) {
        try (var connection = connect(schema);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Makes an old database, or goes on with the one that is there. */
    static Path sqlite(Path file, String... statements) throws SQLException, IOException {
        Files.createDirectories(file.getParent());
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
        return file;
    }

    /** What a report says of a file; its name ends so. */
    static JsonNode file(ObjectNode report, String name) {
        return StreamSupport.stream(report.path("files").spliterator(), false)
                .filter(file -> file.path("file").asText().endsWith(name))
                .findFirst()
                .orElseThrow();
    }

    /** What a report says of a table of the only file that has it. */
    static JsonNode table(ObjectNode report, String name) {
        return StreamSupport.stream(report.path("files").spliterator(), false)
                .map(file -> file.path("tables").path(name))
                .filter(table -> !table.isMissingNode())
                .findFirst()
                .orElseThrow();
    }
}
