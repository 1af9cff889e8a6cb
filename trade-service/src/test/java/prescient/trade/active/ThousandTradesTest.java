package prescient.trade.active;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import prescient.trade.desk.DeskRig;

/** A tick over a thousand trades: one statement writes them all, and nothing is asked twice. */
class ThousandTradesTest {

    private static final int TRADES = 1000;
    private static final int MARKETS = 75;
    private static final int TICKS = 30;
    private static final Duration LIMIT = Duration.ofSeconds(1);

    @Test
    void aThousandTradesAreLookedAtInOneTick() throws SQLException {
        // Given
        var rig = new ActiveRig();
        insert();
        for (int i = 0; i < 5; i++) {
            rig.supervisor.tick();
        }
        rig.feeds.asked.clear();

        // When
        var took = new ArrayList<Long>();
        for (int i = 0; i < TICKS; i++) {
            rig.desk.clock.pass(Duration.ofSeconds(1));
            long started = System.nanoTime();
            rig.supervisor.tick();
            took.add(System.nanoTime() - started);
        }

        // Then
        var sorted = took.stream().sorted().toList();
        System.out.printf(
                "tick of %d trades on %d markets: median %.1f ms, longest of %d %.1f ms%n",
                TRADES, MARKETS, sorted.get(TICKS / 2) / 1e6, TICKS, sorted.getLast() / 1e6);
        assertThat(rig.feeds.asked).hasSize(TICKS * (1 + MARKETS + 1));
        assertThat(new HashSet<>(rig.feeds.asked)).hasSize(1 + MARKETS + TICKS);
        assertThat(DeskRig.got(rig.table.list(5000)))
                .hasSize(TRADES)
                .allMatch(trade -> rig.desk.clock.instant().equals(trade.evaluatedAt()))
                .allMatch(trade -> trade.pnl() != null && trade.probability() != null);
        assertThat(Duration.ofNanos(sorted.get(TICKS / 2))).isLessThan(LIMIT);
    }

    private static void insert() throws SQLException {
        try (var connection = DeskRig.superuser();
                var statement = connection.createStatement()) {
            statement.execute("""
                INSERT INTO trade.desk_trades (trade_id, environment, account, ticket_id, trace_id, content, status,
                    venue, ticker, symbol, strike, side, count, limit_price, time_in_force, market_close_time,
                    entry_method, opened_count, open_cost, held_cost, entry_price, requested_at, opened_at, updated_at)
                SELECT 't' || n, 'simulation', 'account' || n, 'ticket' || n, 'trace', '{}', 'open', 'kalshi',
                    'KX-' || n %% %1$d, 'BTC', 115000 + 250 * (n %% %1$d), CASE n %% 2 WHEN 0 THEN 'YES' ELSE 'NO' END,
                    20, 0.97, 'FILL_OR_KILL', '%2$s', 'auto', 20, 19, 19, 0.95, '%3$s', '%3$s', '%3$s'
                FROM generate_series(1, %4$d) n;
                INSERT INTO trade.active_trades (trade_id, environment, account, ticket_id, trace_id, status, ticker,
                    symbol, strike, side, held, held_cost, booked, entry_price, opened_at, market_close_time)
                SELECT trade_id, environment, account, ticket_id, trace_id, 'active', ticker, symbol, strike, side, 20,
                    19, -0.07, 0.95, opened_at, market_close_time FROM trade.desk_trades;
                ANALYZE trade.active_trades;
                """.formatted(MARKETS, DeskRig.CLOSE, DeskRig.START, TRADES));
        }
    }
}
