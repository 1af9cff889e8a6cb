package prescient.trade.killswitch;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import prescient.testing.TokensForTests;
import prescient.trade.desk.OnPaper;
import prescient.trade.testing.TradeServiceTest;

/** The kill switch over HTTP, with PostgreSQL. */
@QuarkusTest
@TestProfile(OnPaper.class)
class KillSwitchResourceTest extends TradeServiceTest {

    private final String id = UUID.randomUUID().toString();

    static ValidatableResponse post(String path, String body) {
        return given().contentType("application/json")
                .body(body)
                .post("/kill-switch" + path)
                .then();
    }

    static ValidatableResponse stop(String id, String actions) {
        return post("", "{\"id\": \"%s\", \"reason\": \"a test\", \"actions\": [%s]}".formatted(id, actions));
    }

    static ValidatableResponse release(String id) {
        return post("/release", "{\"id\": \"%s\", \"reason\": \"well\"}".formatted(id));
    }

    static void awaitResults(String id, int parts) {
        Awaitility.await()
                .untilAsserted(() -> given().get("/kill-switch")
                        .then()
                        .body("orders.find { it.id == '" + id + "' }.results", hasSize(parts)));
    }

    @AfterEach
    void goOn() {
        release(id + "-end").statusCode(201);
    }

    private ValidatableResponse openOnTheDesk() {
        return given().contentType("application/json")
                .body("""
                    {"trade_id": "%s", "ticker": "KX-%s", "side": "YES", "count": 10, "limit_price": 0.6,
                     "market_close_time": "2099-01-01T17:00:00Z", "symbol": "BTC", "strike": 118750}
                    """.formatted(id, id))
                .post("/desk/trades")
                .then();
    }

    @Test
    void whileItIsStoppedNothingIsOpenedByAnyPathAndClosingsGoOn() {
        // Given
        neighbours.quote("m1", "0.55", "0.45");
        neighbours.quote("m2", "0.55", "0.45");
        neighbours.signal("run.1.m2", "m2", "buy_yes", "0.55");
        execute(order(id, "m1", "100", "0.56")).statusCode(200);

        // When
        var stopped = stop(id, "\"stop_entries\"");

        // Then
        stopped.statusCode(201).body("stopped", equalTo(true)).body("durable", equalTo(true));
        execute(order(id + "-2", "m2", "100", "0.56"))
                .statusCode(409)
                .body("code", equalTo("TRADING_STOPPED"))
                .body("hint", containsString("/kill-switch"));
        execute("{}").statusCode(409).body("code", equalTo("TRADING_STOPPED"));
        openOnTheDesk().statusCode(409).body("code", equalTo("TRADING_STOPPED"));
        given().contentType("application/json")
                .body("""
                    {"orders": [{"order_id": "%s-3", "market_id": "m2", "action": "buy_yes", "amount": 10,
                      "price": 0.6}]}
                    """.formatted(id))
                .post("/orders")
                .then()
                .statusCode(200)
                .body("results.code", contains("TRADING_STOPPED"));
        cycle(id)
                .statusCode(200)
                .body("status", equalTo("completed"))
                .body("summary.stopped", equalTo(true))
                .body("summary.executed", equalTo(0));
        given().get("/trading/status")
                .then()
                .body("trading_stopped", equalTo(true))
                .body("alerts", hasItem(containsString("trading is stopped")));
        execute(order(id, "m1", "100", "0.56")).statusCode(200);
        close("trade-" + id, id + "-close").statusCode(200);
        assertThat(count("SELECT count(*) FROM trade.orders WHERE order_id LIKE '" + id + "-_'"))
                .isZero();
    }

    @Test
    void afterTheReleaseWhatWasRefusedIsTaken() {
        // Given
        neighbours.quote("m2", "0.55", "0.45");
        neighbours.signal("run.1.m2", "m2", "buy_yes", "0.55");
        stop(id, "\"stop_entries\"");
        execute("{}").statusCode(409);

        // When
        release(id + "-r").statusCode(201).body("stopped", equalTo(false));

        // Then
        execute("{}").statusCode(200).body("execution_summary.executed_trades", equalTo(1));
        given().get("/trading/status").then().body("trading_stopped", equalTo(false));
        assertThat(count("SELECT count(*) FROM trade.kill_switch_orders WHERE order_id LIKE '" + id + "%'"))
                .isEqualTo(2);
    }

    @Test
    void flatteningSellsWhatIsHeldOnceAsThePreviewSaid() {
        // Given
        neighbours.quote("m1", "0.50", "0.50");
        neighbours.quote("gone", "0.50", "0.50");
        execute(order(id, "m1", "100", "0.56")).statusCode(200);
        execute(order(id + "-2", "gone", "50", "0.56")).statusCode(200);
        openOnTheDesk().statusCode(201);
        Awaitility.await()
                .untilAsserted(() -> given().get("/desk/trades/" + id).then().body("trade.status", equalTo("open")));
        neighbours.quote("m1", "0.60", "0.40");
        neighbours.quote("gone", "0.50", "0.50", java.time.Duration.ZERO, true, null);

        // When
        var preview = post("/preview", "{}");
        stop(id, "\"flatten\"").statusCode(201).body("stopped", equalTo(false));
        awaitResults(id, 2);
        stop(id, "\"flatten\"").statusCode(200);

        // Then
        preview.statusCode(200)
                .body("stops_entries", equalTo(true))
                .body("close_count", greaterThanOrEqualTo(3))
                .body("closes.trade_id", hasItems("trade-" + id, "trade-" + id + "-2", id))
                .body("closes.find { it.trade_id == 'trade-" + id + "' }.value", number("120"))
                .body("unreadable", hasSize(0));
        given().get("/trades/trade-" + id)
                .then()
                .body("status", equalTo("closed"))
                .body("realized_pnl", number("20"));
        given().get("/kill-switch")
                .then()
                .body("orders[0].results.find { it.part == 'paper' }.closed", equalTo(1))
                .body(
                        "orders[0].results.find { it.part == 'paper' }.failures",
                        contains(containsString("MARKET_CLOSED")));
        Awaitility.await()
                .untilAsserted(() -> given().get("/desk/trades/" + id).then().body("trade.status", equalTo("closed")));
        assertThat(count("SELECT count(*) FROM trade.orders WHERE side = 'close' AND status = 'filled'"))
                .isEqualTo(1);
    }

    @Test
    void rolesSayWhoMayDoWhat() {
        for (var role : new String[] {"viewer", "trader", "operator"}) {
            // When
            var token = "Bearer " + TokensForTests.person(role);
            var request = given().header("Authorization", token).contentType("application/json");
            var read =
                    given().header("Authorization", token).get("/kill-switch").statusCode();
            var seen = request.body("{}").post("/kill-switch/preview").statusCode();
            var stopped = request.body("{\"id\": \"%s-%s\", \"reason\": \"roles\", \"actions\": [\"cancel_orders\"]}"
                            .formatted(id, role))
                    .post("/kill-switch")
                    .statusCode();
            var released = request.body("{\"id\": \"%s-%s-r\", \"reason\": \"roles\"}".formatted(id, role))
                    .post("/kill-switch/release")
                    .statusCode();

            // Then
            assertThat(read).as(role).isEqualTo(200);
            assertThat(seen).as(role).isEqualTo(role.equals("viewer") ? 403 : 200);
            assertThat(stopped).as(role).isEqualTo(role.equals("viewer") ? 403 : 201);
            assertThat(released).as(role).isEqualTo(role.equals("operator") ? 201 : 403);
        }
        given().get("/kill-switch").then().body("orders.by", hasItem(containsString("trader")));
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        // When
        var noReason = post("", "{\"id\": \"x\"}");
        var noActions = stop(id, "");
        var release = stop(id, "\"release\"");
        var unknown = stop(id, "\"explode\"");
        var odd = post("/release", "{\"id\": \"a b\", \"reason\": \"r\"}");

        // Then
        noReason.statusCode(400);
        noActions.statusCode(400).body("code", equalTo("INVALID_FIELD"));
        release.statusCode(400).body("code", equalTo("INVALID_FIELD"));
        unknown.statusCode(400);
        odd.statusCode(400);
    }
}
