package prescient.forecast.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import prescient.forecast.order.OrdersForTests;
import prescient.forecast.outside.Simulated;
import prescient.forecast.truth.TruthForTests;

/** What is bought, and what the records say of it, whatever happens on the way. */
@QuarkusTest
class OrderStepTest extends CycleRig {

    private static final String REFUSED = "order_refused:PRICE_MOVED";

    /** A desk that soon gives up waiting. */
    private CycleDesk impatient() {
        var soon = Simulated.config(
                CycleConfig.class,
                "prescient.forecast.cycle",
                Map.of("step-patience", "PT0.05S", "retry-pause", "PT0.01S"));
        return desk("one", TruthForTests.client(world), soon);
    }

    private static int trades() throws SQLException {
        return rows("forecast_trades WHERE send_orders AND env = 'paper'");
    }

    @Test
    void everyChoiceIsOneOrderOfItsLimitInAPortfolioOfTheirOwn() throws SQLException {
        // When
        var cycle = run("c1");

        // Then
        assertCompleted(cycle);
        int chosen = (int) count(cycle, "decision", "chosen");
        assertThat(count(cycle, "order", "orders")).isEqualTo(chosen);
        assertThat(neighbours.taken().keySet()).hasSize(chosen).allMatch(id -> id.startsWith("weather-"));
        assertThat(neighbours.taken().values())
                .containsExactlyInAnyOrderElementsOf(read("SELECT '7 ' || market_ticker || ' '"
                        + " || (yes_price * count / 100.0)::numeric(10, 2) || '@' || (yes_price / 100.0)::numeric(10, 2)"
                        + " FROM forecast.forecast_trades WHERE send_orders"));
        assertThat(neighbours.origins())
                .containsExactlyInAnyOrderElementsOf(
                        read("SELECT chosen_market_ticker || ' temperature kalshi ' || city_code"
                                + " || ' ' || trim_scale((yes_bid + yes_ask) / 200.0) || ' ' || model_prob_yes"
                                + " FROM forecast.eval_events WHERE decision = 'trade'"));
        assertThat(neighbours.portfolios()).isEqualTo(1);
        assertThat(rows("forecast_orders WHERE status = 'filled' AND portfolio_id = 7 AND live AND env = 'paper'"))
                .isEqualTo(chosen);
    }

    @Test
    void aDayIsBoughtOnceWhateverRunsAgain() throws SQLException {
        // Given
        run("c1");
        var bought = neighbours.taken();
        world.setClock("2026-02-03T20:05:00Z");

        // When
        var again = run("c2");

        // Then
        assertCompleted(again);
        assertThat(neighbours.taken()).isEqualTo(bought);
        assertThat(trades()).isEqualTo(bought.size());
        assertThat(read("SELECT DISTINCT decision FROM forecast.decisions WHERE reason = 'already_traded_live'"))
                .containsExactly("skip");
    }

    @Test
    void aDryRunSendsNothing() throws SQLException {
        // When
        var cycle = desk("one").run(new CycleRequest("c1", null, false, null, null));

        // Then
        assertCompleted(cycle);
        assertThat(remark(cycle, "order")).contains("no order is sent");
        assertThat(neighbours.taken()).isEmpty();
        assertThat(rows("forecast_trades WHERE NOT send_orders"))
                .isEqualTo(count(cycle, "decision", "chosen"))
                .isPositive();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aCycleThatDiesBetweenDecisionAndRecordsBuysOnce(boolean ordersHadArrived) throws SQLException {
        // Given what is on record after the decision, and trade-service with the orders or without them
        var whole = run("c1");
        var bought = neighbours.taken();
        var records = withoutCycles();
        try (var lease = leases.acquire(CycleTable.LEASE, "one").orElseThrow()) {
            execute("UPDATE forecast_cycles SET status = 'running', finished_at = NULL,"
                    + " steps = json_build_array(steps->0, steps->1, steps->2)");
            execute("UPDATE forecast_orders SET status = 'pending', price = NULL, shares = NULL"
                    + (ordersHadArrived ? "" : ", portfolio_id = NULL"));
            execute("DELETE FROM forecast_trades");
            execute("UPDATE decisions SET decision = 'skip', reason = 'order_open' WHERE decision = 'trade'");
            execute("UPDATE eval_events SET decision = 'skip', count = 0 WHERE decision = 'trade'");
            if (!ordersHadArrived) {
                neighbours.forget();
            }

            // When
            desk("one").resume();

            // Then
            assertThat(lease.token()).isPositive();
        }
        assertThat(neighbours.taken()).isEqualTo(bought);
        assertThat(withoutCycles()).isEqualTo(records);
        assertThat(statuses(desk("one").run(request("c1")))).isEqualTo(statuses(whole));
    }

    private static List<String> withoutCycles() throws SQLException {
        return everything().stream()
                .filter(row -> !row.startsWith("forecast_cycles"))
                .toList();
    }

    @Test
    void anAnswerThatGotLostIsAskedForAgain() throws SQLException {
        // Given
        neighbours.loseAnswers(2);

        // When
        var cycle = run("c1");

        // Then
        assertCompleted(cycle);
        assertThat(trades()).isEqualTo(neighbours.taken().size()).isPositive();
    }

    @Test
    void whileNobodyAnswersNothingCountsAsBoughtAndItIsSaid() throws SQLException {
        // Given
        neighbours.setAway(true);
        log.expect("step order of cycle c1 failed");

        // When
        var cycle = impatient().run(request("c1"));

        // Then
        assertThat(statuses(cycle))
                .containsExactly(
                        "completed", "completed", "completed", "failed", "completed", "completed", "completed");
        assertThat(remark(cycle, "order")).contains("orders wait: ", "connection refused");
        int waiting = rows("forecast_orders WHERE status = 'pending'");
        assertThat(waiting).isPositive();
        assertThat(rows("eval_events WHERE decision = 'trade'")).isZero();
        assertThat(rows("decisions WHERE decision = 'trade'")).isZero();
        assertThat(rows("decisions WHERE reason LIKE 'order_open;%'")).isEqualTo(waiting);
        assertThat(trades()).isZero();
    }

    @Test
    void whatWaitsIsSentWhenTheNeighbourIsBackAndItsMoneyIsNotSpentTwice() throws SQLException {
        // Given
        neighbours.setAway(true);
        log.expect("step order of cycle c1 failed");
        impatient().run(request("c1"));
        int waiting = rows("forecast_orders WHERE status = 'pending'");
        world.setClock("2026-02-03T18:35:00Z");
        var between = run("c2");
        neighbours.setAway(false);

        // When
        int sent = OrdersForTests.sendLeftOpen(orderDesk());

        // Then
        assertThat(count(between, "decision", "chosen")).isEqualTo(0);
        assertThat(rows("decisions WHERE reason LIKE 'count_zero_after_caps;%'"))
                .isEqualTo(waiting);
        assertThat(sent).isEqualTo(waiting);
        assertThat(neighbours.taken()).hasSize(waiting);
        assertThat(trades()).isEqualTo(waiting);
        assertThat(rows("eval_events WHERE decision = 'trade' AND count > 0")).isEqualTo(waiting);
        assertThat(rows("decisions WHERE decision = 'trade' AND reason LIKE '%mode=forecast_bucket%'"))
                .isEqualTo(waiting);
        assertThat(OrdersForTests.sendLeftOpen(orderDesk())).isZero();
    }

    @Test
    void whatTradeServiceHasNotDecidedIsWaitedFor() throws SQLException {
        // Given
        neighbours.setUndecided(true);
        log.expect("step order of cycle c1 failed");

        // When
        var cycle = impatient().run(request("c1"));
        neighbours.setUndecided(false);
        OrdersForTests.sendLeftOpen(orderDesk());

        // Then
        assertThat(remark(cycle, "order")).contains("not decided");
        assertThat(trades()).isEqualTo(neighbours.taken().size()).isPositive();
    }

    @Test
    void aRefusedOrderIsNoTradeAndIsNotTriedAgain() throws SQLException {
        // Given
        neighbours.deny("PRICE_MOVED");

        // When
        var cycle = run("c1");
        world.setClock("2026-02-03T18:35:00Z");
        neighbours.deny("");
        var later = run("c2");

        // Then
        assertCompleted(cycle);
        int refused = (int) count(cycle, "order", "orders_refused");
        assertThat(refused).isEqualTo(count(cycle, "decision", "chosen")).isEqualTo(count(cycle, "order", "orders"));
        assertThat(remark(cycle, "order")).contains("PRICE_MOVED so it is");
        assertThat(rows("eval_events WHERE reason = '" + REFUSED + "' AND decision = 'skip' AND count = 0"))
                .isEqualTo(refused);
        assertThat(rows("decisions WHERE reason LIKE '" + REFUSED + ";%' AND decision = 'skip'"))
                .isEqualTo(refused);
        assertCompleted(later);
        var tickers = read("SELECT DISTINCT market_ticker FROM forecast.forecast_orders WHERE status = 'refused'");
        assertThat(read("SELECT DISTINCT market_ticker FROM forecast.forecast_trades"))
                .doesNotContainAnyElementsOf(tickers);
    }

    @Test
    void aRefusedOrderIsNeitherSettledNorCounted() throws SQLException {
        // Given
        neighbours.deny("PRICE_MOVED");
        run("c1");
        world.setClock(WEDNESDAY);

        // When
        var next = run("c2");

        // Then
        assertCompleted(next);
        assertThat(count(next, "settlement", "settled")).isEqualTo(0);
        assertThat(count(next, "settlement", "pnl_dollars")).hasToString("0");
        assertThat(neighbours.settled()).isEmpty();
        assertThat(rows("source_performance")).isEqualTo(4 * 9);
    }

    @Test
    void theNextDaySettlesWhatWasBought() throws SQLException {
        // Given
        run("c1");
        world.setClock(WEDNESDAY);

        // When
        var next = run("c2");

        // Then
        var markets = read("SELECT market_ticker FROM forecast.forecast_trades WHERE trade_date = '2026-02-03'");
        assertThat(neighbours.settled()).hasSize(1);
        assertThat(neighbours.settled().getFirst()).containsExactlyInAnyOrderElementsOf(markets);
        assertThat(count(next, "settlement", "trades_settled")).isEqualTo(markets.size());
    }

    @Test
    void withoutTradeServiceDecisionsAreSettledAndItIsSaid() throws SQLException {
        // Given
        int chosen = (int) count(run("c1"), "decision", "chosen");
        world.setClock(WEDNESDAY);
        neighbours.setAway(true);
        log.expect("step order of cycle c2 failed");

        // When
        var next = impatient().run(request("c2"));

        // Then
        assertThat(count(next, "settlement", "settled")).isEqualTo(chosen);
        assertThat(remark(next, "settlement")).contains("what was bought is not settled: trade-service");
    }
}
