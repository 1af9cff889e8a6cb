package prescient.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import prescient.local.Venue;

/**
 * The checks that the migration plans print, against the HTTP API on one port and the database: "Test the Migration",
 * the unit tests and the verification checklist of the plan for trades and portfolio, the tests and SQL of the plan for
 * history, and the table list of the master plan. The SQL stands here as it is printed there.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PlansIT {

    /** The filters switched off, so that a small catalogue has enough markets. */
    private static final String ALL_MARKETS = """
            {"event_min_liquidity":null,"event_min_volume":null,"market_min_liquidity":null,"market_min_volume":null}""";

    private LiveSuite live;
    private Api api;
    private Database reader;

    @BeforeAll
    void start() throws Exception {
        live = LiveSuite.start("plans", config -> config.withVenue(new Venue.Simulated(3, 100, 400)));
        api = live.api();
        reader = live.reader();
    }

    @AfterAll
    void stop() {
        live.close();
    }

    @Test
    @Order(1)
    void theMigrationTestOfTheTradesPlanPassesFromAFreshPortfolioToTheSqlCheck() throws Exception {
        // Test 1: portfolio initialization, expected a fresh portfolio with $10,000 balance
        var fresh = api.get("/paper-trading/portfolio").ok().path("portfolio");
        assertThat(fresh.path("balance").decimalValue()).isEqualByComparingTo("10000.0");
        assertThat(fresh.path("total_invested").decimalValue()).isEqualByComparingTo("0.0");
        assertThat(fresh.path("total_profit_loss").decimalValue()).isEqualByComparingTo("0.0");
        assertThat(fresh.path("trade_count").asInt()).isZero();
        assertThat(fresh.path("positions")).isEmpty();
        assertThat(reader.rows("SELECT * FROM portfolio_state")).hasSize(1);

        // Test 2: execute a test trade; the checklist wants ten
        generateTenSignals();
        var execution = api.post("/paper-trading/execute").ok();
        assertThat(execution.path("execution_summary").path("executed_trades").asInt())
                .isEqualTo(10);
        assertThat(execution.path("execution_summary").path("failed_trades").asInt())
                .isZero();

        // Test 3: trades appear in the history
        var history = api.get("/paper-trading/history").ok();
        assertThat(history.path("trades_count").asInt()).isEqualTo(10);
        assertThat(tradeIds(history.path("trades"))).containsExactlyInAnyOrderElementsOf(tradeIds(details(execution)));

        // Test 4: the same in PostgreSQL
        var state = reader.rows("SELECT * FROM portfolio_state").getFirst();
        assertThat((BigDecimal) state.get("balance")).isEqualByComparingTo("9000.00");
        assertThat((BigDecimal) state.get("total_invested")).isEqualByComparingTo("1000.00");
        assertThat(state).containsEntry("trade_count", 10).containsEntry("id", 1);
        assertThat(column("SELECT * FROM portfolio_positions", "trade_id"))
                .containsExactlyInAnyOrderElementsOf(tradeIds(history.path("trades")));
        assertThat(column("SELECT * FROM trades", "trade_id"))
                .containsExactlyInAnyOrderElementsOf(tradeIds(history.path("trades")));
        assertThat(reader.rows("SELECT * FROM trades"))
                .allSatisfy(trade ->
                        assertThat(trade).containsEntry("status", "open").containsEntry("realized_pnl", null));
    }

    @Test
    @Order(2)
    void theWholeWorkflowOfTheTradesPlanShowsTheTradeEverywhere() throws Exception {
        // Given: 1 a portfolio
        var portfolio = newPortfolio("workflow", "1000.00");
        var market = tradableMarkets(1).getFirst();
        // When: 2 a trade
        place(portfolio, "test_123", market, "buy_yes", "100.0", "Test trade");
        // Then: 3 in the history, newest first
        var trade = api.get("/paper-trading/history?limit=1&portfolio_id=" + portfolio)
                .ok()
                .path("trades");
        assertThat(trade).hasSize(1);
        assertThat(trade.get(0).path("trade_id").asText()).isEqualTo("trade-test_123");
        assertThat(trade.get(0).path("market_id").asText()).isEqualTo(market);
        assertThat(trade.get(0).path("market_question").asText()).isEqualTo("Test market?");
        assertThat(trade.get(0).path("action").asText()).isEqualTo("buy_yes");
        assertThat(trade.get(0).path("amount").decimalValue()).isEqualByComparingTo("100");
        assertThat(trade.get(0).path("confidence").decimalValue()).isEqualByComparingTo("0.75");
        assertThat(trade.get(0).path("reason").asText()).isEqualTo("Test trade");
        assertThat(trade.get(0).path("status").asText()).isEqualTo("open");
        assertThat(trade.get(0).path("realized_pnl").isNull()).isTrue();
        // Then: 4 in the portfolio, with its position
        var shown =
                api.get("/paper-trading/portfolio?portfolio_id=" + portfolio).ok();
        var position = shown.path("portfolio").path("positions").get(0);
        assertThat(position.path("trade_id").asText()).isEqualTo("trade-test_123");
        assertThat(position.path("entry_price").decimalValue())
                .isEqualByComparingTo(trade.get(0).path("entry_price").decimalValue());
        assertThat(position.path("entry_timestamp").asText()).endsWith("Z");
        assertThat(shown.path("portfolio").path("balance").decimalValue()).isEqualByComparingTo("900.00");
        // Then: 5 in the database
        assertThat(reader.rows("""
                SELECT trade_id, market_id, market_question, action, amount,
                       entry_price, entry_timestamp, status, current_pnl,
                       realized_pnl, exit_price, exit_timestamp
                FROM portfolio_positions
                WHERE trade_id = 'trade-test_123'
                ORDER BY entry_timestamp DESC
                """)).hasSize(1);
        assertThat(reader.rows("""
                SELECT trade_id, timestamp, market_id, market_question, action, amount,
                       entry_price, confidence, reason, status, event_id, event_title,
                       event_end_date, current_pnl, realized_pnl
                FROM trades
                WHERE trade_id = 'trade-test_123'
                """)).hasSize(1);
    }

    @Test
    @Order(3)
    void aPortfolioTellsWhatATradeTookFromIt() throws Exception {
        // Given
        var portfolio = newPortfolio("update", "10000.00");
        // When
        place(portfolio, "update-1", tradableMarkets(1).getFirst(), "buy_no", "500.00", "half a thousand");
        // Then
        var updated = api.get("/paper-trading/portfolio?portfolio_id=" + portfolio)
                .ok()
                .path("portfolio");
        assertThat(updated.path("balance").decimalValue()).isEqualByComparingTo("9500.0");
        assertThat(updated.path("total_invested").decimalValue()).isEqualByComparingTo("500.0");
        assertThat(updated.path("trade_count").asInt()).isEqualTo(1);
    }

    @Test
    @Order(4)
    void balancesStayAccurateOverTenTradesAndTheirEnds() throws Exception {
        // Given
        var portfolio = newPortfolio("accuracy", "1000.00");
        var markets = tradableMarkets(10);
        // When: ten trades of an amount that no binary fraction holds, half of them closed again
        for (var number = 0; number < 10; number++) {
            place(portfolio, "accuracy-" + number, markets.get(number), "buy_yes", "33.33", "accuracy");
        }
        var opened = balance(portfolio);
        for (var number = 0; number < 5; number++) {
            api.post("/trades/trade-accuracy-" + number + "/close", "{\"order_id\":\"accuracy-close-" + number + "\"}")
                    .ok();
        }
        // Then
        assertThat(opened).isEqualByComparingTo("666.70");
        await().untilAsserted(() -> live.audit().verifyRest());
        var proceeds = reader.number("""
                SELECT sum(f.amount - f.fee) FROM fills f JOIN orders o USING (order_id)
                WHERE o.side = 'close' AND o.portfolio_id = %d
                """.formatted(portfolio));
        assertThat(balance(portfolio)).isEqualByComparingTo(opened.add(proceeds));
        assertThat(api.get("/paper-trading/history?status=closed&portfolio_id=" + portfolio)
                        .ok()
                        .path("trades_count")
                        .asInt())
                .isEqualTo(5);
        live.audit().verify();
    }

    @Test
    @Order(5)
    void aWholeCycleLeavesADayInTheHistoryAndItsSignalsInTheArchive() throws Exception {
        // When
        var cycle = api.post("/trading/cycles", """
                        {"cycle_id":"plan-cycle","strategy":"most-likely","parameters":{"trade_amount":5},"filters":%s}""".formatted(ALL_MARKETS)).ok();
        // Then: the cycle completed, and the status tells it
        assertThat(cycle.path("status").asText()).as(cycle.toString()).isEqualTo("completed");
        var status = api.get("/trading/status").ok();
        assertThat(status.path("system_health").asText()).as(status.toString()).isEqualTo("healthy");
        assertThat(status.path("last_cycle").path("cycle_id").asText()).isEqualTo("plan-cycle");
        // Then: a row in portfolio_history
        var history = api.get("/trading/portfolio-history?limit=1").ok();
        assertThat(history).hasSize(1);
        assertThat(history.get(0).path("balance").decimalValue())
                .isEqualByComparingTo(cycle.path("summary").path("cash").decimalValue());
        assertThat(history.get(0).path("total_value").decimalValue())
                .isEqualByComparingTo(cycle.path("summary").path("total_value").decimalValue());
        for (var field :
                List.of("snapshot_date", "timestamp", "total_invested", "total_profit_loss", "open_positions")) {
            assertThat(history.get(0).has(field)).as(field).isTrue();
        }
        // Then: a row in signal_archives with the right count and content
        var archive = api.get("/trading/signal-archives?limit=1").ok().get(0);
        var signals = cycle.path("steps").get(1).path("counts").path("signals").asInt();
        assertThat(archive.path("signals_count").asInt()).isEqualTo(signals).isPositive();
        assertThat(archive.path("signals")).hasSize(signals);
        assertThat(archive.path("archive_month").asText()).matches("[0-9]{4}-[0-9]{2}");
        assertThat(reader.count(
                        "SELECT jsonb_array_length(signals_data) FROM signal_archives ORDER BY archived_at DESC"))
                .isEqualTo(signals);
        assertThat(reader.rows("SELECT signals_data -> 0 ->> 'market_id' AS market FROM signal_archives"
                        + " ORDER BY archived_at DESC LIMIT 1"))
                .containsExactly(Map.of(
                        "market",
                        archive.path("signals").get(0).path("market_id").asText()));
    }

    @Test
    @Order(6)
    void theSqlOfTheHistoryPlanReadsNewestFirst() throws Exception {
        // Given: a second archive and a second snapshot of the same day
        api.post("/trading/cycles", """
                        {"cycle_id":"plan-cycle-2","parameters":{"trade_amount":5},"filters":%s}""".formatted(ALL_MARKETS)).ok();
        // When
        var days = reader.rows("SELECT COUNT(*) FROM portfolio_history;");
        var newest = reader.rows("""
                SELECT snapshot_date, balance, total_value
                FROM portfolio_history
                ORDER BY snapshot_date DESC, timestamp DESC
                LIMIT 5;
                """);
        var archives = reader.rows("""
                SELECT archived_at, archive_month, signals_count
                FROM signal_archives
                ORDER BY archived_at DESC
                LIMIT 5;
                """);
        // Then: the last snapshot of a day stands for it, archives are kept all
        assertThat(days).containsExactly(Map.of("count", 1L));
        assertThat(newest).hasSize(1);
        assertThat(archives).hasSize(2);
        var served = api.get("/trading/signal-archives?limit=5").ok();
        assertThat(served).hasSize(2);
        assertThat(served.get(0).path("archived_at").asText())
                .isGreaterThanOrEqualTo(served.get(1).path("archived_at").asText());
        assertThat(api.get("/trading/portfolio-history?limit=5").ok()).hasSize(1);
        assertThat(reader.count("SELECT count(*) FROM portfolio_snapshots")).isEqualTo(2);
    }

    @Test
    @Order(7)
    void theTableListOfTheMasterPlanIsThere() {
        // When: what psql sends for \dt
        var tables = column("""
                SELECT n.nspname, c.relname FROM pg_catalog.pg_class c
                LEFT JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                WHERE c.relkind IN ('r', 'p', '') AND n.nspname <> 'pg_catalog' AND n.nspname !~ '^pg_toast'
                  AND n.nspname <> 'information_schema' AND pg_catalog.pg_table_is_visible(c.oid)
                ORDER BY 1, 2
                """, "relname");
        // Then
        assertThat(tables)
                .contains(
                        "portfolio_snapshots",
                        "portfolio_state",
                        "portfolio_positions",
                        "trades",
                        "trading_signals",
                        "signal_archives",
                        "events",
                        "markets",
                        "market_snapshots",
                        "portfolio_history",
                        "system_metadata");
        assertThat(column("SELECT current_user;", "current_user")).containsExactly("prescient_reader");
        assertThat(column("SELECT key FROM system_metadata", "key"))
                .contains(
                        "schema_version",
                        "last_event_export",
                        "last_market_filter",
                        "last_signal_generation",
                        "last_trade_execution");
        assertThat(reader.rows("SELECT * FROM events LIMIT 1")).isNotEmpty();
        assertThat(reader.rows("SELECT * FROM markets LIMIT 1")).isNotEmpty();
        assertThat(reader.rows("SELECT * FROM market_snapshots LIMIT 1")).isNotEmpty();
        assertThat(reader.rows("SELECT * FROM trading_signals LIMIT 1")).isNotEmpty();
    }

    @Test
    @Order(8)
    void theReadingRoleCannotWriteEvenWhenItAsksFor() throws Exception {
        for (var attempt : List.of(
                "UPDATE portfolio_state SET balance = 0",
                "DELETE FROM trades",
                "INSERT INTO system_metadata (key, value) VALUES ('x', 'y')",
                "TRUNCATE signal_archives",
                "DROP TABLE markets",
                "CREATE TABLE public.mine (id integer)",
                "SELECT nextval('market.market_snapshots_id_seq')")) {
            try (var connection = reader.connect();
                    var statement = connection.createStatement()) {
                statement.execute("SET default_transaction_read_only = off");
                // When, Then
                assertThatThrownBy(() -> statement.execute(attempt))
                        .as(attempt)
                        .isInstanceOfSatisfying(
                                SQLException.class,
                                denied -> assertThat(denied.getSQLState()).isEqualTo("42501"));
            }
        }
    }

    @Test
    @Order(9)
    void nothingWasWrittenToJsonFilesAndNothingWentWrong() throws Exception {
        // When
        var files = new TreeSet<String>();
        try (Stream<java.nio.file.Path> all = Files.walk(live.suite().folder().root())) {
            all.filter(file -> !file.startsWith(live.suite().folder().postgres()))
                    .filter(file -> file.toString().endsWith(".json"))
                    .forEach(file -> files.add(file.getFileName().toString()));
        }
        // Then: the launcher's own note of what runs, and the keys of tokens, are the only ones
        assertThat(files).containsExactly("keys.json", "run.json");
        assertThat(live.logs().all(java.util.Set.of("WARN", "ERROR", "FATAL"))).isEmpty();
        await().untilAsserted(() -> live.audit().verifyRest());
        live.audit().verify();
    }

    private void generateTenSignals() throws Exception {
        api.post("/ingest/runs", "{\"run_id\":\"plans\"}").ok();
        var generated =
                api.post("/signals/generate", """
                        {"run_id":"plans","portfolio_id":1,"strategy":"momentum",
                         "parameters":{"max_positions":10,"min_price":0.55,"trade_amount":100},"filters":%s}""".formatted(ALL_MARKETS)).ok();
        assertThat(generated.path("signals").asInt()).as(generated.toString()).isEqualTo(10);
    }

    private int newPortfolio(String name, String balance) throws Exception {
        return api.post("/portfolios", """
                        {"name":"%s","description":"","strategy_type":"most-likely","initial_balance":%s,
                         "strategy_config":{}}""".formatted(name, balance))
                .ok()
                .path("portfolio_id")
                .asInt();
    }

    private void place(int portfolio, String order, String market, String action, String amount, String reason)
            throws Exception {
        var answer =
                api.post("/paper-trading/execute", """
                {"order":{"order_id":"%s","portfolio_id":%d,"market_id":"%s","market_question":"Test market?",
                 "action":"%s","amount":%s,"price":1,"confidence":0.75,"reason":"%s","event_id":"event_123",
                 "event_title":"Test Event"}}""".formatted(order, portfolio, market, action, amount, reason));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    private List<String> tradableMarkets(int count) {
        var markets = column("""
                SELECT market_id FROM markets
                WHERE NOT closed AND accepting_orders AND yes_price BETWEEN 0.1 AND 0.9 AND no_price BETWEEN 0.1 AND 0.9
                ORDER BY volume DESC, market_id LIMIT %d
                """.formatted(count), "market_id");
        assertThat(markets).hasSize(count);
        return markets;
    }

    private BigDecimal balance(int portfolio) throws Exception {
        return api.get("/paper-trading/portfolio?portfolio_id=" + portfolio)
                .ok()
                .path("portfolio")
                .path("balance")
                .decimalValue();
    }

    private List<String> column(String sql, String name) {
        return reader.rows(sql).stream()
                .map(row -> String.valueOf(row.get(name)))
                .toList();
    }

    private static JsonNode details(JsonNode execution) {
        return execution.path("execution_details");
    }

    private static List<String> tradeIds(JsonNode trades) {
        var ids = new ArrayList<String>();
        trades.forEach(trade -> ids.add(trade.path("trade_id").asText()));
        return ids;
    }
}
