package prescient.trade.cycle;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import prescient.trade.testing.TradeServiceTest;

@QuarkusTest
class CycleResourceTest extends TradeServiceTest {

    @Test
    void aCycleGoesThroughAllStepsAndSumsUp() {
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
        given().get("/trading/cycles?limit=1").then().body("items", hasSize(1));
        given().get("/trading/cycles/c1").then().statusCode(200).body("cycle_id", equalTo("c1"));
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
    void aFailedStepStopsWhatDependsOnItAndNothingElse() {
        // Given
        log.expect("step ingest of cycle c1 failed");
        neighbours.fail("/ingest");

        // When
        var answer = cycle("c1");

        // Then
        answer.statusCode(200)
                .body("status", equalTo("failed"))
                .body(
                        "steps.status",
                        contains(
                                "failed",
                                "skipped",
                                "skipped",
                                "completed",
                                "completed",
                                "completed",
                                "skipped",
                                "completed"));
    }

    @Test
    void aCycleThatACrashCutOffGoesOnBehindItsLastStep() throws SQLException {
        // Given
        neighbours.quote("m1", "0.75", "0.25");
        neighbours.signal("c9.1.m1", "m1", "buy_yes", "0.75");

        // When
        sql("""
                INSERT INTO trade.trading_cycles (cycle_id, portfolio_id, parameters, status, steps, started_at)
                VALUES ('c9', 1, '{"portfolio_id": 1, "strategy": "most-likely", "parameters": {}, "filters": {}}',
                    'running', '[{"name": "ingest", "status": "completed", "counts": {}, "duration_ms": 5}]', now())
                """);

        // Then
        Awaitility.await()
                .atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> given().get("/trading/cycles/c9")
                        .then()
                        .body("status", equalTo("completed"))
                        .body("summary.executed", equalTo(1)));
        assertThat(neighbours.calls("/ingest/runs")).isZero();
    }

    @Test
    void aResolvedMarketSettlesItsTrades() {
        // Given
        neighbours.quote("m1", "0.80", "0.20");
        neighbours.signal("c1.1.m1", "m1", "buy_yes", "0.80");
        cycle("c1").statusCode(200);
        neighbours.quote("m1", "1", "0", Duration.ZERO, true, "yes");

        // When
        var answer = cycle("c2");

        // Then
        answer.body("summary.settled", equalTo(1));
        assertThat(neighbours
                        .settlements()
                        .get("settle-trade-c1.1.m1")
                        .path("result")
                        .asText())
                .isEqualTo("won");
        given().get("/trades/trade-c1.1.m1")
                .then()
                .body("status", equalTo("settled"))
                .body("realized_pnl", equalTo(25.0f));
    }

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
        repeat.statusCode(200);
        second.statusCode(409).body("code", equalTo("TRADE_NOT_OPEN"));
        assertThat(neighbours.fills()).containsOnlyKeys("fill-o1-1", "fill-exit-1-1");
        given().get("/trades/trade-o1").then().body("status", equalTo("closed")).body("realized_pnl", equalTo(20.0f));
        execute(order("o2", "m1", "100", "0.70")).statusCode(200);
    }

    @Test
    void statusIsAnsweredWhateverIsDown() {
        // Given
        neighbours.fail("/q/health");

        // When
        long started = System.nanoTime();
        var answer = given().get("/trading/status").then();

        // Then
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(2));
        answer.statusCode(200)
                .body("health_summary.total_components", equalTo(5))
                .body("components.signal_service.status", equalTo("degraded"));
    }

    @Test
    void aCycleThatCannotWorkIsRefusedBeforeItBegins() {
        for (var wrong :
                List.of("\"strategy\": \"unknown\"", "\"portfolio_id\": -1", "\"parameters\": 5", "\"filters\": [1]")) {
            // When
            var answer = given().contentType("application/json")
                    .body("{\"cycle_id\": \"c1\", " + wrong + "}")
                    .post("/trading/cycles")
                    .then();

            // Then
            answer.statusCode(400).body("code", equalTo("INVALID_FIELD"));
        }
        given().get("/trading/cycles/c1").then().statusCode(404);
    }

    private static ValidatableResponse close(String tradeId, String orderId) {
        return given().contentType("application/json")
                .body("{\"order_id\": \"" + orderId + "\"}")
                .post("/trades/" + tradeId + "/close")
                .then();
    }

    private static ValidatableResponse cycle(String cycleId) {
        return given().contentType("application/json")
                .body("{\"cycle_id\": \"" + cycleId + "\"}")
                .post("/trading/cycles")
                .then();
    }
}
