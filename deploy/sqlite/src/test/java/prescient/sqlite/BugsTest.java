package prescient.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the old desk and its own migration got wrong, and what becomes of it here. */
class BugsTest {

    private static final String TRADES =
            "CREATE TABLE trades (id INTEGER PRIMARY KEY AUTOINCREMENT, status TEXT, date TEXT, time TEXT, strike TEXT,"
                    + " side TEXT, buy_price REAL, position INTEGER, sell_price REAL, closed_at TEXT, fees INTEGER,"
                    + " pnl INTEGER, ticket_id INTEGER, diff TEXT, market_id TEXT, entry_method TEXT)";
    private static final String SETTLEMENTS =
            "CREATE TABLE settlements (id INTEGER PRIMARY KEY, ticker TEXT, market_result TEXT, yes_count INTEGER,"
                    + " yes_total_cost REAL, no_count INTEGER, no_total_cost REAL, revenue REAL, settled_time TEXT,"
                    + " raw_json TEXT)";
    private static final String POSITIONS =
            "CREATE TABLE positions (id INTEGER PRIMARY KEY, ticker TEXT, total_traded INTEGER, position INTEGER,"
                    + " market_exposure INTEGER, realized_pnl REAL, fees_paid REAL, last_updated_ts TEXT, raw_json TEXT)";

    private final ImportRig rig = ImportRig.shared();

    @TempDir
    Path folder;

    @BeforeEach
    void empty() throws Exception {
        rig.empty();
    }

    @Test
    void b20TradesWithoutTicketsAndDifferencesAreTakenIn() throws Exception {
        // Given
        ImportRig.sqlite(
                folder.resolve("trades.db"),
                "CREATE TABLE trades (id INTEGER PRIMARY KEY, date TEXT, time TEXT, strike TEXT, side TEXT, buy_price"
                        + " REAL, position INTEGER, status TEXT, pnl REAL, prob REAL, fees REAL, entry_method TEXT,"
                        + " close_method TEXT)",
                "INSERT INTO trades VALUES (7, '2025-07-28', '11:00:00', '$1', 'Y', 0.9, 20, 'closed', 1.9, 97, 0.1,"
                        + " 'auto', NULL)");

        // When
        rig.run(folder);

        // Then
        assertThat(rig.query("trade", "SELECT trade_id, ticket_id, open_fee FROM desk_trades")
                        .toString())
                .isEqualTo("[[legacy-prod-7, null, 0.1]]");
    }

    @Test
    void b21ATitleWithAnotherHourThanItsMarketIsFlagged() throws Exception {
        // Given
        ImportRig.sqlite(
                folder.resolve("trades.db"),
                "CREATE TABLE trades (id INTEGER PRIMARY KEY, date TEXT, time TEXT, strike TEXT, side TEXT, buy_price"
                        + " REAL, position INTEGER, status TEXT, contract TEXT, ticker TEXT)",
                "INSERT INTO trades VALUES (1, '2025-07-22', '15:50:00', '$1', 'Y', 0.9, 20, 'closed', 'BTC 8pm',"
                        + " 'KXBTCD-25JUL2216-T118749.99')");

        // When
        rig.run(folder);

        // Then
        assertThat(rig.query("trade", "SELECT flags, market_close_time FROM desk_trades")
                        .toString())
                .isEqualTo("[[{contract-hour-disagrees}, 2025-07-22 20:00:00+00]]");
    }

    @Test
    void b22FillsInTheShapeTheirOwnProgramCouldNotWriteAreRead() throws Exception {
        // Given
        ImportRig.sqlite(
                folder.resolve("fills.db"),
                "CREATE TABLE fills (id INTEGER PRIMARY KEY, trade_id TEXT UNIQUE, data TEXT)",
                """
                INSERT INTO fills VALUES (1, 'f1', '{"trade_id": "f1", "ticker": "M", "order_id": "o", "side": "no",
                "action": "buy", "count": 20, "yes_price": 4, "no_price": 96, "is_taker": true,
                "created_time": "2025-07-28T15:48:57.9Z"}')
                """,
                "INSERT INTO fills VALUES (2, 'f2', 'not json')");

        // When
        rig.run(folder);

        // Then
        assertThat(rig.query("trade", """
            SELECT fill_id, side, count, yes_price, no_price, is_taker, filled_at, flags FROM account_fills ORDER BY 1
            """).toString())
                .isEqualTo("[[f1, NO, 20, 0.04, 0.96, t, 2025-07-28 15:48:57.9+00, {}],"
                        + " [f2, null, null, null, null, null, null, {raw-unreadable}]]");
    }

    @Test
    void b23AnOrderStoredWhileItRestedIsMarkedAsPossiblyStale() throws Exception {
        // Given
        ImportRig.sqlite(
                folder.resolve("demo/orders.db"),
                "CREATE TABLE orders (id INTEGER PRIMARY KEY, order_id TEXT, ticker TEXT, status TEXT, side TEXT,"
                        + " created_time TEXT, taker_fees INTEGER)",
                "INSERT INTO orders VALUES (1, 'o', 'M', 'resting', 'yes', '2025-07-28T15:00:00Z', 6)");

        // When
        rig.run(folder);

        // Then
        assertThat(rig.query("trade", "SELECT environment, taker_fees, flags FROM account_orders")
                        .toString())
                .isEqualTo("[[demo, 0.06, {order-may-be-stale}]]");
    }

    @Test
    void b24SettlementsStoredSeveralTimesAreOneEach() throws Exception {
        // Given
        ImportRig.sqlite(
                folder.resolve("settlements.db"),
                SETTLEMENTS,
                "INSERT INTO settlements VALUES (1, 'M', 'no', 0, 0, 20, 19.2, 20, '2025-07-28T16:03:37Z', NULL)",
                "INSERT INTO settlements VALUES (2, 'M', 'no', 0, 0, 20, 19.2, 20, '2025-07-28T16:03:37Z', NULL)",
                "INSERT INTO settlements VALUES (3, 'N', 'yes', 1, 0.9, 0, 0, 1, '2025-07-28T16:03:37Z', NULL)");

        // When
        var report = rig.run(folder);

        // Then
        assertThat(ImportRig.table(report, "settlements").path("duplicates").asLong())
                .isEqualTo(1);
        assertThat(rig.query("trade", "SELECT ticker, revenue FROM account_settlements ORDER BY 1")
                        .toString())
                .isEqualTo("[[M, 20], [N, 1]]");
        assertThat(report.path("clean").asBoolean()).isTrue();
    }

    @Test
    void b25TenThousandthsOfTheSocketBecomeDollars() throws Exception {
        // Given
        ImportRig.sqlite(folder.resolve("positions.db"), POSITIONS, """
            INSERT INTO positions VALUES (1, 'M', 200, -200, 1920000, 0, 5400, '2025-08-07T15:00:27Z',
            '{"market_ticker": "M", "position": -200, "position_cost": 1920000, "realized_pnl": 0,
            "fees_paid": 5400, "volume": 200}')
            """, """
            INSERT INTO positions VALUES (2, 'N', 1880, -20, 1880, 0, 0.08, '2025-08-07T15:00:27Z',
            '{"ticker": "N", "total_traded": 1880, "position": -20, "market_exposure": 1880, "realized_pnl": 0,
            "fees_paid": 8, "resting_orders_count": 1, "last_updated_ts": "2025-08-07T15:00:27Z"}')
            """);

        // When
        rig.run(folder);

        // Then
        assertThat(rig.query("trade", """
            SELECT ticker, position, market_exposure, total_traded, fees_paid, flags FROM account_positions ORDER BY 1
            """).toString())
                .isEqualTo("[[M, -200, 192, null, 0.54, {centi-cents}], [N, -20, 18.8, 18.8, 0.08, {}]]");
    }

    @Test
    void b27RecordsOfBothAccountsStayApart() throws Exception {
        // Given
        for (var account : new String[] {"prod", "demo"}) {
            ImportRig.sqlite(
                    folder.resolve("accounts/kalshi/" + account + "/settlements.db"),
                    SETTLEMENTS,
                    "INSERT INTO settlements VALUES (1, 'M', 'no', 0, 0, 20, 19.2, 20, '2025-07-28T16:03:37Z', NULL)");
        }
        ImportRig.sqlite(folder.resolve("trades.db"), TRADES, insertTrade(1, "'closed'", "0.1", "1.9"));

        // When
        var report = rig.run(folder);
        var demo = rig.run(
                new ImportRequest(folder.resolve("trades.db").getParent(), ImportRequest.ZONE, "demo", true),
                step -> {});

        // Then
        assertThat(rig.query("trade", "SELECT environment FROM account_settlements ORDER BY 1")
                        .toString())
                .isEqualTo("[[demo], [prod]]");
        assertThat(ImportRig.file(report, "trades.db")
                        .path("environment_assumed")
                        .asBoolean())
                .isTrue();
        assertThat(ImportRig.file(demo, "trades.db").path("environment").asText())
                .isEqualTo("demo");
    }

    @Test
    void b41CentsAndTimesOfDaySurviveColumnsDeclaredOtherwise() throws Exception {
        // Given
        ImportRig.sqlite(folder.resolve("trades.db"), TRADES, insertTrade(1, "'closed'", "0.11", "1.89"));

        // When
        rig.run(folder);

        // Then
        assertThat(rig.query("trade", "SELECT open_fee, pnl, ended_at FROM desk_trades")
                        .toString())
                .isEqualTo("[[0.11, 1.89, 2025-07-28 16:00:00+00]]");
    }

    @Test
    void b42ToB46ColumnsAreReadByNameInWhateverOrder() throws Exception {
        // Given
        ImportRig.sqlite(
                folder.resolve("trades.db"),
                "CREATE TABLE trades (status TEXT, position INTEGER, buy_price REAL, side TEXT, strike TEXT, time TEXT,"
                        + " date TEXT, id INTEGER)",
                "INSERT INTO trades VALUES ('closed', 20, 0.9, 'Y', '$5', '11:00:00', '2025-07-28', 3)");

        // When
        var report = rig.run(folder);

        // Then
        assertThat(report.path("clean").asBoolean()).isTrue();
        assertThat(rig.query("trade", "SELECT legacy_id, count, entry_price, strike FROM desk_trades")
                        .toString())
                .isEqualTo("[[3, 20, 0.9, 5]]");
    }

    @Test
    void b44VerificationSeesEveryChangedValueAndEveryMissingRow() throws Exception {
        // Given
        ImportRig.sqlite(
                folder.resolve("trades.db"),
                TRADES,
                insertTrade(1, "'closed'", "0.1", "1.9"),
                insertTrade(2, "'closed'", "0.1", "1.9"));
        rig.run(folder);
        rig.execute("trade", "UPDATE desk_trades SET pnl = 1.91 WHERE legacy_id = 1");
        rig.execute("trade", "DELETE FROM desk_trades WHERE legacy_id = 2");

        // When
        var verified = ImportRig.table(rig.verify(folder), "trades").path("verified");

        // Then
        assertThat(verified.path("clean").asBoolean()).isFalse();
        assertThat(verified.path("different").asLong()).isEqualTo(2);
        assertThat(verified.path("differences").path(0).toString())
                .isEqualTo("{\"row\":1,\"column\":\"pnl\",\"file\":\"1.9\",\"database\":\"1.91\"}");
        assertThat(verified.path("differences").path(1).path("column").asText()).isEqualTo("desk_trades");
    }

    @Test
    void b45TheLastIdTheOldDatabaseGaveIsRemembered() throws Exception {
        // Given
        ImportRig.sqlite(
                folder.resolve("trades.db"),
                TRADES,
                insertTrade(1235, "'closed'", "0.1", "1.9"),
                "DELETE FROM trades",
                insertTrade(7, "'closed'", "0.1", "1.9"));

        // When
        var report = rig.run(folder);

        // Then
        assertThat(ImportRig.table(report, "trades").path("sequence").asLong()).isEqualTo(1235);
        assertThat(rig.value("trade", "SELECT tables -> 'trades' ->> 'sequence' FROM legacy_source"))
                .isEqualTo("1235");
    }

    @Test
    void b49WhatWasEditedByHandIsFlaggedAndNotCorrected() throws Exception {
        // Given
        ImportRig.sqlite(folder.resolve("trades.db"), TRADES, insertTrade(922, "'closed'", "0.1", "1.5"));

        // When
        rig.run(folder);

        // Then
        assertThat(rig.query("trade", "SELECT pnl, flags FROM desk_trades").toString())
                .isEqualTo("[[1.5, {pnl-disagrees}]]");
    }

    @Test
    void b56ZeroIsZeroAndOnlyNothingIsNull() throws Exception {
        // Given
        ImportRig.sqlite(folder.resolve("trades.db"), TRADES, insertTrade(1, "'closed'", "0", "0"));
        ImportRig.sqlite(
                folder.resolve("positions.db"),
                POSITIONS,
                "INSERT INTO positions VALUES (1, 'M', 0, 0, 0, 0.0, NULL, NULL, NULL)");

        // When
        rig.run(folder);

        // Then
        assertThat(rig.query("trade", "SELECT open_fee, pnl, 'fees-missing' = ANY(flags) FROM desk_trades")
                        .toString())
                .isEqualTo("[[0, 0, f]]");
        assertThat(rig.query("trade", "SELECT position, realized_pnl, fees_paid FROM account_positions")
                        .toString())
                .isEqualTo("[[0, 0, null]]");
    }

    private static String insertTrade(int id, String status, String fees, String pnl) {
        return "INSERT INTO trades (id, status, date, time, strike, side, buy_price, position, sell_price, closed_at,"
                + " fees, pnl, ticket_id) VALUES (" + id + ", " + status
                + ", '2025-07-28', '11:48:57', '$118,750', 'N', 0.9, 20,"
                + " 1.0, '12:00:00', " + fees + ", " + pnl + ", 'TICKET-a-1753717737555')";
    }
}
