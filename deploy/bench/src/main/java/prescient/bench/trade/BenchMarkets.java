package prescient.bench.trade;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;
import prescient.local.Suite;
import prescient.local.postgres.PostgresLogin;

/**
 * Markets of the benchmark's own, numbered from {@link TradeScript#RECORDED} on: a portfolio may hold a market once, so
 * each trade needs one of its own. They are written straight into the catalogue with a quote that was seen just now.
 */
final class BenchMarkets {

    private final AtomicLong next = new AtomicLong(TradeScript.RECORDED);
    private final long end;

    private BenchMarkets(int count) {
        this.end = TradeScript.RECORDED + count;
    }

    /** Writes {@code count} markets. */
    static BenchMarkets write(Suite suite, int count) {
        try (var connection = suite.login().connect(PostgresLogin.DATABASE);
                var statement = connection.createStatement()) {
            statement.execute("""
                    INSERT INTO market.markets (market_id, question, liquidity, volume, yes_price, no_price,
                        market_conviction, market_data, active, observed_at)
                    SELECT 'bench-' || n, 'Will trade ' || n || ' be made?', 50000, 100000, 0.4, 0.6, 0.2, '{}', true, now()
                    FROM generate_series(%d, %d) n
                    """.formatted(TradeScript.RECORDED, TradeScript.RECORDED + count - 1));
            statement.execute("VACUUM (ANALYZE) market.markets");
        } catch (SQLException failure) {
            throw new IllegalStateException("the benchmark's markets could not be written", failure);
        }
        return new BenchMarkets(count);
    }

    /** The number of a market nobody traded yet. */
    long take() {
        return take(1);
    }

    /** The first of {@code count} numbers in a row that nobody traded yet. */
    long take(int count) {
        long first = next.getAndAdd(count);
        if (first + count > end) {
            throw new IllegalStateException("all the benchmark's markets are used up: measure for a shorter time");
        }
        return first;
    }
}
