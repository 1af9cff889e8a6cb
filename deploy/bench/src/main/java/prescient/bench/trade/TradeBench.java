package prescient.bench.trade;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import prescient.bench.Api;
import prescient.bench.Settings;
import prescient.bench.load.Connection;
import prescient.bench.load.Load;
import prescient.bench.load.LoadResult;
import prescient.local.Progress;
import prescient.local.ServiceName;
import prescient.local.Suite;
import prescient.local.postgres.PostgresLogin;

/** Trades on one portfolio, over HTTP and from pgbench, in turns. */
public final class TradeBench {

    /** More than any machine trades in a second; markets are made in advance. */
    private static final int MARKETS_PER_SECOND = 6_000;

    private static final Duration DRAINED = Duration.ofSeconds(60);

    private final Suite suite;
    private final Settings settings;
    private final Progress progress;
    private final Pgbench pgbench;
    private final Api api;

    public TradeBench(Suite suite, Settings settings, Progress progress, Pgbench pgbench) {
        this.suite = suite;
        this.settings = settings;
        this.progress = progress;
        this.pgbench = pgbench;
        this.api = new Api(suite.tokens());
    }

    /**
     * One turn of each.
     *
     * @param perSecond trades over HTTP
     * @param p50Ms median latency of a trade over HTTP
     * @param p99Ms its 99th percentile
     * @param pgbenchPerSecond transactions of pgbench
     * @param pgbenchMs their average latency
     */
    public record Round(double perSecond, double p50Ms, double p99Ms, double pgbenchPerSecond, double pgbenchMs) {

        /** HTTP to pgbench. */
        public double ratio() {
            return perSecond / pgbenchPerSecond;
        }
    }

    /**
     * All rounds and what the books say after them.
     *
     * @param trades acknowledged over HTTP and committed by pgbench, warm-up included; the database has as many
     */
    public record Result(List<Round> rounds, int trades, boolean balanced, String durability) {}

    /** Measures. Nothing else may use the suite meanwhile. */
    public Result run() throws InterruptedException {
        int seconds = settings.warmUpSeconds() * 2 + settings.rounds() * settings.seconds() * 2;
        progress.say("trades: writing markets to trade on");
        var markets = BenchMarkets.write(suite, seconds * MARKETS_PER_SECOND);
        int portfolio = api.newPortfolio(suite.url(ServiceName.PORTFOLIO), "bench-trades", "1000000000.00");
        var script = writeScript(markets, portfolio);
        int trades = 1;

        progress.say("trades: warming up");
        trades += http(markets, portfolio, settings.warmUpSeconds()).answered();
        trades +=
                pgbench(script, markets, Math.min(3, settings.warmUpSeconds())).transactions();

        var rounds = new ArrayList<Round>();
        for (int round = 1; round <= settings.rounds(); round++) {
            tidyUp();
            var http = http(markets, portfolio, settings.seconds());
            tidyUp();
            var bare = pgbench(script, markets, settings.seconds());
            trades += http.answered() + bare.transactions();
            var measured = new Round(
                    http.rate(), http.percentileMs(50), http.percentileMs(99), bare.perSecond(), bare.latencyMs());
            progress.say("trades: round %d, HTTP %.0f/s, pgbench %.0f/s, ratio %.2f"
                    .formatted(round, measured.perSecond(), measured.pgbenchPerSecond(), measured.ratio()));
            rounds.add(measured);
        }
        return new Result(rounds, trades, balanced(portfolio, trades), durability());
    }

    /** The script, from a trade that is made and recorded here. */
    Path writeScript(BenchMarkets markets, int portfolio) throws InterruptedException {
        progress.say("trades: recording the statements of one trade");
        var statements = new TradeRecorder(suite).record(() -> {
            try (var connection = new Connection(suite.ports().of(ServiceName.TRADE))) {
                int status = connection.exchange(
                        order(markets.take(), portfolio, suite.tokens().operator()));
                if (status != 200) {
                    throw new IllegalStateException("the recorded trade failed: " + connection.body());
                }
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        });
        try {
            var file = suite.folder().root().resolve("trade.pgbench.sql");
            return Files.writeString(file, TradeScript.of(statements));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    Pgbench.Result pgbench(Path script, BenchMarkets markets, int seconds) throws InterruptedException {
        long base = markets.take(seconds * MARKETS_PER_SECOND);
        return pgbench.run(suite.login(), script, settings.clients(), Pgbench.Length.seconds(seconds), base);
    }

    private LoadResult http(BenchMarkets markets, int portfolio, int seconds) throws InterruptedException {
        var operator = suite.tokens().operator();
        var load = new Load(suite.ports().of(ServiceName.TRADE), () -> order(markets.take(), portfolio, operator));
        return load.closed(settings.clients(), Duration.ofSeconds(seconds)).requireSuccess("trades over HTTP");
    }

    static byte[] order(long number, int portfolio, String operator) {
        return Connection.post("/paper-trading/execute", operator, """
                {"order":{"order_id":"order-%1$d","portfolio_id":%2$d,"market_id":"bench-%1$d","market_question":\
                "Will trade %1$d be made?","action":"buy_yes","amount":1.00,"price":0.50,"confidence":0.60,\
                "reason":"benchmark"}}""".formatted(number, portfolio));
    }

    /** Both sides begin with no dirty page, no dead row and fresh statistics, so neither pays for the other. */
    private void tidyUp() {
        sql("VACUUM (ANALYZE)");
        sql("CHECKPOINT");
    }

    /** True when every trade is there once, with one position and one ledger transaction, and the ledger balances. */
    boolean balanced(int portfolio, int trades) throws InterruptedException {
        long deadline = System.nanoTime() + DRAINED.toNanos();
        while (count("SELECT count(*) FROM trade.outbox") > 0 && System.nanoTime() < deadline) {
            Thread.sleep(Duration.ofMillis(200));
        }
        var where = " WHERE portfolio_id = " + portfolio;
        requireCount(trades, "SELECT count(*) FROM trade.trades" + where);
        requireCount(trades, "SELECT count(*) FROM portfolio.portfolio_positions" + where);
        requireCount(trades, "SELECT count(*) FROM portfolio.ledger_transactions" + where + " AND kind = 'open'");
        requireCount(0, "SELECT count(*) FROM trade.orders" + where + " AND status <> 'filled'");
        requireCount(0, "SELECT count(*) FROM portfolio.reservations" + where + " AND status <> 'posted'");
        JsonNode check = api.get(suite.url(ServiceName.PORTFOLIO) + "/ledger/check");
        return check.path("balanced").asBoolean();
    }

    private void requireCount(int expected, String query) {
        long found = count(query);
        if (found != expected) {
            throw new IllegalStateException("expected " + expected + " rows, found " + found + ": " + query);
        }
    }

    private long count(String query) {
        try (var connection = suite.login().connect(PostgresLogin.DATABASE);
                var statement = connection.createStatement();
                var row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException failure) {
            throw new IllegalStateException(query + ": " + failure.getMessage(), failure);
        }
    }

    private void sql(String command) {
        try (var connection = suite.login().connect(PostgresLogin.DATABASE);
                var statement = connection.createStatement()) {
            statement.execute(command);
        } catch (SQLException failure) {
            throw new IllegalStateException(command + ": " + failure.getMessage(), failure);
        }
    }

    /** What the services' own sessions say about durability. */
    private String durability() {
        var shown = new ArrayList<String>();
        for (var service : List.of(ServiceName.TRADE, ServiceName.PORTFOLIO)) {
            var login = new PostgresLogin(suite.ports().postgres(), service.role(), suite.password(service.role()));
            try (var connection = login.connect(PostgresLogin.DATABASE);
                    var statement = connection.createStatement();
                    var row = statement.executeQuery("SELECT current_setting('synchronous_commit'),"
                            + " current_setting('fsync'), current_setting('full_page_writes')")) {
                row.next();
                shown.add("%s: synchronous_commit=%s fsync=%s full_page_writes=%s"
                        .formatted(service.role(), row.getString(1), row.getString(2), row.getString(3)));
            } catch (SQLException failure) {
                throw new IllegalStateException("the settings of " + service.role() + " are not known", failure);
            }
        }
        return String.join("; ", shown);
    }
}
