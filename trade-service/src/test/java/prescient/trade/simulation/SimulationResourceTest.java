package prescient.trade.simulation;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import prescient.trade.testing.TradeServiceTest;
import prescient.trade.venue.TimeInForce;

/** The running service: its own loop, real time, books over HTTP. */
@QuarkusTest
class SimulationResourceTest extends TradeServiceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String STRAY = "which no trade has sent";

    @Inject
    SimulatedExchange exchange;

    @AfterEach
    void disarm() {
        arm("TIMEOUT_BUT_MATCHED", 0);
    }

    @Test
    void anOrderFillsByItselfAndSaysWhy() {
        // Given
        var ticker = "KXBTCD-R1";
        show(ticker, "0.60:3");
        log.expect(STRAY);

        // When
        exchange.submit(SimulationRig.yes("r1", ticker, "2", "0.60", TimeInForce.FILL_OR_KILL))
                .await()
                .atMost(PATIENCE);

        // Then
        await().untilAsserted(() -> given().get("/simulation/orders/r1")
                .then()
                .statusCode(200)
                .body("status", equalTo("FILLED"))
                .body("fills[0].liquidity", equalTo("TAKER"))
                .body("fills[0].evidence.level.shown", equalTo(3))
                .body("fills[0].evidence.fee.rule", equalTo("KALSHI_PER_ORDER"))
                .body("fills[0].evidence.fee.schedule", equalTo("kalshi-2026"))
                .body("fills[0].evidence.latency.profile", equalTo("MANUAL")));
        given().get("/simulation/balance")
                .then()
                .statusCode(200)
                .body("balanced", equalTo(true))
                .body("broken.steps", equalTo(0));
        given().get("/simulation/latency")
                .then()
                .statusCode(200)
                .body("profiles.profile", hasItem("MANUAL"))
                .body("since_start.events", greaterThanOrEqualTo(1));
        deskHasTold("r1");
    }

    @Test
    void aSettlementByHandIsPaid() {
        // Given
        var ticker = "KXBTCD-R2";
        show(ticker, "0.60:3");
        log.expect(STRAY);
        exchange.submit(SimulationRig.yes("r2", ticker, "2", "0.60", TimeInForce.FILL_OR_KILL))
                .await()
                .atMost(PATIENCE);
        await().untilAsserted(() -> given().get("/simulation/orders/r2").then().body("status", equalTo("FILLED")));

        // When
        var settled = given().contentType("application/json")
                .body("{\"ticker\": \"" + ticker + "\", \"result\": \"YES\"}")
                .post("/simulation/settlements");

        // Then
        settled.then().statusCode(200).body("balanced", equalTo(true));
        org.assertj.core.api.Assertions.assertThat(
                        count("SELECT count(*) FROM trade.simulation_settlements WHERE ticker = '" + ticker
                                + "' AND revenue = 2"))
                .isEqualTo(1);
        deskHasTold("r2");
    }

    /** The desk watches this exchange and tells of fills that are none of its own; not in somebody else's test. */
    private void deskHasTold(String order) {
        await().until(() -> log.lines().stream().anyMatch(line -> line.contains(order + ", " + STRAY)));
    }

    @Test
    void aSnapshotIsTakenOnceAndRestored() {
        // Given
        var name = "snapshot-" + count("SELECT count(*) FROM trade.simulation_snapshots");

        // When
        var taken = snapshot(name);
        var again = snapshot(name);
        var restored = given().post("/simulation/snapshots/" + name + "/restore");
        var unknown = given().post("/simulation/snapshots/nothing/restore");

        // Then
        taken.then().statusCode(200).body("snapshots.name", hasItem(name));
        again.then().statusCode(409).body("code", equalTo("SNAPSHOT_TAKEN"));
        restored.then().statusCode(200).body("balanced", equalTo(true));
        unknown.then().statusCode(404).body("code", equalTo("UNKNOWN_SNAPSHOT"));
        given().get("/simulation/snapshots").then().statusCode(200).body("snapshots.name", hasItem(name));
    }

    @Test
    void faultsAreArmedAndBadRequestsRefused() {
        // When, Then
        arm("TIMEOUT_BUT_MATCHED", 2).then().statusCode(200).body("left.TIMEOUT_BUT_MATCHED", equalTo(2));
        given().get("/simulation/faults").then().statusCode(200).body("left.TIMEOUT_BUT_MATCHED", equalTo(2));
        arm("TIMEOUT_BUT_MATCHED", -1).then().statusCode(400).body("code", equalTo("INVALID_FIELD"));
        snapshot("../x").then().statusCode(400).body("detail", containsString("name"));
        given().contentType("application/json")
                .body("{\"ticker\": \" \", \"result\": \"YES\"}")
                .post("/simulation/settlements")
                .then()
                .statusCode(400);
        given().get("/simulation/orders/unknown").then().statusCode(404).body("code", equalTo("UNKNOWN_ORDER"));
    }

    private void show(String ticker, String offer) {
        var parts = offer.split(":", -1);
        var bid = java.math.BigDecimal.ONE.subtract(new java.math.BigDecimal(parts[0]));
        var now = Instant.now();
        neighbours.book(ticker, """
                {"ticker": "%s", "at": "%s", "close_time": "%s", "floor_strike": 118749.99, "yes": [],
                 "no": [[%s, %s]], "volume": 10}
                """.formatted(ticker, now, now.plusSeconds(3600), bid, parts[1]));
    }

    private static io.restassured.response.Response snapshot(String name) {
        return given().contentType("application/json")
                .body("{\"name\": \"" + name + "\"}")
                .post("/simulation/snapshots");
    }

    private static io.restassured.response.Response arm(String fault, int times) {
        return given().contentType("application/json")
                .body("{\"fault\": \"" + fault + "\", \"times\": " + times + "}")
                .put("/simulation/faults");
    }
}
