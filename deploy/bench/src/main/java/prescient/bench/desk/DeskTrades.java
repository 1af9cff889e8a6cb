package prescient.bench.desk;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import prescient.bench.Database;
import prescient.bench.load.Connection;

/**
 * Trades of one contract, bought on the hour's markets in turns on the paper exchange. The desk holds a market's side
 * once in an account, so each has an account of its own. Safe for many threads.
 */
final class DeskTrades {

    private static final Duration DRAINED = Duration.ofSeconds(60);
    private static final String OURS = " WHERE trade_id LIKE 'bench-%'";

    private final DeskMarkets markets;
    private final String operator;
    private final Database database;
    private final AtomicInteger asked = new AtomicInteger();

    DeskTrades(DeskMarkets markets, String operator, Database database) {
        this.markets = markets;
        this.operator = operator;
        this.database = database;
    }

    /** The request that opens the next one. */
    byte[] next() {
        int number = asked.incrementAndGet();
        var offer = markets.offers().get(number % markets.offers().size());
        return Connection.post("/desk/trades", operator, """
                {"trade_id":"bench-%1$d","account":"bench-%1$d","ticker":"%2$s","side":"%3$s","count":1,\
                "limit_price":0.99,"market_close_time":"%4$s","symbol":"%5$s","strike":%6$s}""".formatted(
                        number, offer.ticker(), offer.side(), markets.closeTime(), DeskMarkets.SYMBOL, offer.strike()));
    }

    /** How many are watched now. */
    int active() {
        return Math.toIntExact(database.number("SELECT count(*) FROM trade.active_trades"));
    }

    /** On how many markets these are. */
    int activeMarkets() {
        return Math.toIntExact(database.number("SELECT count(DISTINCT ticker) FROM trade.active_trades"));
    }

    /** Returns when the venue has said of every order what became of it; fails when that takes too long. */
    void awaitAnswers() throws InterruptedException {
        long deadline = System.nanoTime() + DRAINED.toNanos();
        var unanswered = "SELECT count(*) FROM trade.desk_trades" + OURS
                + " AND status NOT IN ('open', 'closed', 'rejected', 'expired', 'settled')";
        while (database.number(unanswered) > 0) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("trades are still without an answer");
            }
            Thread.sleep(Duration.ofMillis(200));
        }
    }

    /**
     * Fails unless all that were acknowledged are stored once, with one opening order and at most the one contract that
     * was asked for, and the books balance.
     *
     * @return how many there are
     */
    int check() throws InterruptedException {
        awaitAnswers();
        int trades = asked.get();
        database.require(trades, "SELECT count(*) FROM trade.desk_trades" + OURS);
        database.require(trades, "SELECT count(DISTINCT trade_id) FROM trade.desk_orders" + OURS);
        database.require(trades, "SELECT count(*) FROM trade.desk_orders" + OURS + " AND purpose = 'open'");
        database.require(0, """
                SELECT count(*) FROM (SELECT trade_id FROM trade.desk_fills %s GROUP BY trade_id, side
                    HAVING sum(count) > 1) doubled
                """.formatted(OURS));
        database.require(0, """
                SELECT count(*) FROM (SELECT transaction_id FROM trade.desk_ledger_entries
                    GROUP BY transaction_id HAVING sum(amount) <> 0) unbalanced
                """);
        return trades;
    }
}
