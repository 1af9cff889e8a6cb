package prescient.bench.desk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import prescient.bench.Api;
import prescient.bench.Database;
import prescient.bench.desk.DeskMarkets.Offer;
import prescient.bench.load.Connection;
import prescient.bench.load.Load;
import prescient.bench.load.LoadResult;
import prescient.local.ServiceName;
import prescient.local.Suite;

/**
 * Trades of one contract on the hour's markets in turns, on the paper exchange. The desk holds a market's side
 * once in an account, so each has an account of its own. Safe for many threads.
 */
final class DeskTrades {

    private static final Duration DRAINED = Duration.ofSeconds(60);
    private static final String OURS = " WHERE trade_id LIKE 'bench-%'";

    private static final int CREATED = 201;
    private static final int OPENED_A_SECOND = 50;
    private static final int CONNECTIONS = 8;
    private static final int ATTEMPTS = 5;

    /** What costs so much is not sold for a cent a moment later. */
    private static final BigDecimal DEAR = new BigDecimal("0.20");

    private final Suite suite;
    private final DeskMarkets markets;
    private final List<Offer> dear;
    private final Database database;
    private final AtomicInteger asked = new AtomicInteger();

    DeskTrades(Suite suite, DeskMarkets markets) {
        this.suite = suite;
        this.markets = markets;
        this.dear = markets.offers().stream()
                .filter(offer -> offer.ask().compareTo(DEAR) >= 0)
                .toList();
        this.database = new Database(suite);
    }

    /** The request that opens the next one, which is bought at any price. */
    byte[] bought() {
        return next(markets.offers(), "0.99");
    }

    /** The same, but nobody sells so cheaply: it is stored, sent to the exchange, and ends without a fill. */
    byte[] unsold() {
        return next(dear, "0.01");
    }

    private byte[] next(List<Offer> offers, String limit) {
        int number = asked.incrementAndGet();
        var offer = offers.get(number % offers.size());
        return Connection.post("/desk/trades", suite.tokens().operator(), """
                {"trade_id":"bench-%1$d","account":"bench-%1$d","ticker":"%2$s","side":"%3$s","count":1,\
                "limit_price":%7$s,"market_close_time":"%4$s","symbol":"%5$s","strike":%6$s}""".formatted(
                number, offer.ticker(), offer.side(), markets.closeTime(), DeskMarkets.SYMBOL, offer.strike(), limit));
    }

    /** Turns the stop rules off, with which the supervisor would close what it judges. */
    void keep() throws InterruptedException {
        var api = new Api(suite.tokens());
        var url = suite.url(ServiceName.TRADE) + "/desk/active-settings";
        var settings = (ObjectNode) api.get(url);
        api.put(url, settings.put("probability_stop", false).put("spike_stop", false));
    }

    /** Buys until so many are watched; an order may find nobody who sells just then, so it takes more than one turn. */
    void hold(int trades) throws InterruptedException {
        for (int attempt = 0; attempt < ATTEMPTS && active() < trades; attempt++) {
            insert(this::bought, OPENED_A_SECOND, Duration.ofMillis((trades - active()) * 1000L / OPENED_A_SECOND))
                    .requireSuccess("opening trades");
            awaitAnswers();
            // The supervisor is told of a trade a moment after it is open.
            Thread.sleep(Duration.ofSeconds(2));
        }
        if (active() < trades) {
            throw new IllegalStateException("only " + active() + " trades could be opened");
        }
    }

    /** Sends requests on a schedule. */
    LoadResult insert(Supplier<byte[]> requests, int perSecond, Duration length) throws InterruptedException {
        return new Load(suite.ports().of(ServiceName.TRADE), CREATED, requests).open(perSecond, CONNECTIONS, length);
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
