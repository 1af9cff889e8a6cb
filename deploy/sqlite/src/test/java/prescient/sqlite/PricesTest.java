package prescient.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.DriverManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Price logs: one row a second, on the wall clock of New York. */
class PricesTest {

    private static final String LOG = "CREATE TABLE price_log (timestamp TEXT PRIMARY KEY, price REAL)";

    private final ImportRig rig = ImportRig.shared();

    @TempDir
    Path folder;

    @BeforeEach
    void empty() throws Exception {
        rig.empty();
    }

    @Test
    void hoursThatWereShownTwiceOrNeverAreFlagged() throws Exception {
        // Given
        ImportRig.sqlite(
                folder.resolve("btc_price_history.db"),
                LOG,
                "INSERT INTO price_log VALUES ('2025-11-02T00:59:59', 1.5), ('2025-11-02T01:00:00', 2),"
                        + " ('2025-11-02T02:00:00', 3), ('2025-03-09T01:59:59', 4), ('2025-03-09T02:30:00', 5)");

        // When
        var report = rig.run(folder);

        // Then
        assertThat(report.path("clean").asBoolean()).as(report.toPrettyString()).isTrue();
        assertThat(rig.query("market", """
            SELECT legacy_timestamp, "timestamp", price, flags FROM price_log ORDER BY 1
            """).toString())
                .isEqualTo("[[2025-03-09T01:59:59, 2025-03-09 06:59:59+00, 4.0, null],"
                        + " [2025-03-09T02:30:00, 2025-03-09 07:30:00+00, 5.0, {time-in-gap}],"
                        + " [2025-11-02T00:59:59, 2025-11-02 04:59:59+00, 1.5, null],"
                        + " [2025-11-02T01:00:00, 2025-11-02 05:00:00+00, 2.0, {time-ambiguous}],"
                        + " [2025-11-02T02:00:00, 2025-11-02 07:00:00+00, 3.0, null]]");
    }

    @Test
    void rowsWithoutAPlaceAreKeptAsTheyAreAndStillProved() throws Exception {
        // Given
        ImportRig.sqlite(
                folder.resolve("btc_price_history.db"),
                LOG,
                "INSERT INTO price_log VALUES ('2025-07-28T08:00:00', 118000.5), ('2025-07-28T08:00:01', NULL),"
                        + " ('2025-07-28T08:00:02', -1), ('yesterday', 7), ('2025-07-28T08:00:04', 118000.123456),"
                        + " ('2025-03-09T02:30:00', 5), ('2025-03-09T03:30:00', 6)");

        // When
        var first = ImportRig.table(rig.run(folder), "price_log");
        var second = ImportRig.table(rig.run(folder), "price_log");

        // Then
        assertThat(first.path("clean").asBoolean()).as(first.toPrettyString()).isTrue();
        assertThat(first.path("without_place").asLong()).isEqualTo(4);
        assertThat(second.path("inserted").asLong()
                        + second.path("changed").asLong()
                        + second.path("rewritten").asLong())
                .isZero();
        assertThat(rig.query("market", "SELECT stored ->> 'timestamp', flags FROM legacy_row ORDER BY 1")
                        .toString())
                .isEqualTo("[[2025-03-09T02:30:00, {time-in-gap,second-taken}], [2025-07-28T08:00:01,"
                        + " {no-key,price-missing}], [2025-07-28T08:00:02, {no-key,price-negative}], [yesterday,"
                        + " {no-key,time-unreadable}]]");
        assertThat(rig.query("market", "SELECT price, legacy FROM price_log WHERE legacy IS NOT NULL")
                        .toString())
                .isEqualTo("[[118000.1235, {\"price\": 118000.123456}]]");
    }

    @Test
    void aTimeThatNoClockShowsIsKeptApart() throws Exception {
        // Given
        ImportRig.sqlite(
                folder.resolve("btc_price_history.db"),
                LOG,
                "INSERT INTO price_log VALUES ('-0001-07-28T08:00:00', 1), ('0000-01-01T00:00:00', 2),"
                        + " ('0001-01-01T00:00:00', 3), ('2025-07-28T08:00:00', 4), ('9999-12-31T10:00:00', 5),"
                        + " ('9999-12-31T23:59:59', 6), ('+10000-01-01T00:00:00', 7)");

        // When
        var first = rig.run(folder);
        var second = ImportRig.table(rig.run(folder), "price_log");

        // Then
        assertThat(first.path("clean").asBoolean()).as(first.toPrettyString()).isTrue();
        assertThat(second.path("inserted").asLong() + second.path("rewritten").asLong())
                .isZero();
        assertThat(rig.query("market", "SELECT \"timestamp\", price FROM price_log ORDER BY 1")
                        .toString())
                .isEqualTo("[[0001-01-01 04:56:02+00, 3.0], [2025-07-28 12:00:00+00, 4.0],"
                        + " [9999-12-31 15:00:00+00, 5.0]]");
        assertThat(rig.query(
                                "market",
                                "SELECT stored ->> 'timestamp', flags FROM legacy_row ORDER BY stored ->> 'price'")
                        .toString())
                .isEqualTo("[[-0001-07-28T08:00:00, {no-key,time-unreadable}], [0000-01-01T00:00:00,"
                        + " {no-key,time-unreadable}], [9999-12-31T23:59:59, {no-key,time-unreadable}],"
                        + " [+10000-01-01T00:00:00, {no-key,time-unreadable}]]");
    }

    @Test
    void aLogWithFurtherColumnsAddsThemToSecondsThatAreThere() throws Exception {
        // Given
        ImportRig.sqlite(folder.resolve("b.db"), LOG, "INSERT INTO price_log VALUES ('2025-07-28T08:00:00', 118000.5)");
        ImportRig.sqlite(
                folder.resolve("a.db"),
                "CREATE TABLE price_log (timestamp TEXT PRIMARY KEY, price REAL, one_minute_avg REAL, momentum REAL)",
                "INSERT INTO price_log VALUES ('2025-07-28T08:00:00', 118000.5, 117999.25, NULL),"
                        + " ('2025-07-28T08:00:01', 118001, 1, 2)");

        // When
        var report = rig.run(folder);

        // Then
        assertThat(report.path("clean").asBoolean()).as(report.toPrettyString()).isTrue();
        assertThat(rig.query("market", "SELECT price, legacy FROM price_log ORDER BY 1")
                        .toString())
                .isEqualTo("[[118000.5, {\"momentum\": null, \"one_minute_avg\": 117999.25}],"
                        + " [118001.0, {\"momentum\": 2.0, \"one_minute_avg\": 1.0}]]");
    }

    @Test
    void aPriceThatWasChangedOrLostIsSeen() throws Exception {
        // Given
        ImportRig.sqlite(
                folder.resolve("btc_price_history.db"),
                LOG,
                "INSERT INTO price_log VALUES ('2025-07-28T08:00:00', 1), ('2025-07-28T08:00:01', 2),"
                        + " ('2025-07-28T08:00:02', 3)");
        rig.run(folder);
        rig.execute("market", "UPDATE price_log SET price = 1.01 WHERE price = 1");
        rig.execute("market", "DELETE FROM price_log WHERE price = 3");

        // When
        var verified = ImportRig.table(rig.verify(folder), "price_log").path("verified");

        // Then
        assertThat(verified.path("clean").asBoolean()).isFalse();
        assertThat(verified.path("different").asLong()).isEqualTo(2);
        assertThat(verified.path("differences").path(0).path("row").asLong()).isEqualTo(1);
        assertThat(verified.path("differences").path(1).path("row").asLong()).isEqualTo(3);
    }

    @Test
    void rowsOfAMonthLieInItsPartition() throws Exception {
        // Given
        ImportRig.sqlite(
                folder.resolve("btc_price_history.db"), LOG, "INSERT INTO price_log VALUES ('2024-02-10T08:00:00', 1)");

        // When
        rig.run(folder);

        // Then
        assertThat(rig.value("market", "SELECT tableoid::regclass FROM price_log"))
                .isEqualTo("price_log_2024_02");
    }

    @Test
    void aDryRunWritesNothing() throws Exception {
        // Given
        ImportRig.sqlite(
                folder.resolve("btc_price_history.db"), LOG, "INSERT INTO price_log VALUES ('2025-07-28T08:00:00', 1)");

        // When
        var report = rig.run(ImportRequest.of(folder).asDryRun(), step -> {});

        // Then
        assertThat(ImportRig.table(report, "price_log").path("inserted").asLong())
                .isEqualTo(1);
        assertThat(rig.value("market", "SELECT count(*) FROM price_log")).isEqualTo("0");
        assertThat(rig.value("market", "SELECT count(*) FROM legacy_source")).isEqualTo("0");
    }

    @Test
    void moreRowsThanABatchAreTakenInAndProved() throws Exception {
        // Given
        var file = ImportRig.sqlite(folder.resolve("btc_price_history.db"), LOG);
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            statement.execute("""
                WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 250001)
                INSERT INTO price_log SELECT strftime('%Y-%m-%dT%H:%M:%S', 1753680000 + i, 'unixepoch'),
                    round(118000 + (i % 977) / 100.0, 2) FROM n
                """);
        }

        // When
        var table = ImportRig.table(rig.run(folder), "price_log");

        // Then
        assertThat(table.path("clean").asBoolean()).isTrue();
        assertThat(table.path("inserted").asLong()).isEqualTo(250_002);
        assertThat(table.path("verified").path("compared").asLong()).isEqualTo(250_002);
    }

    @Test
    void oddRowsAmongNewOnesAreSettledAfterThem() throws Exception {
        // Given: new to the table from the first to the last, over two months
        ImportRig.sqlite(
                folder.resolve("a.db"),
                LOG,
                "INSERT INTO price_log VALUES ('2025-03-09T01:59:59', 1), ('2025-03-09T02:30:00', 5),"
                        + " ('2025-03-09T03:30:00', 6), ('2025-03-09T03:30:01', NULL), ('2025-04-02T00:00:00', 7.5)");

        // When
        var first = ImportRig.table(rig.run(folder), "price_log");
        var second = ImportRig.table(rig.run(folder), "price_log");

        // Then: the clear row has the second, the one of an hour that never was is kept beside it
        assertThat(first.path("clean").asBoolean()).as(first.toPrettyString()).isTrue();
        assertThat(first.path("inserted").asLong()).isEqualTo(3);
        assertThat(first.path("without_place").asLong()).isEqualTo(2);
        assertThat(second.path("clean").asBoolean()).isTrue();
        assertThat(second.path("inserted").asLong()
                        + second.path("changed").asLong()
                        + second.path("rewritten").asLong())
                .isZero();
        assertThat(second.path("unchanged").asLong()).isEqualTo(3);
        assertThat(rig.query("market", "SELECT price, tableoid::regclass FROM price_log ORDER BY 1")
                        .toString())
                .isEqualTo("[[1.0, price_log_2025_03], [6.0, price_log_2025_03], [7.5, price_log_2025_04]]");
    }

    @Test
    void aLogBetweenSecondsThatAreThereTakesOnlyItsOwn() throws Exception {
        // Given
        ImportRig.sqlite(
                folder.resolve("a.db"),
                LOG,
                "INSERT INTO price_log VALUES ('2025-07-28T08:00:00', 1), ('2025-07-28T08:00:02', 3)");
        rig.run(folder);
        ImportRig.sqlite(
                folder.resolve("b.db"),
                LOG,
                "INSERT INTO price_log VALUES ('2025-07-28T08:00:00', 1), ('2025-07-28T08:00:01', 2),"
                        + " ('2025-07-28T08:00:02', 4), ('2025-07-28T08:00:03', 5)");

        // When
        var report = rig.run(folder);

        // Then
        assertThat(report.path("clean").asBoolean()).as(report.toPrettyString()).isTrue();
        assertThat(rig.query("market", "SELECT price FROM price_log ORDER BY 1").toString())
                .isEqualTo("[[1.0], [2.0], [3.0], [5.0]]");
        assertThat(rig.query("market", "SELECT stored ->> 'price', flags FROM legacy_row")
                        .toString())
                .isEqualTo("[[4.0, {second-taken}]]");
    }
}
