package prescient.trade.cycle;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import prescient.testing.PostgresForTests;
import prescient.trade.testing.CycleContract;
import prescient.trade.testing.TradeTables;

/** Cycles on tables, and how they fail. */
@QuarkusTest
@WithTestResource(PostgresForTests.class)
class CycleResourceTest extends CycleContract {

    @BeforeEach
    void emptyTables() throws SQLException {
        neighbours.reset("10000.00");
        TradeTables.empty();
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
        TradeTables.sql("""
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

    @Test
    void whoLostTheLeaseWritesNothingMore() throws SQLException {
        // Given
        neighbours.fail("/ingest/runs");
        var answer = new AtomicReference<ValidatableResponse>();
        var request = Thread.ofVirtual().start(() -> answer.set(cycle("c1")));
        Awaitility.await().until(() -> TradeTables.count("SELECT count(*) FROM trade.trading_cycles") == 1);
        TradeTables.sql("UPDATE trade.job_lease SET holder = 'another replica', token = token + 1,"
                + " expires_at = now() + interval '1 hour' WHERE job = 'trading-cycle'");

        // When
        neighbours.heal();
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> !request.isAlive());

        // Then
        answer.get().statusCode(409).body("code", equalTo("CYCLE_RUNNING"));
        assertThat(TradeTables.count("SELECT jsonb_array_length(steps) FROM trade.trading_cycles"))
                .isZero();
        TradeTables.sql("DELETE FROM trade.job_lease");
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() ->
                        TradeTables.count("SELECT count(*) FROM trade.trading_cycles WHERE status = 'running'") == 0);
    }

    @Test
    void whoOnlyLooksForCyclesKeepsNobodyFromRunningOne() throws Exception {
        // Given a replica that looks, and finds that the cycle it came for has ended
        anotherReplicaHasTheLease();
        var answer = new AtomicReference<ValidatableResponse>();
        var request = Thread.ofVirtual().start(() -> answer.set(cycle("c1")));

        // When
        Thread.sleep(1_000);
        assertThat(request.isAlive()).isTrue();
        TradeTables.sql("DELETE FROM trade.job_lease");
        request.join(Duration.ofSeconds(30));

        // Then
        answer.get().statusCode(200).body("status", equalTo("completed"));
    }

    @Test
    void whileACycleRunsInAnotherReplicaNoOtherIsRun() throws SQLException {
        // Given
        cycle("other").statusCode(200);
        anotherReplicaHasTheLease();
        TradeTables.sql("UPDATE trade.trading_cycles SET status = 'running', finished_at = NULL");

        // When
        var answer = cycle("c1");

        // Then
        answer.statusCode(409).body("detail", equalTo("cycle other is running"));
        TradeTables.sql("DELETE FROM trade.job_lease");
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() ->
                        TradeTables.count("SELECT count(*) FROM trade.trading_cycles WHERE status = 'running'") == 0);
    }

    private static void anotherReplicaHasTheLease() throws SQLException {
        TradeTables.sql("""
                INSERT INTO trade.job_lease (job, holder, token, expires_at)
                VALUES ('trading-cycle', 'another replica', 1, now() + interval '1 hour')
                ON CONFLICT (job) DO UPDATE SET holder = excluded.holder, expires_at = excluded.expires_at
                """);
    }

    @Test
    void replicasHaveNamesOfTheirOwn() throws SQLException {
        // Given
        cycle("c1").statusCode(200);

        // When, then
        assertThat(TradeTables.count(
                        "SELECT count(*) FROM trade.job_lease WHERE job = 'trading-cycle' AND holder LIKE '%_:_%'"))
                .isOne();
    }
}
