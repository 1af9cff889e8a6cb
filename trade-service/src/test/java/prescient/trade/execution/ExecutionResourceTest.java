package prescient.trade.execution;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import prescient.trade.testing.TradeServiceTest;

@QuarkusTest
class ExecutionResourceTest extends TradeServiceTest {

    @Test
    void ordersBecomeTradesAndAreInTheBooksWhenAnswered() {
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
        given().get("/trades/trade-o1").then().statusCode(200).body("shares", notNullValue());
        assertThat(count("SELECT count(*) FROM trade.outbox")).isZero();
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
        assertThat(count("SELECT count(*) FROM trade.trades")).isOne();
        assertThat(neighbours.cash()).isEqualByComparingTo("9900.00");
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
        assertThat(count("SELECT count(*) FROM trade.trades")).isEqualTo(10);
        assertThat(count("SELECT count(*) FROM trade.orders WHERE status_code = 'INSUFFICIENT_CASH'"))
                .isEqualTo(22);
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
    }

    @Test
    void aBodyThatIsNotJsonIsRefused() {
        // When
        var answer = given().contentType("application/x-www-form-urlencoded")
                .body("order=1")
                .post("/paper-trading/execute")
                .then();

        // Then
        answer.statusCode(415).body("code", equalTo("UNSUPPORTED_MEDIA_TYPE"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown", "closed", "unpriced", "stale", "moved"})
    void whatMayNotBeTradedIsDeniedWithItsReason(String market) {
        // Given
        neighbours.quote("closed", "0.5", "0.5", Duration.ZERO, true, null);
        neighbours.quote("unpriced", null, null);
        neighbours.quote("stale", "0.5", "0.5", Duration.ofMinutes(16), false, null);
        neighbours.quote("moved", "0.57", "0.43");

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
        assertThat(count("SELECT count(*) FROM trade.orders WHERE status = 'denied' AND status_code = '" + code + "'"))
                .isOne();
        assertThat(neighbours.cash()).isEqualByComparingTo("10000.00");
    }

    @Test
    void aMarketIsHeldOnlyOnce() {
        // Given
        neighbours.quote("m1", "0.55", "0.45");
        execute(order("o1", "m1", "100", "0.56")).statusCode(200);

        // When
        var second = execute(order("o2", "m1", "100", "0.56"));

        // Then
        second.statusCode(409).body("code", equalTo("DUPLICATE_POSITION"));
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
        neighbours.heal();
        Awaitility.await()
                .atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(neighbours.fills()).containsOnlyKeys("fill-o1-1"));
        assertThat(count("SELECT count(*) FROM trade.trades WHERE status = 'open'"))
                .isOne();
    }

    @Test
    void aFillTheBooksDidNotAnswerIsDeliveredLater() {
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
        Awaitility.await()
                .untilAsserted(() ->
                        assertThat(count("SELECT count(*) FROM trade.outbox")).isZero());
    }

    @Test
    void nothingIsWrittenWhenTheQuotesCannotBeSeen() {
        // Given
        neighbours.fail("/prices");

        // When
        var answer = execute(order("o1", "m1", "100", "0.56"));

        // Then
        answer.statusCode(503).body("code", equalTo("NEIGHBOUR_UNAVAILABLE"));
        assertThat(count("SELECT count(*) FROM trade.orders")).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[]",
                "{\"order\": {\"order_id\": \"o1\"}}",
                "{\"orders\": []}",
                "{\"order\": {\"order_id\": \"o1\", \"market_id\": \"m1\", \"action\": \"buy_yes\", \"amount\": -5, \"price\": 0.5}}",
                "{\"order\": {\"order_id\": \"o1\", \"market_id\": \"m1\", \"action\": \"buy_yes\", \"amount\": 0, \"price\": 0.5}}",
                "{\"order\": {\"order_id\": \"o1\", \"market_id\": \"m1\", \"action\": \"buy_yes\", \"amount\": NaN, \"price\": 0.5}}",
                "{\"order\": {\"order_id\": \"o1\", \"market_id\": \"m1\", \"action\": \"buy_yes\", \"amount\": \"NaN\", \"price\": 0.5}}",
                "{\"order\": {\"order_id\": \"o1\", \"market_id\": \"m1\", \"action\": \"buy_yes\", \"amount\": 1e400, \"price\": 0.5}}",
                "{\"order\": {\"order_id\": \"o1\", \"market_id\": \"m1\", \"action\": \"buy_yes\", \"amount\": 0.00000001, \"price\": 0.5}}",
                "{\"order\": {\"order_id\": \"o1\", \"market_id\": \"m1\", \"action\": \"buy_yes\", \"amount\": 100, \"price\": 1.2}}",
                "{\"order\": {\"order_id\": \"o1\", \"market_id\": \"m1\", \"action\": \"buy_yes\", \"amount\": 100, \"price\": -0.1}}",
                "{\"order\": {\"order_id\": \"o1\", \"market_id\": \"m1\", \"action\": \"hold\", \"amount\": 100, \"price\": 0.5}}",
                "{\"order\": {\"order_id\": \"o1\", \"market_id\": \"m1\", \"action\": \"buy_yes\", \"amount\": 100, \"price\": 0.5, \"confidence\": 1.5}}",
                "{\"order\": {\"order_id\": \"'; DROP TABLE orders; --\", \"market_id\": \"m1\", \"action\": \"buy_yes\", \"amount\": 100, \"price\": 0.5}}",
                "{\"order\": {\"order_id\": \"o1\", \"market_id\": \"'; DROP TABLE orders; --\", \"action\": \"buy_yes\", \"amount\": 100, \"price\": 0.5}}",
                "{\"order\": {\"order_id\": \"o1\", \"portfolio_id\": -1, \"market_id\": \"m1\", \"action\": \"buy_yes\", \"amount\": 100, \"price\": 0.5}}",
                "{\"portfolio_id\": -1}",
                "{\"portfolio_id\": \"1\"}",
                "{\"portfolio_id\": 1.5}"
            })
    void badRequestsAreRefusedWithCodeAndHintAndNothingIsWritten(String body) {
        // When
        var answer = execute(body);

        // Then
        answer.statusCode(400).body("code", notNullValue()).body("hint", notNullValue());
        assertThat(answer.extract().contentType()).startsWith("application/problem+json");
        assertThat(count("SELECT count(*) FROM trade.orders")).isZero();
    }

    @Test
    void sqlInTextsIsJustText() {
        // Given
        neighbours.quote("m1", "0.55", "0.45");

        // When
        var answer = execute("""
                {"order": {"order_id": "o1", "market_id": "m1", "action": "buy_yes", "amount": 100, "price": 0.56,
                 "market_question": "'; DROP TABLE trade.orders; --", "reason": "'); DELETE FROM trade.trades; --"}}""");

        // Then
        answer.statusCode(200);
        assertThat(count("SELECT count(*) FROM trade.trades")).isOne();
    }

    @Test
    void aBodyOfTenMegabytesIsRefused() {
        // When
        var answer = execute("{\"order\": \"" + "x".repeat(10_000_000) + "\"}");

        // Then
        answer.statusCode(413).body("code", equalTo("BODY_TOO_LARGE")).body("hint", notNullValue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=-1",
                "limit=1001",
                "limit=abc",
                "status=none",
                "cursor=x",
                "portfolio_id=1;DROP"
            })
    void badParametersOfListsAreRefused(String parameters) {
        // When
        var answer = given().get("/paper-trading/history?" + parameters).then();

        // Then
        answer.statusCode(400).body("code", notNullValue()).body("hint", notNullValue());
    }
}
