package prescient.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import prescient.e2e.Api.Answer;
import prescient.local.Venue;

/** Two at once never spend the same dollar. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConcurrencyIT {

    private static final int AT_ONCE = 32;

    private LiveSuite live;

    @BeforeAll
    void start() throws Exception {
        live = LiveSuite.start("concurrency", config -> config.withVenue(new Venue.Simulated(5, 100, 400)));
        live.api().post("/ingest/runs", "{\"run_id\":\"markets\"}").ok();
    }

    @AfterAll
    void stop() {
        live.close();
    }

    @Test
    void executingAllSignals32TimesAtOnceMakesAsManyTradesAsThereIsCash() throws Exception {
        // Given: the default portfolio's 10,000.00, and many more signals than 10, each for 1,000.00
        var generated = live.api().post("/signals/generate", """
                        {"run_id":"at-once","portfolio_id":1,"strategy":"most-likely","parameters":{"trade_amount":1000},
                         "filters":{"event_min_liquidity":null,"event_min_volume":null,"market_min_liquidity":null,
                                    "market_min_volume":null,"event_max_days_until_end":null}}""").ok();
        // When
        var answers = atOnce(number -> () -> live.api().post("/paper-trading/execute"));
        // Then
        assertThat(generated.path("signals").asInt()).isGreaterThan(AT_ONCE);
        assertThat(answers)
                .allSatisfy(
                        answer -> assertThat(answer.status()).as(answer.text()).isEqualTo(200));
        thenTenTradesAndNoCash(1);
    }

    @Test
    void placing32OrdersAtOnceMakesAsManyTradesAsThereIsCash() throws Exception {
        // Given: a portfolio with 1,000.00 and 32 orders of 100.00 on different markets
        var portfolio =
                live.api().post("/portfolios", """
                        {"name":"at once","description":"","strategy_type":"most-likely","initial_balance":1000.00,
                         "strategy_config":{}}""").ok().path("portfolio_id").asInt();
        var markets = live.reader().rows("""
                SELECT market_id FROM markets WHERE NOT closed AND yes_price BETWEEN 0.05 AND 0.95 AND accepting_orders
                ORDER BY market_id LIMIT 32
                """);
        // When
        var answers = atOnce(number -> () -> live.api().post("/paper-trading/execute", """
                        {"portfolio_id":%d,"order":{"order_id":"own-%d","market_id":"%s","action":"buy_yes",
                         "amount":100.00,"price":1}}""".formatted(
                        portfolio, number, markets.get(number).get("market_id"))));
        // Then
        assertThat(markets).hasSize(AT_ONCE);
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 200)
                .hasSize(10)
                .allSatisfy(answer -> assertThat(answer.json()
                                .path("execution_summary")
                                .path("executed_trades")
                                .asInt())
                        .isEqualTo(1));
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 200)
                .hasSize(22)
                .allSatisfy(answer -> assertThat(answer.json().path("code").asText())
                        .as(answer.text())
                        .isEqualTo("INSUFFICIENT_CASH"));
        thenTenTradesAndNoCash(portfolio);
    }

    private void thenTenTradesAndNoCash(int portfolio) throws Exception {
        var shown = live.api()
                .get("/paper-trading/portfolio?portfolio_id=" + portfolio)
                .ok();
        assertThat(shown.path("portfolio").path("balance").decimalValue()).isEqualTo(new BigDecimal("0.00"));
        assertThat(shown.path("portfolio").path("trade_count").asInt()).isEqualTo(10);
        assertThat(live.reader().count("SELECT count(*) FROM trades WHERE portfolio_id = " + portfolio))
                .isEqualTo(10);
        org.awaitility.Awaitility.await().untilAsserted(() -> live.audit().verifyRest());
        live.audit().verify();
    }

    private interface Work {
        Callable<Answer> of(int number);
    }

    /** 32 times all signals are more orders than may wait at once; a 503 says so and asks to repeat the request. */
    private static Answer persistent(Callable<Answer> request) throws Exception {
        var answer = request.call();
        for (var attempt = 1; answer.status() == 503 && attempt < 10; attempt++) {
            System.out.printf("ConcurrencyIT: repeated after %s%n", answer.text());
            Thread.sleep(200);
            answer = request.call();
        }
        return answer;
    }

    /** 32 requests that leave together. */
    private static List<Answer> atOnce(Work work) throws Exception {
        var gate = new CyclicBarrier(AT_ONCE);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var tasks = new ArrayList<Callable<Answer>>();
            for (var number = 0; number < AT_ONCE; number++) {
                var one = work.of(number);
                tasks.add(() -> {
                    gate.await();
                    return persistent(one);
                });
            }
            var answers = new ArrayList<Answer>();
            for (var future : threads.invokeAll(tasks)) {
                answers.add(future.get());
            }
            return answers;
        }
    }
}
