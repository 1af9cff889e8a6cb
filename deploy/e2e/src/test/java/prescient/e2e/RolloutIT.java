package prescient.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import prescient.local.ServiceName;
import prescient.local.Venue;

/** A release can be rolled out at any time: who works with the suite meanwhile repeats a request now and then. */
class RolloutIT {

    private static final long SEED = Long.getLong("prescient.seed", System.nanoTime());

    private final PatientUser user = new PatientUser();
    private final AtomicBoolean goOn = new AtomicBoolean(true);
    private final AtomicInteger orders = new AtomicInteger();
    private final AtomicInteger cycles = new AtomicInteger();

    @Test
    void replacingEveryReplicaUnderLoadLosesNothingAndDoublesNothing() throws Exception {
        System.out.println("RolloutIT: -Dprescient.seed=" + SEED);
        try (var suite = new RolloutSuite("rollout", new Venue.Simulated(7, 200, 1_000));
                var viewer = suite.as("viewer");
                var operator = suite.as("operator")) {
            // Given
            operator.post("/ingest/runs", "{\"run_id\":\"markets\"}").ok();
            var ordering = portfolio(operator, "orders");
            var executing = portfolio(operator, "signals");
            var markets = markets(suite);
            // When
            underLoad(
                    List.of(
                            reads(viewer, "/markets?limit=20"),
                            reads(viewer, "/paper-trading/history?limit=20"),
                            reads(viewer, "/paper-trading/portfolio"),
                            reads(viewer, "/signals?limit=20"),
                            reads(viewer, "/cities"),
                            orders(operator, ordering, markets),
                            executions(operator, executing),
                            cycles(operator)),
                    () -> replaceAll(suite));
            // Then
            report();
            System.out.println("RolloutIT: connections of each replica " + suite.connections());
            assertThat(user.failures()).isEmpty();
            assertThat(suite.connections().values())
                    .allSatisfy(of -> assertThat(of).allMatch(count -> count > 0));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> suite.live().audit().verifyRest());
            suite.live().audit().verify();
            thenEachOrderIsOneTrade(suite, ordering);
            thenNoJobRanTwice(suite);
            assertThat(viewer.get("/ledger/check").ok().path("balanced").asBoolean())
                    .isTrue();
            assertThat(suite.live().logs().all(Set.of("ERROR", "FATAL"))).isEmpty();
            assertThat(suite.secondLogs().all(Set.of("ERROR", "FATAL"))).isEmpty();
        }
    }

    private interface Work {
        void run() throws Exception;
    }

    /** A request that is made again and again; it is told how often it was made. */
    private record Load(String name, Duration pause, Request request) {
        private interface Request {
            void make(int number) throws Exception;
        }
    }

    private void replaceAll(RolloutSuite suite) throws InterruptedException {
        var order = new ArrayList<>(Arrays.asList(ServiceName.values()));
        Collections.shuffle(order, new Random(SEED));
        for (var first : List.of(true, false)) {
            for (var service : order) {
                var took = suite.replace(service, first);
                System.out.printf(
                        "RolloutIT: the %s replica of %s was replaced, it ended after %d ms%n",
                        first ? "first" : "second", service, took.toMillis());
            }
        }
    }

    private void underLoad(List<Load> loads, Work work) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<?>>();
            for (var load : loads) {
                running.add(threads.submit(() -> repeat(load)));
            }
            try {
                work.run();
            } finally {
                goOn.set(false);
            }
            for (var one : running) {
                one.get();
            }
        }
    }

    private void repeat(Load load) {
        for (var number = 0; goOn.get(); number++) {
            try {
                load.request().make(number);
                Thread.sleep(load.pause());
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
                return;
            } catch (Exception failure) {
                user.failed(load.name(), failure);
            }
        }
    }

    private Load reads(Api viewer, String path) {
        return new Load(path, Duration.ofMillis(50), number -> user.ask("GET " + path, () -> viewer.get(path)));
    }

    /** One order after the other, each in a market of its own. */
    private Load orders(Api operator, int portfolio, List<Map<String, Object>> markets) {
        return new Load("order", Duration.ofMillis(250), number -> {
            var order = """
                    {"portfolio_id":%d,"order":{"order_id":"rollout-%d","market_id":"%s","action":"buy_yes",
                     "amount":1.00,"price":1}}""".formatted(portfolio, number, markets.get(number).get("market_id"));
            user.ask("order", () -> operator.post("/paper-trading/execute", order));
            orders.incrementAndGet();
        });
    }

    /** Signals for a few markets, and then their execution. */
    private Load executions(Api operator, int portfolio) {
        return new Load("signals", Duration.ofMillis(1_000), number -> {
            var generate = """
                    {"run_id":"rollout-%d","portfolio_id":%d,"strategy":"most-likely","parameters":{"trade_amount":1},
                     "filters":%s}""".formatted(number, portfolio, filters(number));
            user.ask("generate", () -> operator.post("/signals/generate", generate));
            var execute = "{\"portfolio_id\":%d}".formatted(portfolio);
            user.ask("execute", () -> operator.post("/paper-trading/execute", execute));
        });
    }

    private Load cycles(Api operator) {
        return new Load("cycle", Duration.ofMillis(500), number -> {
            var cycle = """
                    {"cycle_id":"rollout-%d","portfolio_id":1,"strategy":"most-likely","parameters":{"trade_amount":1},
                     "filters":%s}""".formatted(number, filters(number));
            var answer = user.ask("cycle", () -> operator.post("/trading/cycles", cycle));
            assertThat(answer.ok().path("status").asText()).as(answer.text()).isEqualTo("completed");
            cycles.incrementAndGet();
        });
    }

    /** The markets of another day each time. */
    private static String filters(int number) {
        var day = 1 + number % 180;
        return """
                {"event_min_liquidity":null,"event_min_volume":null,"market_min_liquidity":null,
                 "market_min_volume":null,"event_min_days_until_end":%d,"event_max_days_until_end":%d}
                """.formatted(day, day + 2);
    }

    private static int portfolio(Api operator, String name) throws Exception {
        return operator.post("/portfolios", """
                        {"name":"%s","description":"","strategy_type":"most-likely","initial_balance":5000.00,
                         "strategy_config":{}}""".formatted(name))
                .ok()
                .path("portfolio_id")
                .asInt();
    }

    private static List<Map<String, Object>> markets(RolloutSuite suite) {
        return suite.live().reader().rows("""
                SELECT market_id FROM markets WHERE NOT closed AND yes_price BETWEEN 0.05 AND 0.95 AND accepting_orders
                ORDER BY market_id
                """);
    }

    private void report() {
        System.out.printf(
                "RolloutIT: %d requests, %d repeated, %d failed; %d orders, %d cycles%n",
                user.requests(), user.repeats(), user.failures().size(), orders.get(), cycles.get());
        user.repeated().forEach((reason, times) -> System.out.println("RolloutIT: " + times + " x " + reason));
    }

    private void thenEachOrderIsOneTrade(RolloutSuite suite, int portfolio) {
        assertThat(orders.get()).isPositive();
        assertThat(suite.live().reader().count("SELECT count(*) FROM trades WHERE portfolio_id = " + portfolio))
                .isEqualTo(orders.get());
    }

    /** Each run of a job that has a lease is a row with its begin and end. */
    private void thenNoJobRanTwice(RolloutSuite suite) {
        var reader = suite.live().reader();
        assertThat(cycles.get()).isPositive();
        assertThat(reader.rows("SELECT cycle_id, status FROM trade.trading_cycles WHERE status <> 'completed'"))
                .isEmpty();
        assertThat(reader.count("SELECT count(*) FROM trade.trading_cycles")).isEqualTo(cycles.get());
        assertThat(reader.rows("""
                SELECT c.cycle_id, s.name, count(*) FROM trade.trading_cycles c,
                    jsonb_to_recordset(c.steps) AS s(name text)
                GROUP BY 1, 2 HAVING count(*) <> 1
                """)).isEmpty();
        assertThat(reader.rows(overlaps("trade.trading_cycles", "cycle_id"))).isEmpty();
        assertThat(reader.rows(overlaps("market.ingest_runs", "run_id"))).isEmpty();
        // One for the markets that the test began with, and one for each cycle.
        assertThat(reader.count("SELECT count(*) FROM market.ingest_runs WHERE status = 'complete'"))
                .isEqualTo(1 + cycles.get());
        assertThat(reader.rows("SELECT run_id, reason FROM market.ingest_runs WHERE status <> 'complete'"))
                .isEmpty();
    }

    private static String overlaps(String table, String id) {
        return """
                SELECT a.%2$s AS one, b.%2$s AS other, a.started_at, a.finished_at, b.started_at AS begun
                FROM %1$s a JOIN %1$s b ON a.%2$s < b.%2$s
                WHERE a.started_at < b.finished_at AND b.started_at < a.finished_at
                """.formatted(table, id);
    }
}
