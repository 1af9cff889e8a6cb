package prescient.trade.execution;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static prescient.trade.testing.TradeTables.count;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import prescient.testing.PostgresForTests;
import prescient.trade.testing.ExecutionContract;
import prescient.trade.testing.TradeTables;

/** Execution on tables, and what is refused whatever store is trusted. */
@QuarkusTest
@WithTestResource(PostgresForTests.class)
class ExecutionResourceTest extends ExecutionContract {

    @BeforeEach
    void emptyTables() throws SQLException {
        neighbours.reset("10000.00");
        TradeTables.empty();
    }

    @Override
    protected void thenStored(int trades) {
        assertThat(count("SELECT count(*) FROM trade.trades")).isEqualTo(trades);
        assertThat(count("SELECT count(*) FROM trade.trades WHERE status = 'open'"))
                .isEqualTo(trades);
    }

    @Override
    protected void thenDenied(int orders, String code) {
        assertThat(count("SELECT count(*) FROM trade.orders WHERE status = 'denied' AND status_code = '" + code + "'"))
                .isEqualTo(orders);
    }

    @Override
    protected void thenAllIsDelivered() {
        assertThat(count("SELECT count(*) FROM trade.outbox")).isZero();
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
