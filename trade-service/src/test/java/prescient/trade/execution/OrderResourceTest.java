package prescient.trade.execution;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import prescient.testing.TokensForTests;
import prescient.trade.testing.TradeServiceTest;

/** Orders and settlement at the request of another service. */
@QuarkusTest
class OrderResourceTest extends TradeServiceTest {

    private static ValidatableResponse place(String... orders) {
        return post("/orders", Arrays.stream(orders).collect(Collectors.joining(",", "{\"orders\":[", "]}")));
    }

    private static ValidatableResponse post(String path, String body) {
        return given().contentType("application/json").body(body).post(path).then();
    }

    private static String order(String id, String market, String amount) {
        return """
                {"order_id": "%s", "portfolio_id": 7, "market_id": "%s", "market_question": "34 to 35?",
                 "action": "buy_yes", "amount": %s, "price": 0.34, "reason": "mode=forecast_bucket",
                 "event_id": "KXHIGHNY-26FEB03"}""".formatted(id, market, amount);
    }

    @Test
    void eachOrderIsAnsweredForItself() {
        // Given
        neighbours.quote("KXHIGHNY-26FEB03-B34.5", "0.34", "0.69");
        neighbours.quote("KXHIGHMIA-26FEB03-B74.5", "0.40", "0.63");

        // When
        var answer = place(
                order("weather-1", "KXHIGHNY-26FEB03-B34.5", "6.80"),
                order("weather-2", "KXHIGHMIA-26FEB03-B74.5", "6.80"),
                order("weather-3", "KXHIGHCHI-26FEB03-B24.5", "6.80"));

        // Then
        answer.statusCode(200)
                .body("results.order_id", contains("weather-1", "weather-2", "weather-3"))
                .body("results.status", contains("filled", "denied", "denied"))
                .body("results.code", contains(null, "PRICE_MOVED", "UNKNOWN_MARKET"))
                .body("results[0].trade_id", equalTo("trade-weather-1"))
                .body("results[0].price", number("0.34"))
                .body("results[0].shares", number("20"))
                .body("results[1].detail", notNullValue())
                .body("results[1].price", nullValue());
        assertThat(count("SELECT count(*) FROM trade.trades WHERE portfolio_id = 7 AND amount = 6.80"))
                .isOne();
        assertThat(neighbours.calls("/prices/refresh")).isOne();
    }

    @Test
    void sendingAgainChangesNothingAndOtherContentIsOnlyItsOwnRefusal() {
        // Given
        neighbours.quote("m1", "0.34", "0.69");
        neighbours.quote("m2", "0.34", "0.69");
        var first = place(order("weather-1", "m1", "6.80")).extract().asString();
        neighbours.quote("m1", "0.90", "0.13");

        // When
        var again = place(order("weather-1", "m1", "6.80")).extract().asString();
        var other = place(order("weather-1", "m1", "7.14"), order("weather-2", "m2", "6.80"));

        // Then
        assertThat(again).isEqualTo(first);
        other.statusCode(200)
                .body("results.status", contains("denied", "filled"))
                .body("results[0].code", equalTo("CONTENT_DIFFERS"));
        assertThat(count("SELECT count(*) FROM trade.trades")).isEqualTo(2);
        assertThat(neighbours.fills()).hasSize(2);
    }

    @Test
    void nothingIsRecordedWhileTheVenueCannotBeAsked() {
        // Given
        neighbours.quote("m1", "0.34", "0.69");
        neighbours.fail("/prices/refresh");

        // When
        var answer = place(order("weather-1", "m1", "6.80"));

        // Then
        answer.statusCode(503).body("code", equalTo("NEIGHBOUR_UNAVAILABLE"));
        assertThat(count("SELECT count(*) FROM trade.orders")).isZero();
    }

    @Test
    void whatThePortfolioDoesNotAnswerStaysPending() {
        // Given
        neighbours.quote("m1", "0.34", "0.69");
        neighbours.fail("/reservations");

        // When
        var open = place(order("weather-1", "m1", "6.80"));
        neighbours.heal();
        var later = place(order("weather-1", "m1", "6.80"));

        // Then
        open.statusCode(200).body("results[0].status", equalTo("pending"));
        later.statusCode(200).body("results[0].status", equalTo("filled"));
    }

    @Test
    void onlyTheMarketsNamedAreSettled() {
        // Given
        neighbours.quote("m1", "0.34", "0.69");
        neighbours.quote("m2", "0.34", "0.69");
        place(order("weather-1", "m1", "6.80"), order("weather-2", "m2", "6.80"));
        neighbours.quote("m1", "1", "0", java.time.Duration.ZERO, true, "yes");
        neighbours.quote("m2", "0", "1", java.time.Duration.ZERO, true, "no");

        // When
        var answer = post("/trades/settle", "{\"market_ids\": [\"m1\", \"m3\"]}");
        var again = post("/trades/settle", "{\"market_ids\": [\"m1\", \"m3\"]}");

        // Then
        answer.statusCode(200).body("open_markets", equalTo(1)).body("settled", equalTo(1));
        again.statusCode(200).body("open_markets", equalTo(0)).body("settled", equalTo(0));
        assertThat(count("SELECT count(*) FROM trade.trades WHERE market_id = 'm1' AND realized_pnl = 13.20"))
                .isOne();
        assertThat(count("SELECT count(*) FROM trade.trades WHERE status = 'open'"))
                .isOne();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "{\"orders\": []}",
                "{\"orders\": [null]}",
                "{\"orders\": [{\"order_id\": \"o1\"}]}",
                "{\"orders\": [{\"order_id\": \"o 1\", \"market_id\": \"m1\", \"action\": \"buy_yes\", \"amount\": 5, \"price\": 0.5}]}",
                "{\"orders\": [{\"order_id\": \"o1\", \"market_id\": \"m1\", \"action\": \"buy_yes\", \"amount\": 0, \"price\": 0.5}]}",
                "{\"orders\": [{\"order_id\": \"o1\", \"market_id\": \"m1\", \"action\": \"sell\", \"amount\": 5, \"price\": 0.5}]}"
            })
    void badOrdersAreRefusedAndNothingIsRecorded(String body) {
        // When
        var answer = post("/orders", body);

        // Then
        answer.statusCode(400).body("code", notNullValue()).body("hint", notNullValue());
        assertThat(count("SELECT count(*) FROM trade.orders")).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"market_ids\": [null]}",
                "{\"market_ids\": \"m1\"}",
                "{\"market_ids\": [\"' OR 1=1\"]}"
            })
    void badSettlementsAreRefused(String body) {
        post("/trades/settle", body).statusCode(400).body("code", notNullValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/orders", "/trades/settle"})
    void peopleAreNotLetIn(String path) {
        given().header("Authorization", "Bearer " + TokensForTests.person("operator"))
                .contentType("application/json")
                .body("{}")
                .post(path)
                .then()
                .statusCode(403)
                .body("code", equalTo("NOT_ALLOWED"));
    }
}
