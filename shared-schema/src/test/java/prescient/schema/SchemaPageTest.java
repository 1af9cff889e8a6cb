package prescient.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import prescient.testing.PostgresServer;

/** The page that describes the schema is what the migrations make. */
class SchemaPageTest {

    private static final List<String> SCHEMAS = List.of("market", "signal", "trade", "portfolio", "forecast");
    private static final String DATABASE = "schema_page";

    @Test
    void isWhatTheMigrationsMake() throws Exception {
        // Given
        var url = migrated(PostgresServer.shared());
        var file = Path.of(System.getProperty("prescient.root", ".."), "docs", "SCHEMA.md");
        // When
        String made;
        try (var connection = DriverManager.getConnection(
                url,
                PostgresServer.shared().superuser(),
                PostgresServer.shared().superuserPassword())) {
            made = new SchemaPage(connection).of(SCHEMAS);
        }
        // Then
        if ("write".equals(System.getProperty("prescient.schema"))) {
            Files.writeString(file, made);
        }
        assertThat(made)
                .as("the schema changed; run this test with -Dprescient.schema=write")
                .isEqualTo(Files.readString(file));
    }

    /** A database of its own, so that other tests may leave in theirs what they like. */
    private static String migrated(PostgresServer server) throws SQLException, IOException {
        try (var connection = server.connectAsSuperuser();
                var statement = connection.createStatement()) {
            statement.execute("DROP DATABASE IF EXISTS " + DATABASE);
            statement.execute("CREATE DATABASE " + DATABASE);
        }
        var url = "jdbc:postgresql://%s:%d/%s".formatted(server.host(), server.port(), DATABASE);
        try (var connection = DriverManager.getConnection(url, server.superuser(), server.superuserPassword());
                var statement = connection.createStatement();
                var script = SchemaPageTest.class.getResourceAsStream("/db/bootstrap.sql")) {
            statement.execute(new String(script.readAllBytes(), StandardCharsets.UTF_8));
        }
        for (var schema : SCHEMAS) {
            Flyway.configure()
                    .dataSource(url, "prescient_" + schema + "_owner", PostgresServer.PASSWORD)
                    .defaultSchema(schema)
                    .locations("db/migration/common", "db/migration/" + schema)
                    .load()
                    .migrate();
        }
        return url;
    }
}
