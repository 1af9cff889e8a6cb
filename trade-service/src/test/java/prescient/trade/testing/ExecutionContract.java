package prescient.trade.testing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import prescient.trade.exchange.StagedExchange;

/** How orders and signals are executed, whichever store is trusted. Run for both. */
public abstract class ExecutionContract extends TradingTest {
    @Inject
    protected StagedExchange exchange;

    @AfterEach
    void everybodyAnswersAgain() {
        exchange.heal();
        neighbours.heal();
    }

    /** Only so many trades are stored, all of them open; where the store can be asked past the service. */
    protected void thenStored(int trades) {}

    /** So many orders are stored as denied for this reason; where the store can be asked past the service. */
    protected void thenDenied(int orders, String code) {}

    /** No message waits; where the store can be asked past the service. */
    protected void thenAllIsDelivered() {}

    @Test
    void anOrderBecomesATradeThatIsInTheBooksWhenAnswered() {
        // Given
        neighbours.quote("m1", "0.5501070537256923", "0.45");

        // When
        var answer = execute(order("o1", "m1", "100.00", "0.56"));

        // Then
        answer.statusCode(200)
                .body("execution_summary.executed_trades", equalTo(1))
                .body("execution_details[0].status", equalTo("executed"))
                .body("execution_details[0].trade_id", equalTo("trade-o1"));
        assertThat(neighbours.fills()).containsOnlyKeys("fill-o1-1");
        assertThat(neighbours.fills().get("fill-o1-1").path("price").decimalValue())
                .isEqualByComparingTo("0.5501070537256923");
        given().get("/paper-trading/history?limit=1")
                .then()
                .statusCode(200)
                .body("trades", hasSize(1))
                .body("trades[0].trade_id", equalTo("trade-o1"))
                .body("trades[0].status", equalTo("open"))
                .body("next_cursor", equalTo(null));
        given().get("/trades/trade-o1")
                .then()
                .statusCode(200)
                .body("portfolio_id", equalTo(1))
                .body("timestamp", notNullValue())
                .body("market_question", equalTo("Rain?"))
                .body("action", equalTo("buy_yes"))
                .body("amount", number("100"))
                .body("shares", number("181.7828"))
                .body("fee", number("0"))
                .body("confidence", number("0.75"))
                .body("status", equalTo("open"))
                .body("order_id", equalTo("o1"))
                .body("current_pnl", number("0"))
                .body("realized_pnl", nullValue())
                .body("exit_timestamp", nullValue());
        thenAllIsDelivered();
        thenStored(1);
    }

    @Test
    void theSameOrderTwiceIsOneTradeAndOtherContentIsRefused() {
        // Given
        neighbours.quote("m1", "0.55", "0.45");
        execute(order("o1", "m1", "100", "0.56")).statusCode(200);

        // When
        var repeat = execute(order("o1", "m1", "100.00", "0.56"));
        var other = execute(order("o1", "m1", "200", "0.56"));

        // Then
        repeat.statusCode(200).body("execution_summary.executed_trades", equalTo(1));
        other.statusCode(409).body("code", equalTo("CONTENT_DIFFERS"));
        assertThat(neighbours.cash()).isEqualByComparingTo("9900.00");
        given().get("/paper-trading/history").then().body("trades", hasSize(1));
        thenStored(1);
    }

    @Test
    void thirtyTwoAtOnceWithCashForTenAreTenTrades() throws Exception {
        // Given
        neighbours.reset("1000.00");
        IntStream.range(0, 32).forEach(i -> neighbours.quote("m" + i, "0.55", "0.45"));

        // When
        int executed = 0;
        int refused = 0;
        try (var threads = Executors.newFixedThreadPool(32)) {
            var requests = IntStream.range(0, 32)
                    .mapToObj(i -> (Callable<Integer>) () -> execute(order("o" + i, "m" + i, "100", "0.55"))
                            .extract()
                            .statusCode())
                    .toList();
            for (var answer : threads.invokeAll(requests)) {
                executed += answer.get() == 200 ? 1 : 0;
                refused += answer.get() == 409 ? 1 : 0;
            }
        }

        // Then
        assertThat(executed).isEqualTo(10);
        assertThat(refused).isEqualTo(22);
        assertThat(neighbours.cash()).isEqualByComparingTo("0.00");
        given().get("/paper-trading/history").then().body("trades", hasSize(10));
        thenStored(10);
        thenDenied(22, "INSUFFICIENT_CASH");
    }

    @Test
    void allExecutableSignalsAreExecutedOnce() {
        // Given
        neighbours.quote("m1", "0.75", "0.25");
        neighbours.quote("m2", "0.20", "0.80");
        neighbours.signal("run.1.m1", "m1", "buy_yes", "0.75");
        neighbours.signal("run.1.m2", "m2", "buy_no", "0.80");

        // When
        var first = given().noContentType().post("/paper-trading/execute").then();
        var second = given().contentType("application/json")
                .body("{}")
                .post("/paper-trading/execute")
                .then();

        // Then
        first.statusCode(200)
                .body("execution_summary.total_signals", equalTo(2))
                .body("execution_summary.executed_trades", equalTo(2))
                .body("execution_summary.total_invested", equalTo(200.0f));
        second.statusCode(200).body("execution_summary.total_signals", equalTo(0));
        assertThat(neighbours.outcomes().get("run.1.m1").path("outcome").asText())
                .isEqualTo("executed");
        assertThat(neighbours.outcomes().get("run.1.m2").path("trade_id").asText())
                .isEqualTo("trade-run.1.m2");
        given().get("/trades/trade-run.1.m1")
                .then()
                .body("signal_id", equalTo("run.1.m1"))
                .body("order_id", equalTo("order-run.1.m1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown", "closed", "unpriced", "stale", "moved"})
    void whatMayNotBeTradedIsDeniedWithItsReasonAndStaysSo(String market) {
        // Given
        neighbours.quote("closed", "0.5", "0.5", Duration.ZERO, true, null);
        neighbours.quote("unpriced", null, null);
        neighbours.quote("stale", "0.5", "0.5", Duration.ofMinutes(16), false, null);
        neighbours.quote("moved", "0.57", "0.43");
        execute(order("o-" + market, market, "100", "0.56"));
        neighbours.quote(market, "0.50", "0.50");

        // When
        var answer = execute(order("o-" + market, market, "100", "0.56"));

        // Then
        var code = switch (market) {
            case "unknown" -> "UNKNOWN_MARKET";
            case "closed" -> "MARKET_CLOSED";
            case "unpriced" -> "NO_PRICE";
            case "stale" -> "STALE_PRICE";
            default -> "PRICE_MOVED";
        };
        answer.statusCode(409).body("code", equalTo(code)).body("hint", notNullValue());
        assertThat(neighbours.cash()).isEqualByComparingTo("10000.00");
        thenDenied(1, code);
    }

    @Test
    void aMarketIsHeldOnlyOnce() {
        // Given
        neighbours.quote("m1", "0.55", "0.45");
        execute(order("o1", "m1", "100", "0.56")).statusCode(200);

        // When
        var second = execute(order("o2", "m1", "100", "0.56"));
        var again = execute(order("o2", "m1", "100", "0.56"));

        // Then
        second.statusCode(409).body("code", equalTo("DUPLICATE_POSITION"));
        again.statusCode(409).body("code", equalTo("DUPLICATE_POSITION"));
        assertThat(neighbours.cash()).isEqualByComparingTo("9900.00");
    }

    @Test
    void anOrderWhoseReservationGotNoAnswerStaysPendingAndIsFinishedLater() {
        // Given
        neighbours.quote("m1", "0.55", "0.45");
        neighbours.fail("/reservations");

        // When
        var answer = execute(order("o1", "m1", "100", "0.56"));

        // Then
        answer.statusCode(202).body("execution_details[0].status", equalTo("pending"));
        given().get("/trades/trade-o1").then().statusCode(404);
        neighbours.heal();
        Awaitility.await()
                .atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(neighbours.fills()).containsOnlyKeys("fill-o1-1"));
        given().get("/trades/trade-o1").then().body("status", equalTo("open"));
        thenStored(1);
    }

    @Test
    void aFillTheBooksDidNotAnswerIsDeliveredLaterOnce() {
        // Given
        neighbours.quote("m1", "0.55", "0.45");
        neighbours.fail("/fills");

        // When
        var answer = execute(order("o1", "m1", "100", "0.56"));

        // Then
        answer.statusCode(200);
        neighbours.heal();
        Awaitility.await()
                .atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(neighbours.fills()).hasSize(1));
        given().get("/trading/status").then().body("alerts.findAll { it.contains('outbox') }", hasSize(0));
        Awaitility.await().untilAsserted(this::thenAllIsDelivered);
    }

    @Test
    void aMessageTheBooksNeverTakeHoldsUpNoOtherAndIsLoggedOnce() {
        // Given
        for (var market : List.of("m1", "m2", "m3")) {
            neighbours.quote(market, "0.55", "0.45");
            neighbours.signal("run.1." + market, market, "buy_yes", "0.55");
        }
        neighbours.refuse("fill-order-run.1.m2-1");
        log.expect("does not take message");

        // When
        execute("{}").statusCode(200);

        // Then
        Awaitility.await()
                .atMost(Duration.ofSeconds(15))
                .untilAsserted(() ->
                        assertThat(neighbours.refusals("fill-order-run.1.m2-1")).isGreaterThan(4));
        assertThat(neighbours.fills()).containsOnlyKeys("fill-order-run.1.m1-1", "fill-order-run.1.m3-1");
        assertThat(log.lines()).singleElement().asString().contains("fill-order-run.1.m2-1");
    }

    @Test
    void theLongestIdsAndTextsAreBookedAndSettled() {
        // Given
        var order = "o".repeat(150);
        var signal = "run.1." + "m".repeat(194);
        neighbours.quote("m1", "0.55", "0.45");
        neighbours.quote("m2", "0.55", "0.45");
        neighbours.signal(signal, "m2", "buy_yes", "0.55");

        // When
        execute(order(order, "m1", "100", "0.56").replace("Rain?", "q".repeat(4000)))
                .statusCode(200);
        execute("{}").statusCode(200);
        neighbours.quote("m1", "1", "0", Duration.ZERO, true, "yes");
        neighbours.quote("m2", "1", "0", Duration.ZERO, true, "yes");
        cycle("c1").statusCode(200);

        // Then
        assertThat(neighbours.fills().keySet())
                .contains("fill-" + order + "-1")
                .anyMatch(fill -> fill.startsWith("fill-order-" + signal.substring(0, 50)));
        assertThat(neighbours.settlements()).hasSize(2);
    }

    @ParameterizedTest
    @MethodSource("unbookable")
    void whatTheBooksWouldNotTakeIsRefusedAtOnce(String body) {
        // Given
        neighbours.quote("m1", "0.55", "0.45");

        // When
        var answer = execute(body);

        // Then
        answer.statusCode(400).body("code", equalTo("INVALID_FIELD")).body("hint", notNullValue());
        assertThat(neighbours.cash()).isEqualByComparingTo("10000.00");
        thenStored(0);
    }

    static Stream<String> unbookable() {
        var order = order("o1", "m1", "100", "0.56");
        return Stream.of(
                order.replace("o1", "o".repeat(151)),
                order.replace("Rain?", "q".repeat(4001)),
                order.replace("Rain?", "Rain\\u0000?"),
                order.replace("Test trade", "r".repeat(4001)),
                order.replace("Test trade", "Test\\u0000trade"));
    }

    @Test
    void aRejectionGivesTheCashBackAndFreesTheMarket() {
        // Given
        neighbours.quote("m1", "0.55", "0.45");
        exchange.reject("m1");

        // When
        var answer = execute(order("o1", "m1", "100", "0.56"));

        // Then
        answer.statusCode(409).body("code", equalTo("REJECTED_BY_EXCHANGE"));
        Awaitility.await().untilAsserted(() -> assertThat(neighbours.cash()).isEqualByComparingTo("10000.00"));
        thenStored(0);
        exchange.heal();
        execute(order("o2", "m1", "100", "0.56")).statusCode(200);
    }

    @Test
    void aTradeShowsTheOrdersThatOpenedAndClosedItWithTheirFills() {
        // Given
        neighbours.quote("m1", "0.55", "0.45");
        execute(order("o1", "m1", "100", "0.56")).statusCode(200);
        var opened = given().get("/trades/trade-o1/orders").then();
        close("trade-o1", "x1").statusCode(200);

        // When
        var closed = given().get("/trades/trade-o1/orders").then();

        // Then
        opened.body("orders.order_id", equalTo(List.of("o1")))
                .body("orders[0].side", equalTo("open"))
                .body("orders[0].status", equalTo("filled"))
                .body("orders[0].quoted_price", number("0.55"))
                .body("orders[0].limit_price", number("0.56"))
                .body("fills.fill_id", equalTo(List.of("fill-o1-1")))
                .body("fills[0].price", number("0.55"))
                .body("fills[0].shares", number("181.8182"))
                .body("fills[0].amount", number("100"));
        closed.body("orders.order_id", equalTo(List.of("o1", "x1")))
                .body("orders.status", equalTo(List.of("closed", "filled")))
                .body("fills.order_id", equalTo(List.of("o1", "x1")));
        given().get("/trades/unknown/orders").then().statusCode(200).body("orders", hasSize(0));
    }

    @Test
    void aTradeThatIsBeingClosedIsNotClosedTwice() {
        // Given
        neighbours.quote("m1", "0.55", "0.45");
        execute(order("o1", "m1", "100", "0.56")).statusCode(200);
        exchange.silence("m1");
        close("trade-o1", "x1").statusCode(202);

        // When
        var second = close("trade-o1", "x2");

        // Then
        second.statusCode(409).body("code", equalTo("TRADE_NOT_OPEN"));
    }

    @Test
    void silenceIsNoRejection() {
        // Given
        neighbours.quote("m1", "0.55", "0.45");
        exchange.silence("m1");

        // When
        var answer = execute(order("o1", "m1", "100", "0.56"));
        var again = execute(order("o1", "m1", "100", "0.56"));
        var other = execute(order("o2", "m1", "100", "0.56"));

        // Then
        answer.statusCode(202).body("execution_details[0].status", equalTo("pending"));
        again.statusCode(202);
        other.statusCode(409).body("code", equalTo("DUPLICATE_POSITION"));
        assertThat(neighbours.cash()).isEqualByComparingTo("9900.00");
        exchange.heal();
        Awaitility.await()
                .atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> given().get("/trades/trade-o1").then().statusCode(200));
        assertThat(neighbours.cash()).isEqualByComparingTo("9900.00");
    }
}
