package prescient.portfolio;

import java.sql.SQLException;
import java.time.Duration;
import org.awaitility.Awaitility;
import prescient.testing.PostgresServer;

/** Portfolio 1 as the migrations make it, whatever tests did to it before. */
public final class FreshTables {

    private FreshTables() {}

    public static void reset() throws SQLException {
        try (var connection = PostgresServer.shared().connectAsSuperuser();
                var sql = connection.createStatement()) {
            sql.execute("""
                    SET search_path = portfolio;
                    SET session_replication_role = replica;
                    DELETE FROM ledger_entries WHERE portfolio_id = 1 AND transaction_id <> 'capital:1';
                    DELETE FROM ledger_transactions WHERE portfolio_id = 1 AND transaction_id <> 'capital:1';
                    DELETE FROM portfolio_positions WHERE portfolio_id = 1;
                    DELETE FROM reservations WHERE portfolio_id = 1;
                    DELETE FROM portfolio_snapshots WHERE portfolio_id = 1;
                    DELETE FROM analytics_marks WHERE portfolio_id = 1;
                    DELETE FROM analytics_stale WHERE portfolio_id = 1;
                    DELETE FROM analytics_days WHERE portfolio_id = 1;
                    DELETE FROM analytics_slots WHERE portfolio_id = 1;
                    DELETE FROM portfolio_history WHERE portfolio_id = 1;
                    UPDATE portfolios SET name = 'default', status = 'active', strategy_config = '{}',
                        description = 'The portfolio that is meant when none is named.', strategy_type = 'most-likely'
                    WHERE portfolio_id = 1;
                    UPDATE portfolio_state SET balance = 10000.00, total_invested = 0, trade_count = 0, reserved = 0,
                        realized_pnl = 0, unrealized_pnl = 0, open_positions = 0, positions_cost = 0,
                        last_price_update = NULL, legacy_total_profit_loss = 0, balance_offset = 0,
                        invested_offset = 0, trades_offset = 0, in_file = false, behind = false
                    WHERE id = 1;
                    """);
        }
    }

    /** Returns when the schema is there, for which a service that trusts its files does not wait. */
    public static void awaitMigrated() {
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> {
            try (var connection = PostgresServer.shared().connectAsSuperuser();
                    var sql = connection.createStatement();
                    var row = sql.executeQuery(
                            "SELECT to_regprocedure('portfolio.rebuild_state(integer,timestamptz)')")) {
                return row.next() && row.getString(1) != null;
            }
        });
    }

    /** The books of portfolio 1, and all entries, add up. */
    public static boolean isBalanced() {
        var check = Api.get("/ledger/check");
        return check.getList("differences.findAll{it.portfolio_id==1}").isEmpty()
                && Api.number(check, "sum").signum() == 0;
    }
}
