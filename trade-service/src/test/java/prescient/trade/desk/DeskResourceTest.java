package prescient.trade.desk;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import prescient.trade.testing.TradeServiceTest;

/** The desk over HTTP, from the request to a closed trade. Each test has ids and markets of its own. */
@QuarkusTest
@TestProfile(OnPaper.class)
class DeskResourceTest extends TradeServiceTest {

    private static ValidatableResponse open(String id, String ticker, String side, String more) {
        return given().contentType("application/json")
                .body("""
                    {"trade_id": "%s", "ticker": "%s", "side": "%s", "count": 10, "limit_price": 0.6,
                     "market_close_time": "%s", "symbol": "BTC", "strike": 118750%s}
                    """.formatted(id, ticker, side, closing(), more))
                .post("/desk/trades")
                .then();
    }

    private static Instant closing() {
        return Instant.parse("2099-01-01T17:00:00Z");
    }

    private static void awaitStatus(String id, String status) {
        Awaitility.await()
                .untilAsserted(() ->
                        given().get("/desk/trades/" + id).then().statusCode(200).body("trade.status", equalTo(status)));
    }

    @Test
    void aTradeIsOpenedOnceHoweverOftenItIsAskedFor(TestInfo info) {
        // Given
        var id = info.getTestMethod().orElseThrow().getName();
        open(id, "KX-" + id, "YES", "").statusCode(201).body("trade_id", equalTo(id));
        awaitStatus(id, "open");

        // When
        var again = open(id, "KX-" + id, "YES", ", \"entry_method\": \"manual\"");
        var other = open(id, "KX-" + id, "NO", "");
        var second = open(id + "2", "KX-" + id, "YES", "");

        // Then
        again.statusCode(200).body("opened_count", number("10"));
        other.statusCode(409).body("code", equalTo("CONTENT_DIFFERS"));
        second.statusCode(409).body("code", equalTo("POSITION_EXISTS"));
        given().get("/desk/trades/" + id)
                .then()
                .body("orders.client_order_id", contains(id + "-open"))
                .body("fills", hasSize(1))
                .body("messages.kind", hasItem("submit"))
                .body("messages.error", hasItem(nullValue()));
        given().get("/desk/active-trades").then().statusCode(200).body("items.trade_id", hasItem(id));
    }

    @Test
    void aTradeIsClosedOnRequest(TestInfo info) {
        // Given
        var id = info.getTestMethod().orElseThrow().getName();
        open(id, "KX-" + id, "NO", "").statusCode(201);
        awaitStatus(id, "open");

        // When
        given().contentType("application/json")
                .body("{\"limit_price\": 0.5}")
                .post("/desk/trades/" + id + "/close")
                .then()
                .statusCode(202);
        awaitStatus(id, "closed");

        // Then
        given().get("/desk/trades/" + id)
                .then()
                .body("trade.pnl", number("-1.02"))
                .body("trade.close_method", equalTo("manual"));
        given().get("/desk/trades?status=closed&since=2026-01-01T00:00:00Z")
                .then()
                .statusCode(200)
                .body("items.trade_id", hasItem(id));
        Awaitility.await()
                .untilAsserted(
                        () -> given().get("/desk/active-trades").then().body("items.trade_id", not(hasItem(id))));
        given().contentType("application/json")
                .post("/desk/trades/" + id + "/close")
                .then()
                .statusCode(200)
                .body("status", equalTo("closed"));
        given().contentType("application/json")
                .body("{\"close_id\": \"another\"}")
                .post("/desk/trades/" + id + "/close")
                .then()
                .statusCode(409)
                .body("code", equalTo("TRADE_ENDED"));
    }

    @Test
    void whatIsWrongIsSaidAndNothingIsStored(TestInfo info) {
        // Given
        var id = info.getTestMethod().orElseThrow().getName();

        // When
        var badSide = open(id, "KX", "MAYBE", "");
        var badPrice = open(id, "KX", "YES", ", \"probability\": 101");
        var closed = given().contentType("application/json")
                .body("""
                    {"trade_id": "%s", "ticker": "KX", "side": "YES", "count": 1, "limit_price": 0.6,
                     "market_close_time": "2020-01-01T00:00:00Z"}
                    """.formatted(id))
                .post("/desk/trades")
                .then();
        var empty = given().contentType("application/json").post("/desk/trades").then();

        // Then
        badSide.statusCode(400);
        badPrice.statusCode(400).body("code", equalTo("INVALID_FIELD"));
        closed.statusCode(409).body("code", equalTo("MARKET_CLOSED"));
        empty.statusCode(400);
        given().get("/desk/trades/" + id).then().statusCode(404);
        given().contentType("application/json")
                .post("/desk/trades/" + id + "/close")
                .then()
                .statusCode(404);
        given().get("/desk/trades?status=odd").then().statusCode(400);
        given().get("/desk/trades?since=yesterday").then().statusCode(400);
        given().get("/desk/trades?cursor=x").then().statusCode(400);
    }

    @Test
    void theListPagesByCursor(TestInfo info) {
        // Given
        var id = info.getTestMethod().orElseThrow().getName();
        for (int i = 0; i < 3; i++) {
            open(id + i, "KX-" + id + i, "YES", "").statusCode(201);
        }

        // When
        var cursor = given().get("/desk/trades?limit=1")
                .then()
                .body("items", hasSize(1))
                .extract()
                .path("next_cursor");

        // Then
        given().get("/desk/trades?limit=1&cursor=" + cursor)
                .then()
                .statusCode(200)
                .body("items.trade_id", contains(id + "1"));
    }

    @Test
    void settingsAreChangedFromTheVersionThatWasRead() {
        // Given
        int version = given().get("/desk/active-settings")
                .then()
                .statusCode(200)
                .extract()
                .path("version");
        var body = """
            {"version": %d, "probability_stop": true, "probability_threshold": %s, "verification_seconds": 15,
             "min_close_seconds": 60, "spike_stop": true, "spike_threshold": 0.36}
            """;

        // When
        var changed = given().contentType("application/json")
                .body(body.formatted(version, "35"))
                .put("/desk/active-settings")
                .then();
        var late = given().contentType("application/json")
                .body(body.formatted(version, "30"))
                .put("/desk/active-settings")
                .then();
        var wrong = given().contentType("application/json")
                .body(body.formatted(version + 1, "101"))
                .put("/desk/active-settings")
                .then();

        // Then
        changed.statusCode(200).body("version", equalTo(version + 1)).body("probability_threshold", number("35"));
        late.statusCode(409).body("code", equalTo("SETTINGS_CHANGED"));
        wrong.statusCode(400);
    }

    @Test
    void theChecksThatIncidentsReadAreThere() {
        given().get("/q/health/well")
                .then()
                .body("checks.name", hasItems("supervisor", "exchange", "account_sync"))
                .body("checks.find { it.name == 'account_sync' }.data.state", equalTo("off"));
    }
}
