package prescient.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import prescient.e2e.Api.Answer;
import prescient.local.Venue;

/**
 * Whatever is killed while cycles run, nothing is lost and nothing happens twice.
 *
 * <p>{@code -Dprescient.seed}, {@code -Dprescient.cycles} and {@code -Dprescient.kills} choose another or a longer run.
 */
class NothingLostIT {

    private static final Duration REST = Duration.ofSeconds(60);
    private static final Duration CYCLE_PATIENCE = Duration.ofMinutes(3);
    private static final int CYCLES_PER_PORTFOLIO = 20;

    /** What the kills themselves make a service say at ERROR. */
    private static final List<Pattern> CAUSED_BY_KILLS = List.of(
            // A connection whose other end was killed.
            Pattern.compile("io\\.vertx\\.core\\.net\\.impl\\.ConnectionBase\\] .* (Connection reset|Broken pipe)"));

    private final long seed = Long.getLong("prescient.seed", System.nanoTime() % 1_000_000);
    private final int cycles = Integer.getInteger("prescient.cycles", 20);
    private final int kills = Integer.getInteger("prescient.kills", 10);
    private final Random random = new Random(seed);

    @Test
    void whateverIsKilledNothingIsLostAndNothingHappensTwice() throws Exception {
        System.out.printf("NothingLostIT: -Dprescient.seed=%d cycles=%d kills=%d%n", seed, cycles, kills);
        // Given
        try (var live = LiveSuite.start(
                        "nothing-lost", config -> config.withVenue(new Venue.Simulated(11, 200, 1000)));
                var chaos = new Chaos(live.suite(), random, cycles, kills)) {
            var venue = new Api(live.suite().venueSim().orElseThrow().url());
            var executed = 0;
            var portfolio = 1;
            // When
            for (var number = 0; number < cycles; number++) {
                moveTheMarkets(venue, number);
                if (number % CYCLES_PER_PORTFOLIO == 0) {
                    portfolio = newPortfolio(live.api(), number);
                }
                chaos.during(number);
                var cycle = run(live.api(), "cycle-" + number, cycleBody(number, portfolio));
                System.out.printf(
                        "cycle %d: %s %s%n", number, cycle.path("status").asText(), cycle.path("summary"));
                assertThat(cycle.path("status").asText())
                        .as("cycle %d: %s; %s", number, cycle, chaos.diary())
                        .isEqualTo("completed");
                executed += cycle.path("summary").path("executed").asInt();
                closeOne(live, portfolio, number);
            }
            chaos.awaitEnd();
            var restarted = System.nanoTime();
            // Then
            await().atMost(REST)
                    .pollInterval(Duration.ofMillis(500))
                    .untilAsserted(() -> live.audit().verifyRest());
            var rested = Duration.ofNanos(System.nanoTime() - restarted);
            thenTheBooksAreRight(live, chaos);
            assertThat(chaos.kills()).as(chaos.diary().toString()).isEqualTo(kills);
            assertThat(chaos.outages()).as(chaos.diary().toString()).isEqualTo(2);
            var trades = live.reader().count("SELECT count(*) FROM trades");
            System.out.printf(
                    "NothingLostIT: %d cycles, %d kills, %d outages, %d trades (%d executed in cycles, %d closed, %d"
                            + " settled), at rest %.1f s after the last restart%n%s%n",
                    cycles,
                    chaos.kills(),
                    chaos.outages(),
                    trades,
                    executed,
                    live.reader().count("SELECT count(*) FROM trades WHERE status = 'closed'"),
                    live.reader().count("SELECT count(*) FROM trades WHERE status = 'settled'"),
                    rested.toMillis() / 1000.0,
                    chaos.diary());
            assertThat(trades).isEqualTo(executed).isGreaterThan(cycles);
        }
    }

    private static void thenTheBooksAreRight(LiveSuite live, Chaos chaos) throws Exception {
        live.audit().verify();
        var check = live.api().get("/ledger/check").ok();
        assertThat(check.path("balanced").asBoolean()).as(check.toString()).isTrue();
        await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> {
            var status = live.api().get("/trading/status").ok();
            assertThat(status.path("system_health").asText())
                    .as(status.toString())
                    .isEqualTo("healthy");
        });
        var errors = live.logs().all(Set.of("ERROR", "FATAL")).stream()
                .filter(line -> CAUSED_BY_KILLS.stream()
                        .noneMatch(known -> known.matcher(line).find()))
                .toList();
        assertThat(errors).as("errors in the logs; %s", chaos.diary()).isEmpty();
    }

    /** Half a day passes at the venue with each cycle: prices move, markets end, others come near enough to trade. */
    private static void moveTheMarkets(Api venue, int number) throws Exception {
        var day = Instant.now().plus(Duration.ofHours(12L * number));
        venue.post("/sim/clock", "{\"at\":\"%s\"}".formatted(day)).ok();
    }

    /** Each cycle looks at the markets of another three weeks, which overlap with those of its neighbours. */
    private static String cycleBody(int number, int portfolio) {
        var week = 1 + number % CYCLES_PER_PORTFOLIO * 9;
        return """
                {"cycle_id":"cycle-%d","portfolio_id":%d,"strategy":"most-likely","parameters":{"trade_amount":12.34},
                 "filters":{"event_min_liquidity":null,"event_min_volume":null,"market_min_liquidity":null,
                            "market_min_volume":null,"event_min_days_until_end":%d,"event_max_days_until_end":%d}}
                """.formatted(number, portfolio, week, week + 21);
    }

    private static int newPortfolio(Api api, int number) throws Exception {
        var body = """
                {"name":"portfolio of cycle %d","description":"","strategy_type":"most-likely","initial_balance":1000000.00,
                 "strategy_config":{}}""".formatted(number);
        var answer = await().atMost(CYCLE_PATIENCE)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> api.post("/portfolios", body), one -> one.status() == 200 || one.status() == 409);
        if (answer.status() == 409) {
            // Made before, by an attempt whose answer was lost.
            for (var portfolio : api.get("/portfolios?limit=1000").ok().path("items")) {
                if (portfolio.path("name").asText().equals("portfolio of cycle " + number)) {
                    return portfolio.path("portfolio_id").asInt();
                }
            }
        }
        return answer.ok().path("portfolio_id").asInt();
    }

    /** Asks for a cycle; when the answer does not come, waits for it to end, as it goes on by itself. */
    private static JsonNode run(Api api, String id, String body) throws Exception {
        var deadline = System.nanoTime() + CYCLE_PATIENCE.toNanos();
        Answer last = null;
        while (System.nanoTime() < deadline) {
            try {
                last = api.post("/trading/cycles", body);
                if (last.status() == 200 && isFinished(last)) {
                    return last.json();
                }
                while (System.nanoTime() < deadline) {
                    last = api.get("/trading/cycles/" + id);
                    if (last.status() == 404) {
                        // It was never begun.
                        break;
                    }
                    if (last.status() == 200 && isFinished(last)) {
                        return last.json();
                    }
                    Thread.sleep(250);
                }
            } catch (IOException cut) {
                Thread.sleep(250);
            }
        }
        throw new AssertionError("cycle " + id + " did not end; the last answer was " + last);
    }

    private static boolean isFinished(Answer answer) {
        return !"running".equals(answer.json().path("status").asText("running"));
    }

    /** Closes a random open trade; asked again under the same id until it is decided. */
    private void closeOne(LiveSuite live, int portfolio, int number) {
        var open = await().atMost(CYCLE_PATIENCE)
                .ignoreExceptions()
                .until(() -> live.reader().rows("""
                                SELECT trade_id FROM trades WHERE status = 'open' AND portfolio_id = %d ORDER BY id
                                """.formatted(portfolio)), rows -> true);
        if (open.isEmpty()) {
            return;
        }
        var trade = open.get(random.nextInt(open.size())).get("trade_id");
        var body = "{\"order_id\":\"close-%d\"}".formatted(number);
        await().atMost(CYCLE_PATIENCE).until(() -> close(live.api(), "/trades/" + trade + "/close", body));
    }

    /** True when it is closed or will never be; false when nobody answered. */
    private static boolean close(Api api, String path, String body) throws InterruptedException {
        try {
            return api.post(path, body).status() < 500;
        } catch (IOException cut) {
            return false;
        }
    }
}
