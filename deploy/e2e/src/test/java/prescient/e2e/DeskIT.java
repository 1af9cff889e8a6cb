package prescient.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import prescient.local.ServiceName;
import prescient.local.SuiteConfig;
import prescient.local.Venue;

/**
 * The trading desk as a whole: from the exchange's prices to the books, with all services in between. The hour is one
 * of the simulator's, so that its prices are the same each time.
 */
class DeskIT {

    /** Half past the hour; its markets close at three. */
    private static final Instant HALF_PAST = Instant.parse("2026-05-12T14:30:00Z");

    private static final Instant CLOSE = Instant.parse("2026-05-12T15:00:00Z");

    /** The venue has decided the hour's markets by then, and the longest time has passed that a settlement takes. */
    private static final Instant DECIDED = CLOSE.plus(Duration.ofMinutes(20));

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final int DAYS = 2;
    private static final int MINUTES_PER_DAY = 1440;
    private static final String BY_HAND = "by-hand-1";

    @Test
    void oneTradeIsFollowedFromThePriceToTheBooksAndAnotherOverARestartToItsResult() throws Exception {
        // Given an hour of the venue, candles of two days, and a price of four minutes ago, as a log has that ran
        // before
        var folder = LiveSuite.emptyFolder("desk");
        candles(Files.createDirectories(folder.resolve("candles")).resolve("btc.csv"));
        DeskUser.Trade second;
        var first = LiveSuite.on(folder, config -> config(config, folder, HALF_PAST));
        try {
            var api = first.api();
            var desk = new DeskUser(api);
            var price = soon("a price", () -> whenOk(api.get("/prices/BTC-USD/latest")));
            logEarlier(first, price);

            // When fingerprints are made, the strike table says what is probable; before that it says what is missing
            var before = api.get("/strike-table/BTC");
            assertThat(before.status()).as(before.text()).isEqualTo(409);
            assertThat(before.json().path("code").asText()).isEqualTo("NO_FINGERPRINTS");
            api.post("/fingerprints/generate", """
                    {"symbol":"BTC","set":"walk","candles":"btc.csv"}""").ok();
            api.send("PUT", "/fingerprints/BTC/walk/active", null, null).ok();
            var table = soon("a strike table", () -> whenOk(api.get("/strike-table/BTC")));
            assertThat(table.at("/momentum/weighted_score").isNumber())
                    .as(table.toString())
                    .isTrue();

            // and entering is switched on: it buys what the table shows, on the paper exchange
            desk.enter(true);
            var auto = soon("an automatic entry", () -> desk.open("auto"));
            desk.enter(false);
            assertThat(auto.id()).startsWith("auto-");
            var order = api.get("/simulation/orders/" + auto.id() + "-open").ok();
            assertThat(order.path("status").asText()).isEqualTo("FILLED");
            assertThat(order.at("/fills/0/evidence").isObject())
                    .as("levels, fee, latency")
                    .isTrue();

            // Then the supervisor computes every figure of it
            var figures = soon("the supervisor's figures", () -> desk.watched(auto.id()));
            for (var figure : new String[] {"symbol_price", "close_price", "probability", "buffer", "pnl"}) {
                assertThat(figures.path(figure).isNumber()).as(figure).isTrue();
            }
            assertThat(figures.path("close_seconds").asInt()).isBetween(1, 1800);

            // and stops it, once the rules say so
            desk.stopsBelow(100);
            var stopped = soon("the stop", () -> desk.ended(auto.id(), "closed"));
            assertThat(stopped.path("close_method").asText()).isEqualTo("auto");
            assertThat(stopped.path("pnl").decimalValue())
                    .as("1 dollar a pair, less what both sides cost with their fees")
                    .isEqualByComparingTo(stopped.path("closed_count")
                            .decimalValue()
                            .subtract(sum(stopped, "open_cost", "open_fee", "close_cost", "close_fee")));

            // Given another trade, opened by hand on what the table shows now
            desk.stopsBelow(0);
            second = desk.byHand(BY_HAND);
            soon("the trade by hand", () -> desk.open(BY_HAND));
            booksBalance(first);
        } finally {
            end(first);
        }

        // When the suite ends with the trade open, and comes back after its market was decided
        try (var later = LiveSuite.on(folder, config -> config(config, folder, DECIDED))) {
            var settled = soon("the settlement", () -> new DeskUser(later.api()).ended(BY_HAND, "settled"));

            // Then it ended by the venue's result, and everything is in the books and in the desk's history
            var result = quote(later, second.ticker()).path("resolution").asText();
            assertThat(settled.path("market_result").asText()).isEqualToIgnoringCase(result);
            boolean won = settled.path("market_result").asText().equals(second.side());
            assertThat(settled.path("payout").decimalValue())
                    .isEqualByComparingTo(won ? settled.path("opened_count").decimalValue() : BigDecimal.ZERO);
            assertThat(settled.path("pnl").decimalValue())
                    .isEqualByComparingTo(
                            settled.path("payout").decimalValue().subtract(sum(settled, "open_cost", "open_fee")));
            assertThat(later.api().get("/desk/trades?status=closed").ok().path("items"))
                    .isNotEmpty();
            booksBalance(later);
            assertThat(later.logs().all(Set.of("ERROR"))).isEmpty();
        }
    }

    private static SuiteConfig config(SuiteConfig config, Path folder, Instant at) {
        return config.withVenue(new Venue.Simulated(3, 20, 80))
                .withAt(at)
                .withEnvironment(Map.of(
                        "PRESCIENT_PROBABILITY_FOLDER",
                        folder.resolve("candles").toString()));
    }

    /** Closing prices of a random walk, the same each time: moves of about 0.25 percent in half an hour. */
    private static void candles(Path file) throws IOException {
        var random = new SplittableRandom(20260512);
        var text = new StringBuilder("timestamp,close\n");
        var price = 100_000.0;
        var minute = HALF_PAST.minus(Duration.ofDays(DAYS + 1)).getEpochSecond();
        for (int row = 0; row < DAYS * MINUTES_PER_DAY; row++) {
            price *= 1 + 0.0005 * random.nextGaussian();
            text.append(String.format(Locale.ROOT, "%d,%.2f%n", minute + row * 60L, price));
        }
        Files.writeString(file, text);
    }

    private static void logEarlier(LiveSuite live, JsonNode latest) throws SQLException {
        try (var connection = new Database(
                                live.suite().jdbcUrl(),
                                "prescient_market",
                                live.suite().password("prescient_market"))
                        .connect();
                var insert = connection.prepareStatement("""
                        INSERT INTO market.price_log (symbol, "timestamp", price, venue, environment)
                        VALUES ('BTC-USD', date_trunc('second', ?::timestamptz - interval '4 minutes'), ?, 'coinbase',
                            'simulation')
                        """)) {
            insert.setString(1, latest.path("at").asText());
            insert.setBigDecimal(2, latest.path("price").decimalValue().subtract(BigDecimal.TEN));
            insert.executeUpdate();
        }
    }

    private static JsonNode quote(LiveSuite live, String ticker) throws Exception {
        try (var service = live.neighbour(ServiceName.MARKET_INGEST)) {
            return service.get("/prices?market_id=" + ticker).ok().at("/quotes/0");
        }
    }

    private static BigDecimal sum(JsonNode trade, String... fields) {
        var sum = BigDecimal.ZERO;
        for (var field : fields) {
            sum = sum.add(trade.path(field).decimalValue());
        }
        return sum;
    }

    private static JsonNode whenOk(Api.Answer answer) {
        return answer.status() == 200 ? answer.json() : null;
    }

    private static <T> T soon(String what, Callable<T> question) {
        return await(what).atMost(SOON).pollInterval(Duration.ofMillis(200)).until(question, answer -> answer != null);
    }

    /** The exchange's mirror, the desk's ledger, which has the same cash, and the portfolios' ledger. */
    private static void booksBalance(LiveSuite live) throws Exception {
        // The desk takes in the last fill a moment after the exchange has it.
        await("both books agree").atMost(SOON).untilAsserted(() -> {
            var mirror = live.api().get("/simulation/balance").ok();
            assertThat(mirror.path("balanced").asBoolean())
                    .as(mirror.toString())
                    .isTrue();
            var kinds = mirror.path("by_kind");
            assertThat(live.reader()
                            .number("SELECT coalesce(sum(amount), 0) FROM trade.desk_ledger_entries"
                                    + " WHERE ledger_account = 'cash'"))
                    .as("what the desk's cash moved by: %s", kinds)
                    .isEqualByComparingTo(mirror.path("balance")
                            .decimalValue()
                            .subtract(kinds.path("DEPOSIT").decimalValue()));
        });
        assertThat(live.reader().number("SELECT coalesce(sum(amount), 0) FROM trade.desk_ledger_entries"))
                .isZero();
        assertThat(live.reader().rows("""
                        SELECT transaction_id FROM trade.desk_ledger_entries
                        GROUP BY transaction_id HAVING sum(amount) <> 0
                        """)).isEmpty();
        assertThat(live.reader().rows("""
                        SELECT t.trade_id, t.held_cost, sum(e.amount) FROM trade.desk_trades t
                        LEFT JOIN trade.desk_ledger_entries e ON e.ledger_account = 'position:' || t.trade_id
                        GROUP BY 1, 2 HAVING t.held_cost <> coalesce(sum(e.amount), 0)
                        """)).isEmpty();
        live.audit().verify();
    }

    /** Ends the suite and keeps its data. */
    private static void end(LiveSuite live) {
        live.api().close();
        live.suite().close();
    }
}
