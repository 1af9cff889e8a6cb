package prescient.bench.analytics;

import java.sql.SQLException;
import java.util.List;
import prescient.local.Suite;
import prescient.local.postgres.PostgresLogin;

/**
 * The books of a year of trades, made where they lie and in the order of time: each is bought on one day and ends by a
 * close within hours, one of five, or by its event's settlement on the next day. An event is a city's day and has six
 * markets.
 */
final class AnalyticsRows {

    private static final String TRADES = """
            CREATE TEMP TABLE made AS
            SELECT 'b-' || i AS trade, 'd' || d || '-c' || c AS event, 'c' || c AS city,
                'd' || d || '-c' || c || '-m' || i / 7300 % 6 AS market,
                (ARRAY['most-likely', 'momentum', 'temperature'])[1 + i / 43800 % 3] AS strategy,
                (ARRAY['kalshi', 'polymarket'])[1 + i / 131400 % 2] AS venue, n AS shares, p AS price, n * p AS amount,
                0.01 AS fee, opened, closes,
                CASE WHEN closes THEN opened + i % 7000 * interval '1 second'
                    ELSE timestamptz '2025-01-02T14:00:00Z' + d * interval '1 day' + c * interval '3 minutes'
                END AS ended,
                CASE WHEN closes THEN n * (1 + i * 13 % 98) / 100.0
                    WHEN abs(hashint8(i)::bigint) % 100 < p * 100 THEN n ELSE 0 END AS paid
            FROM generate_series(0, $trades - 1) i
            CROSS JOIN LATERAL (SELECT i % 365 AS d, i / 365 % 20 AS c, 10 + i * 31::bigint % 500 AS n,
                (5 + i * 7919::bigint % 90) / 100.0 AS p, i % 5 = 0 AS closes) f
            CROSS JOIN LATERAL (SELECT timestamptz '2025-01-01T00:00:00Z' + f.d * interval '1 day'
                + i * 37::bigint % 72000 * interval '1 second' AS opened) t
            ORDER BY opened
            """;

    private static final List<String> BOOKS = List.of("""
            INSERT INTO portfolio_positions (trade_id, market_id, market_question, action, amount, entry_price,
                entry_timestamp, status, realized_pnl, exit_price, exit_timestamp, portfolio_id, entry_shares, shares,
                cost, fees, strategy, venue, event_id, city, quoted_price, mid_price, fair_price)
            SELECT trade, market, '?', 'buy_yes', amount, price, opened,
                CASE WHEN closes THEN 'closed' ELSE 'settled' END, paid - amount, least(paid / shares, 1), ended,
                $portfolio, shares, 0, 0, fee, strategy, venue, event, city, price, price - 0.01, price + 0.02
            FROM made
            """, """
            INSERT INTO ledger_transactions (transaction_id, portfolio_id, kind, content_hash, cash_change,
                realized_pnl, at, trade_id)
            SELECT 'fill:' || trade, $portfolio, 'open', '', -amount - fee, NULL, opened, trade FROM made
            UNION ALL
            SELECT 'end:' || trade, $portfolio, CASE WHEN closes THEN 'close' ELSE 'settlement' END, '', paid,
                paid - amount, ended, trade
            FROM made ORDER BY opened
            """, """
            INSERT INTO ledger_entries (transaction_id, portfolio_id, account, amount)
            SELECT e.id, $portfolio, e.account, e.amount
            FROM made
            CROSS JOIN LATERAL (VALUES ('fill:' || trade, 'cash', -amount - fee, opened),
                ('fill:' || trade, 'position:' || trade, amount, opened), ('fill:' || trade, 'fees', fee, opened),
                ('end:' || trade, 'cash', paid, ended), ('end:' || trade, 'position:' || trade, -amount, ended),
                ('end:' || trade, 'realized_pnl', amount - paid, ended)) e (id, account, amount, at)
            WHERE e.amount <> 0 ORDER BY e.at
            """, """
            UPDATE portfolio_state s
            SET balance = s.balance + m.cash, realized_pnl = m.gain, total_invested = m.invested, trade_count = m.trades
            FROM (SELECT sum(paid - amount - fee) AS cash, sum(paid - amount) AS gain, sum(amount) AS invested,
                      count(*) AS trades FROM made) m
            WHERE s.id = $portfolio
            """);

    /** A trade of its own, on a day that has many. */
    private static final String ONE_MORE = """
            SELECT book_fills(ARRAY['one-more'], ARRAY['one-more'], ARRAY['one-more'], ARRAY[$portfolio], ARRAY['one-more'],
                ARRAY['?'], ARRAY['buy_yes'], ARRAY['open'], ARRAY[10.0], ARRAY[20.0], ARRAY[0.5], ARRAY[0.0],
                ARRAY[timestamptz '2025-06-01T12:00:00Z'], ARRAY['one-more'], now())
            """;

    private final Suite suite;

    AnalyticsRows(Suite suite) {
        this.suite = suite;
    }

    /** Gives the portfolio so many trades that have all ended, with books that balance. */
    void make(int portfolio, int trades) {
        try (var connection = suite.login().connect(PostgresLogin.DATABASE);
                var sql = connection.createStatement()) {
            sql.execute("SET search_path = portfolio");
            sql.execute(TRADES.replace("$trades", String.valueOf(trades)));
            // The ledger's triggers look at a whole statement at once, which here is everything.
            sql.execute("SET session_replication_role = replica");
            for (var book : BOOKS) {
                sql.execute(in(book, portfolio));
            }
            for (var table : List.of("portfolio_positions", "ledger_transactions", "ledger_entries")) {
                sql.execute("VACUUM (ANALYZE) " + table);
            }
        } catch (SQLException failure) {
            throw new IllegalStateException("the trades were not made: " + failure.getMessage(), failure);
        }
    }

    /** Books one more fill, as portfolio-service does. */
    void bookOneMore(int portfolio) {
        try (var connection = suite.login().connect(PostgresLogin.DATABASE);
                var sql = connection.createStatement()) {
            sql.execute("SET search_path = portfolio");
            sql.execute(in(ONE_MORE, portfolio));
        } catch (SQLException failure) {
            throw new IllegalStateException("the fill was not booked: " + failure.getMessage(), failure);
        }
    }

    private static String in(String sql, int portfolio) {
        return sql.replace("$portfolio", String.valueOf(portfolio));
    }
}
