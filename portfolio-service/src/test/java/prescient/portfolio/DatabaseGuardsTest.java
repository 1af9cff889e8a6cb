package prescient.portfolio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import prescient.testing.PostgresForTests;
import prescient.testing.PostgresServer;

/** What the database itself refuses, whatever the service does, and what the plans' SQL checks show. */
@QuarkusTest
@WithTestResource(PostgresForTests.class)
@WithTestResource(FakeMarket.class)
class DatabaseGuardsTest {

    @BeforeEach
    void migrated() {
        Api.get("/ledger/check");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO ledger_entries (transaction_id, portfolio_id, account, amount)"
                        + " VALUES ('capital:1', 1, 'fees', 1)",
                "INSERT INTO ledger_entries (transaction_id, portfolio_id, account, amount)"
                        + " VALUES ('nobody', 1, 'fees', 1), ('nobody', 1, 'cash', -1)",
                "UPDATE ledger_entries SET amount = 1",
                "DELETE FROM ledger_entries",
                "TRUNCATE ledger_entries",
                "UPDATE ledger_transactions SET cash_change = 1",
                "DELETE FROM ledger_transactions",
                "UPDATE portfolio_state SET balance = -1 WHERE id = 1",
                "UPDATE portfolio_state SET reserved = balance + 1 WHERE id = 1",
                "UPDATE portfolio_state SET reserved = -1 WHERE id = 1",
                "UPDATE portfolio_state SET total_profit_loss = 1 WHERE id = 1",
                "UPDATE portfolios SET status = 'sleeping'",
                "DELETE FROM portfolios",
                "INSERT INTO reservations (order_id, portfolio_id, amount, status, reserved_at)"
                        + " VALUES ('x', 1, 1, 'maybe', now())",
                "INSERT INTO portfolio_positions (trade_id, market_id, market_question, action, amount, entry_price,"
                        + " entry_timestamp, status, portfolio_id, entry_shares, shares, cost)"
                        + " VALUES ('x', 'm', 'q', 'buy_yes', 1, 1.2, now(), 'open', 1, 1, 1, 1)",
                "INSERT INTO portfolio_positions (trade_id, market_id, market_question, action, amount, entry_price,"
                        + " entry_timestamp, status, portfolio_id, entry_shares, shares, cost)"
                        + " VALUES ('x', 'm', 'q', 'sell', 1, 0.5, now(), 'open', 1, 1, 1, 1)",
                "CREATE TABLE mine (id integer)"
            })
    void theRunTimeRoleCannotBreakTheBooks(String statement) throws SQLException {
        try (var connection = PostgresServer.shared().connect("prescient_portfolio");
                var sql = connection.createStatement()) {
            assertThatThrownBy(() -> sql.execute(statement)).isInstanceOf(SQLException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UPDATE ledger_entries SET amount = 1", "TRUNCATE ledger_transactions"})
    void evenTheOwnerCannotChangeTheLedger(String statement) throws SQLException {
        try (var connection = PostgresServer.shared().connect("prescient_portfolio_owner");
                var sql = connection.createStatement()) {
            assertThatThrownBy(() -> sql.execute(statement)).hasMessageContaining("append-only");
        }
    }

    @Test
    void tradeIdsAreUnique() throws SQLException {
        // Given
        int id = Api.portfolio("100");
        Api.fill(Api.open("unique" + id, id, "10"));
        var copy = """
                INSERT INTO portfolio_positions (trade_id, market_id, market_question, action, amount, entry_price,
                    entry_timestamp, status, portfolio_id, entry_shares, shares, cost)
                VALUES ('trade-unique%d', 'm', 'q', 'buy_no', 1, 0.5, now(), 'open', 1, 2, 2, 1)
                """.formatted(id);

        // When, then
        try (var connection = PostgresServer.shared().connect("prescient_portfolio");
                var sql = connection.createStatement()) {
            assertThatThrownBy(() -> sql.execute(copy)).hasMessageContaining("unique");
        }
    }

    @Test
    void thePlansChecksWorkForTheReader() throws SQLException {
        // Given
        int id = Api.portfolio("100");
        Api.fill(Api.open("read" + id, id, "10"));
        Api.ok("/portfolios/" + id + "/snapshots", "{\"snapshot_id\":\"read-%d\"}".formatted(id));

        // When
        var counts = new ArrayList<Integer>();
        for (var statement : List.of(
                "SELECT * FROM portfolio_state;",
                "SELECT * FROM portfolio_positions;",
                "SELECT COUNT(*) FROM portfolio_history;",
                "SELECT snapshot_date, balance, total_value FROM portfolio_history"
                        + " ORDER BY snapshot_date DESC, timestamp DESC LIMIT 5;",
                "SELECT value FROM system_metadata WHERE key = 'schema_version';")) {
            counts.add(rows(statement));
        }

        // Then
        assertThat(counts).allMatch(count -> count > 0);
        assertThatThrownBy(() -> rows("INSERT INTO portfolio_history SELECT * FROM portfolio_history"))
                .isInstanceOf(SQLException.class);
    }

    private static int rows(String statement) throws SQLException {
        try (var connection = PostgresServer.shared().connect("prescient_reader");
                var sql = connection.createStatement();
                var found = sql.executeQuery(statement)) {
            int count = 0;
            while (found.next()) {
                count++;
            }
            return count;
        }
    }
}
