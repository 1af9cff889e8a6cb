package prescient.trade.testing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import prescient.testing.GeneratedCycles;

/** How cycles, closings, settlements and the history work, whichever store is trusted. Run for both. */
public abstract class CycleContract extends TradingTest {

    @Test
    void aTradeIsClosedAtTheQuotedPriceOnce() {
        // Given
        neighbours.quote("m1", "0.50", "0.50");
        execute(order("o1", "m1", "100", "0.56")).statusCode(200);
        neighbours.quote("m1", "0.60", "0.40");

        // When
        var closed = close("trade-o1", "exit-1");
        var repeat = close("trade-o1", "exit-1");
        var second = close("trade-o1", "exit-2");

        // Then
        closed.statusCode(200).body("price", equalTo(0.6f));
        repeat.statusCode(200).body("price", equalTo(0.6f));
        second.statusCode(409).body("code", equalTo("TRADE_NOT_OPEN"));
        close("trade-none", "exit-3").statusCode(404);
        assertThat(neighbours.fills()).containsOnlyKeys("fill-o1-1", "fill-exit-1-1");
        given().get("/trades/trade-o1")
                .then()
                .body("status", equalTo("closed"))
                .body("realized_pnl", equalTo(20.0f))
                .body("exit_price", equalTo(0.6f))
                .body("exit_timestamp", notNullValue())
                .body("current_pnl", nullValue());
        execute(order("o2", "m1", "100", "0.70")).statusCode(200);
        execute(order("o1", "m1", "100", "0.56")).statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "no", "void"})
    void aResolvedMarketSettlesItsTrades(String resolution) {
        // Given
        neighbours.quote("m1", "0.80", "0.20");
        neighbours.signal("c1.1.m1", "m1", "buy_yes", "0.80");
        cycle("c1").statusCode(200);
        neighbours.quote("m1", "1", "0", Duration.ZERO, true, resolution);

        // When
        var answer = cycle("c2");

        // Then
        answer.body("summary.settled", equalTo(1));
        var told = neighbours.settlements().get("settle-trade-c1.1.m1");
        var expected = switch (resolution) {
            case "yes" -> "won";
            case "no" -> "lost";
            default -> "void";
        };
        assertThat(told.path("result").asText()).isEqualTo(expected);
        given().get("/trades/trade-c1.1.m1")
                .then()
                .body("status", equalTo("settled"))
                .body("realized_pnl", number(pnl(resolution)))
                .body("exit_price", number(price(resolution)));
        cycle("c3").body("summary.settled", equalTo(0));
    }

    private static String pnl(String resolution) {
        return switch (resolution) {
            case "yes" -> "25.0";
            case "no" -> "-100";
            default -> "-37.5";
        };
    }

    private static String price(String resolution) {
        return switch (resolution) {
            case "yes" -> "1";
            case "no" -> "0";
            default -> "0.5";
        };
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 20261121})
    void generatedCyclesAreTradedFillByFillAsTheyWereComputed(long seed) {
        // Given
        var generated = GeneratedCycles.of(seed);
        neighbours.reset(generated.cash());
        for (int i = 0; i < generated.cycles().size(); i++) {
            var cycle = generated.cycles().get(i);
            var id = "g%d-%d".formatted(seed, i);
            for (var market : cycle.markets()) {
                boolean decided = market.resolution() != null;
                neighbours.quote(market.id(), market.yes(), market.no(), Duration.ZERO, decided, market.resolution());
            }
            for (var order : cycle.orders()) {
                neighbours.signal(
                        id + "." + order.marketId(),
                        order.marketId(),
                        order.action(),
                        order.price(),
                        generated.amount());
            }

            // When
            var executed = execute("{}").statusCode(200).extract().jsonPath();
            cycle(id)
                    .statusCode(200)
                    .body("summary.settled", equalTo(cycle.payments().size()));

            // Then: refusals, fills and payments, one by one
            var told = "seed %d, cycle %d".formatted(seed, i);
            assertThat(executed.getList("execution_details.market_id", String.class))
                    .as(told)
                    .isEqualTo(cycle.orders().stream()
                            .map(GeneratedCycles.Order::marketId)
                            .toList());
            assertThat(executed.getList("execution_details.code", String.class))
                    .as(told)
                    .isEqualTo(cycle.orders().stream()
                            .map(GeneratedCycles.Order::code)
                            .toList());
            for (var order : cycle.orders()) {
                thenFilled(told, generated.amount(), order, "order-" + id + "." + order.marketId());
            }
            for (var payment : cycle.payments()) {
                assertThat(neighbours.settlements().values())
                        .as(told)
                        .anyMatch(one -> one.path("trade_id").asText().endsWith("." + payment.marketId())
                                && one.path("result").asText().equals(payment.result()));
                neighbours.earn(payment.payout());
            }
            assertThat(neighbours.cash()).as(told).isEqualByComparingTo(cycle.cashAfter());
        }
    }

    private void thenFilled(String told, String amount, GeneratedCycles.Order order, String orderId) {
        var fill = neighbours.fills().get("fill-" + orderId + "-1");
        if (order.shares() == null) {
            assertThat(fill).as(told).isNull();
            return;
        }
        assertThat(fill).as(told).isNotNull();
        assertThat(fill.path("price").decimalValue()).as(told).isEqualByComparingTo(order.price());
        assertThat(fill.path("shares").decimalValue()).as(told).isEqualByComparingTo(order.shares());
        assertThat(fill.path("amount").decimalValue()).as(told).isEqualByComparingTo(amount);
        assertThat(fill.path("fee").decimalValue()).as(told).isEqualByComparingTo("0");
        assertThat(fill.path("action").asText()).as(told).isEqualTo(order.action());
    }

    @Test
    void aCycleGoesThroughAllStepsAndIsKnownAfterwards() {
        // Given
        neighbours.quote("m1", "0.75", "0.25");
        neighbours.quote("m2", "0.99", "0.01", Duration.ZERO, true, null);
        neighbours.signal("c1.1.m1", "m1", "buy_yes", "0.75");
        neighbours.signal("c1.1.m2", "m2", "buy_yes", "0.99");

        // When
        var answer = cycle("c1");

        // Then
        answer.statusCode(200)
                .body("status", equalTo("completed"))
                .body(
                        "steps.name",
                        contains("ingest", "signals", "execute", "settle", "value", "snapshot", "archive", "status"))
                .body("summary.events", equalTo(7))
                .body("summary.candidates", equalTo(3))
                .body("summary.markets", equalTo(43))
                .body("summary.signals", equalTo(2))
                .body("summary.executed", equalTo(1))
                .body("summary.denied", equalTo(1))
                .body("summary.cash", equalTo(9900.0f))
                .body("summary.ledger_balanced", equalTo(true));
        assertThat(neighbours.outcomes()).containsOnlyKeys("c1.1.m1", "c1.1.m2");
        cycle("c2").statusCode(200);
        given().get("/trading/cycles?limit=1")
                .then()
                .body("items.cycle_id", contains("c2"))
                .body("next_cursor", notNullValue());
        given().get("/trading/cycles").then().body("items.cycle_id", contains("c2", "c1"));
        given().get("/trading/cycles/c1")
                .then()
                .statusCode(200)
                .body("cycle_id", equalTo("c1"))
                .body("summary.executed", equalTo(1));
        given().get("/trading/cycles/none").then().statusCode(404);
        given().get("/trading/status").then().body("last_cycle.cycle_id", equalTo("c2"));
    }

    @Test
    void aRepeatedCycleIdAnswersTheStoredCycleAndOtherParametersAreRefused() {
        // Given
        cycle("c1").statusCode(200);
        int ingests = neighbours.calls("/ingest/runs");

        // When
        var repeat = cycle("c1");
        var other = given().contentType("application/json")
                .body("{\"cycle_id\": \"c1\", \"strategy\": \"momentum\"}")
                .post("/trading/cycles")
                .then();

        // Then
        repeat.statusCode(200).body("status", equalTo("completed"));
        other.statusCode(409).body("code", equalTo("CONTENT_DIFFERS"));
        assertThat(neighbours.calls("/ingest/runs")).isEqualTo(ingests);
    }

    @Test
    void historyIsFilteredAndPagedNewestFirst() {
        // Given
        for (int i = 1; i <= 5; i++) {
            neighbours.quote("m" + i, "0.55", "0.45");
            execute(order("o" + i, "m" + i, "100", "0.56")).statusCode(200);
        }
        close("trade-o2", "exit-2").statusCode(200);

        // When
        var first = given().get("/paper-trading/history?limit=2").then();
        String cursor = first.extract().path("next_cursor");
        var second =
                given().get("/paper-trading/history?limit=2&cursor=" + cursor).then();

        // Then
        first.body("trades.trade_id", contains("trade-o5", "trade-o4"));
        second.body("trades.trade_id", contains("trade-o3", "trade-o2"));
        given().get("/paper-trading/history?status=closed").then().body("trades.trade_id", contains("trade-o2"));
        given().get("/paper-trading/history?status=open&portfolio_id=1").then().body("trades", hasSize(4));
        given().get("/paper-trading/history?portfolio_id=2").then().body("trades", hasSize(0));
    }
}
