package prescient.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables are told apart by the names of their columns; what cannot be is refused, and the rest goes on. */
class ShapesTest {

    private static final String LIFE =
            "id INTEGER PRIMARY KEY, date TEXT, time TEXT, strike TEXT, side TEXT, buy_price REAL, position INTEGER,"
                    + " status TEXT";

    private final ImportRig rig = ImportRig.shared();

    @TempDir
    Path folder;

    @BeforeEach
    void empty() throws Exception {
        rig.empty();
    }

    @Test
    void tradesOfEveryShapeAreTakenInByColumnName() throws Exception {
        // Given
        var shapes = new TreeMap<>(Map.of(
                "T-a", ", closed_at TEXT, contract TEXT, ticker TEXT",
                "T-b", ", closed_at TEXT, contract TEXT, ticker TEXT, fees_paid REAL",
                "T-c", ", pnl REAL, prob REAL, fees REAL",
                "T-d", ", pnl REAL, prob REAL, fees REAL, entry_method TEXT, close_method TEXT",
                "T-e", ", ticket_id TEXT UNIQUE, prob TEXT, win_loss REAL, created_at TEXT",
                "T-f", ", ticket_id TEXT UNIQUE, win_loss REAL, created_at DATETIME, updated_at DATETIME",
                "T-g", ", ticket_id TEXT, prob TEXT, win_loss REAL, entry_method TEXT, created_at TEXT",
                "T-h", ", ticket_id TEXT, diff REAL, created_at TEXT",
                "T-i", ", ticket_id TEXT, momentum TEXT, volatility INTEGER, created_at TEXT, updated_at TEXT"));
        var id = 1;
        for (var shape : shapes.entrySet()) {
            ImportRig.sqlite(
                    folder.resolve(shape.getKey() + "/trades.db"),
                    "CREATE TABLE trades (" + LIFE + shape.getValue() + ")",
                    "INSERT INTO trades (status, buy_price, side, position, strike, time, date, id) VALUES"
                            + " ('closed', 0.96, 'N', 20, '$118,750', '11:48:57', '2025-07-28', " + id++ + ")");
        }

        // When
        var report = rig.run(folder);

        // Then
        assertThat(report.path("clean").asBoolean()).as(report.toPrettyString()).isTrue();
        for (var shape : shapes.keySet()) {
            var table =
                    ImportRig.file(report, shape + "/trades.db").path("tables").path("trades");
            assertThat(table.path("shape").asText()).isEqualTo(shape);
        }
        assertThat(rig.value("trade", """
            SELECT count(*) FROM desk_trades WHERE status = 'closed' AND entry_price = 0.96 AND side = 'NO'
                AND count = 20 AND strike = 118750 AND requested_at = '2025-07-28 15:48:57+00'
            """)).isEqualTo(String.valueOf(shapes.size()));
    }

    @Test
    void columnsNobodyKnowsAreKeptApart() throws Exception {
        // Given
        ImportRig.sqlite(
                folder.resolve("trades.db"),
                "CREATE TABLE trades (" + LIFE + ", mood TEXT, score REAL)",
                "INSERT INTO trades VALUES (1, '2025-07-28', '11:48:57', '$1', 'Y', 0.5, 1, 'closed', 'calm', 2)");

        // When
        var report = rig.run(folder);

        // Then
        assertThat(ImportRig.table(report, "trades").path("extra_columns").toString())
                .isEqualTo("[\"mood\",\"score\"]");
        assertThat(rig.value("trade", "SELECT extra FROM legacy_row"))
                .isEqualTo("{\"mood\": \"calm\", \"score\": 2.0}");
    }

    @Test
    void whatIsUnknownIsRefusedWithItsReasonAndTheRestGoesOn() throws Exception {
        // Given
        ImportRig.sqlite(folder.resolve("a.db"), "CREATE TABLE trades (id INTEGER, colour TEXT)");
        ImportRig.sqlite(folder.resolve("b.db"), "CREATE TABLE recipes (id INTEGER)");
        Files.writeString(folder.resolve("c.db"), "this is a text, and long enough to be looked at as a database");
        ImportRig.sqlite(
                folder.resolve("d.db"),
                "CREATE TABLE price_log (timestamp TEXT PRIMARY KEY, price REAL)",
                "INSERT INTO price_log VALUES ('2025-07-28T08:00:00', 118000)");

        // When
        var report = rig.run(folder);

        // Then
        assertThat(report.path("clean").asBoolean()).isFalse();
        assertThat(code(report, "a.db")).isEqualTo("UNKNOWN_SHAPE");
        assertThat(refused(report, "a.db").path("reason").asText()).contains("side, status");
        assertThat(code(report, "b.db")).isEqualTo("UNKNOWN_TABLE");
        assertThat(code(report, "c.db")).isEqualTo("NOT_A_DATABASE");
        assertThat(rig.value("market", "SELECT price FROM price_log")).isEqualTo("118000.0");
    }

    @Test
    void aDatabaseThatIsStillBeingWrittenIsRefused() throws Exception {
        // Given
        var file = ImportRig.sqlite(folder.resolve("trades.db"), "CREATE TABLE trades (" + LIFE + ")");
        Files.writeString(file.resolveSibling("trades.db-wal"), "not taken in yet");

        // When
        var report = rig.run(folder);

        // Then
        assertThat(code(report, "trades.db")).isEqualTo("UNFINISHED_WRITES");
    }

    @Test
    void aFolderWithoutDatabasesIsRefused() {
        assertThatThrownBy(() -> rig.run(folder))
                .isInstanceOfSatisfying(
                        ImportProblem.class,
                        problem -> assertThat(problem.code()).isEqualTo("NO_DATABASES"));
        assertThatThrownBy(() -> rig.run(folder.resolve("none")))
                .isInstanceOfSatisfying(
                        ImportProblem.class,
                        problem -> assertThat(problem.code()).isEqualTo("FOLDER_NOT_FOUND"));
    }

    @Test
    void allThreeLayoutsAreFoundAndTheNewestPrevails() throws Exception {
        // Given
        var places = Map.of(
                "backend/trade_history/trades.db", "0.91",
                "backend/data/trade_history/trades.db", "0.92",
                "backend/data/users/user_0001/trade_history/trades.db", "0.93");
        for (var place : places.entrySet()) {
            ImportRig.sqlite(
                    folder.resolve(place.getKey()),
                    "CREATE TABLE trades (" + LIFE + ")",
                    "INSERT INTO trades VALUES (1, '2025-07-28', '11:48:57', '$1', 'Y', " + place.getValue()
                            + ", 1, 'closed')");
        }

        // When
        var first = rig.run(folder);
        var second = rig.run(folder);

        // Then
        assertThat(rig.query("trade", "SELECT entry_price FROM desk_trades").toString())
                .isEqualTo("[[0.93]]");
        assertThat(rig.value("trade", "SELECT count(*) FROM legacy_row")).isEqualTo("3");
        assertThat(first.path("clean").asBoolean()).isTrue();
        second.path("files").forEach(file -> {
            var table = file.path("tables").path("trades");
            assertThat(table.path("inserted").asLong() + table.path("changed").asLong())
                    .isZero();
        });
    }

    @Test
    void marketLogsOfBothKindsArePricesInDollars() throws Exception {
        // Given
        ImportRig.sqlite(
                folder.resolve("kalshi_market_log.db"),
                "CREATE TABLE market_data (id INTEGER PRIMARY KEY, timestamp TEXT, event_ticker TEXT, strike REAL,"
                        + " yes_bid REAL, yes_ask REAL, no_bid REAL, no_ask REAL, last_price REAL, volume INTEGER)",
                "INSERT INTO market_data VALUES (1, '2025-07-28T11:00:00', 'KXBTCD-25JUL2812', 118750, 4, 6, 94, 96,"
                        + " 5, 10)");
        ImportRig.sqlite(
                folder.resolve("kalshi_websocket_market_log.db"),
                "CREATE TABLE websocket_market_data (id INTEGER PRIMARY KEY, timestamp TEXT, market_ticker TEXT,"
                        + " price INTEGER, yes_bid INTEGER, yes_ask INTEGER, volume_delta INTEGER, ts INTEGER)",
                "INSERT INTO websocket_market_data VALUES (1, '2025-07-28T11:00:00', 'M', 5, 4, 6, 2, 1753714800)");

        // When
        var report = rig.run(folder);

        // Then
        assertThat(report.path("clean").asBoolean()).isTrue();
        assertThat(rig.query("market", """
            SELECT source, yes_bid, yes_ask, last_price, quoted_at = '2025-07-28 15:00:00Z', venue_time
            FROM legacy_market_quotes ORDER BY source
            """).toString())
                .isEqualTo("[[rest, 0.04, 0.06, 0.05, t, null], [websocket, 0.04, 0.06, 0.05, t, 2025-07-28"
                        + " 15:00:00+00]]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16le", "UTF-16be"})
    void valuesOfEveryStorageClassComeBackAsTheyWere(String encoding) throws Exception {
        // Given
        ImportRig.sqlite(
                folder.resolve("trades.db"),
                "PRAGMA encoding = '" + encoding + "'",
                "CREATE TABLE trades (" + LIFE + ", a, b, c, d, e, f, g, h, i, j)",
                "INSERT INTO trades VALUES (1, '2025-07-28', '11:48:57', '$1', 'Y', 0.5, 1, 'closed', 1e300, -0.0,"
                        + " x'00ff', 'a\ttab, \"quote\", \\ and ü€😀' || char(0) || 'end', 9223372036854775807, 1e999,"
                        + " 1e-5, 'line' || char(10) || char(11) || char(7), '', x'')");

        // When
        var report = rig.run(folder);

        // Then
        var table = ImportRig.table(report, "trades");
        assertThat(table.path("verified").path("differences").toString()).isEqualTo("[]");
        assertThat(table.path("clean").asBoolean()).isTrue();
        assertThat(List.of("a", "c", "d", "e", "i", "j"))
                .map(column -> table.path("storage_classes").path(column).toString())
                .containsExactly(
                        "{\"real\":1}",
                        "{\"blob\":1}",
                        "{\"text\":1}",
                        "{\"integer\":1}",
                        "{\"text\":1}",
                        "{\"blob\":1}");
        assertThat(table.path("verified").path("database").path("sha256_of_tsv"))
                .isEqualTo(table.path("sha256_of_tsv"));
    }

    private static JsonNode refused(com.fasterxml.jackson.databind.node.ObjectNode report, String file) {
        return ImportRig.file(report, file).path("refused").path(0);
    }

    private static String code(com.fasterxml.jackson.databind.node.ObjectNode report, String file) {
        return refused(report, file).path("code").asText();
    }
}
