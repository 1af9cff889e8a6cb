package prescient.signal.backtest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static prescient.signal.backtest.Recordings.START;
import static prescient.signal.backtest.Recordings.STEP;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import prescient.lease.LeaseDesk;
import prescient.signal.ServiceTest;

/** Backtests over HTTP, with real tables and a neighbour that recorded something. */
@QuarkusTest
class BacktestTest extends ServiceTest {

    private static final String RANGE =
            "\"from\":\"%s\",\"to\":\"%s\",\"every_seconds\":900".formatted(START, START.plus(STEP.multipliedBy(3)));

    @Inject
    RunDesk runs;

    @Inject
    LeaseDesk leases;

    @BeforeEach
    void recording() {
        recorded("{\"pages\":[[%s,%s],[%s,%s]],\"markets\":[%s,%s]}"
                .formatted(
                        snapshot(0, "a", "0.8"),
                        snapshot(0, "b", "0.65"),
                        snapshot(1, "c", "0.55"),
                        snapshot(2, "b", "0.7"),
                        "{\"market_id\":\"a\",\"question\":\"Will a happen?\",\"resolution\":\"yes\",\"resolved_at\":\""
                                + START.plus(STEP.multipliedBy(2)) + "\"}",
                        // Decided behind the range: nobody knew.
                        "{\"market_id\":\"b\",\"question\":\"Will b happen?\",\"resolution\":\"no\",\"resolved_at\":\""
                                + START.plus(STEP.multipliedBy(9)) + "\"}"));
    }

    @Test
    void aBacktestReadsAllPagesTradesThemAndStoresWhatItBrought() {
        // Given
        post("/backtests", "{\"id\":\"b1\"," + RANGE + "}")
                .statusCode(200)
                .body("status", equalTo("queued"))
                .body("variants", equalTo(1))
                .body("not_applied", hasSize(3));

        // When
        int ended = runs.runAll();

        // Then
        assertThat(ended).isOne();
        given().get("/backtests/b1")
                .then()
                .statusCode(200)
                .body("backtest.status", equalTo("done"))
                .body("backtest.snapshots", equalTo(4))
                .body("backtest.snapshots_done", equalTo(4))
                .body("backtest.markets", equalTo(3))
                .body("backtest.input_hash", notNullValue())
                .body("results", hasSize(1))
                .body("results[0].figures.executed", equalTo(3))
                .body("results[0].figures.settled", equalTo(1))
                .body("results[0].figures.cash", equalTo(9825.0f));
        given().get("/backtests/b1/trades?limit=2")
                .then()
                .body("items.market_id", contains("a", "b"))
                .body("items[0].result", equalTo("won"))
                .body("items[0].payout", equalTo(125.0f))
                .body("items[1].result", nullValue())
                .body("next_cursor", equalTo("1"));
        given().get("/backtests/b1/trades?limit=2&cursor=1").then().body("items.market_id", contains("c"));
        given().get("/backtests/b1/equity").then().body("total", hasSize(4)).body("cash[3]", equalTo(9825.0f));
        given().get("/backtests").then().body("items.id", contains("b1"));
    }

    @Test
    void aRepeatIsTheSameBacktestAndOtherContentIsRefused() {
        // Given
        post("/backtests", "{\"id\":\"b1\",\"parameters\":{\"trade_amount\":100}," + RANGE + "}");

        // When
        var same = post("/backtests", "{\"id\":\"b1\",\"parameters\":{\"trade_amount\":100.00}," + RANGE + "}");
        var other = post("/backtests", "{\"id\":\"b1\",\"parameters\":{\"trade_amount\":50}," + RANGE + "}");

        // Then
        same.statusCode(200).body("id", equalTo("b1"));
        other.statusCode(409).body("code", equalTo("CONTENT_DIFFERS"));
    }

    @Test
    void aSweepReplaysEachCombinationAndIsCompared() {
        // Given
        post("/backtests", "{\"id\":\"s1\",\"sweep\":{\"trade_amount\":[50,100,200]}," + RANGE + "}");
        post(
                        "/backtests",
                        "{\"id\":\"s2\",\"strategy\":\"momentum\",\"filters\":{\"min_conviction\":null,"
                                + "\"max_conviction\":null},\"parameters\":{\"min_price\":0.6}," + RANGE + "}")
                .statusCode(200);

        // When
        runs.runAll();

        // Then
        given().get("/backtests/compare?ids=s1,s2")
                .then()
                .statusCode(200)
                .body("same_input", equalTo(true))
                .body("lines.variant", contains(0, 1, 2, 0))
                .body("lines.figures.executed", contains(3, 3, 3, 2))
                .body("lines[0].parameters.trade_amount", equalTo(50));
    }

    @Test
    void oneThatWaitsIsCancelledAtOnce() {
        // Given
        post("/backtests", "{\"id\":\"b1\"," + RANGE + "}");

        // When
        var cancelled = post("/backtests/b1/cancel", "");

        // Then
        cancelled.statusCode(200).body("status", equalTo("cancelled"));
        post("/backtests/b1/cancel", "").statusCode(200);
        assertThat(runs.runAll()).isZero();
        given().get("/backtests/b1").then().body("results", empty());
    }

    @Test
    void oneThatRunsEndsWhereItStandsWhenItIsCancelled() throws SQLException {
        // Given: somebody cancels after it was taken
        post("/backtests", "{\"id\":\"b1\"," + RANGE + "}");
        execute("prescient_signal_owner", "UPDATE backtests SET status = 'running', started_at = created_at");
        post("/backtests/b1/cancel", "").statusCode(200).body("status", equalTo("running"));

        // When
        runs.runAll();

        // Then
        given().get("/backtests/b1").then().body("backtest.status", equalTo("cancelled"));
        post("/backtests/b1/cancel", "").statusCode(200);
    }

    @Test
    void whatHasEndedCannotBeCancelled() {
        // Given
        post("/backtests", "{\"id\":\"b1\"," + RANGE + "}");
        runs.runAll();
        // When, Then
        post("/backtests/b1/cancel", "").statusCode(409).body("code", equalTo("ALREADY_ENDED"));
    }

    @Test
    void aRestartGoesOnWithTheVariantsThatAreMissing() throws SQLException {
        // Given: a process died after the first of three variants
        post("/backtests", "{\"id\":\"b1\",\"sweep\":{\"trade_amount\":[50,100,200]}," + RANGE + "}");
        runs.runAll();
        var before = given().get("/backtests/b1").jsonPath().getList("results");
        execute("prescient_signal_owner", "DELETE FROM backtest_variants WHERE variant > 0");
        execute("prescient_signal_owner", "UPDATE backtest_variants SET figures = figures || '{\"cycles\": 77}'");
        execute("prescient_signal_owner", "UPDATE backtests SET status = 'running', ended_at = NULL");

        // When
        int ended = runs.runAll();

        // Then: the first one was not replayed again
        assertThat(ended).isOne();
        var after = given().get("/backtests/b1").jsonPath();
        assertThat(after.getInt("results[0].figures.cycles")).isEqualTo(77);
        assertThat(after.getList("results").subList(1, 3)).isEqualTo(before.subList(1, 3));
        assertThat(after.getString("backtest.status")).isEqualTo("done");
    }

    @Test
    void aRestartOverOtherSnapshotsFailsInsteadOfMixingThem() throws SQLException {
        // Given
        post("/backtests", "{\"id\":\"b1\",\"sweep\":{\"trade_amount\":[50,100]}," + RANGE + "}");
        runs.runAll();
        execute("prescient_signal_owner", "DELETE FROM backtest_variants WHERE variant > 0");
        execute("prescient_signal_owner", "UPDATE backtests SET status = 'interrupted', ended_at = NULL");
        recorded("{\"pages\":[[%s]],\"markets\":[]}".formatted(snapshot(0, "a", "0.81")));

        // When
        runs.runAll();

        // Then
        given().get("/backtests/b1")
                .then()
                .body("backtest.status", equalTo("failed"))
                .body("backtest.code", equalTo("INPUT_CHANGED"));
    }

    @Test
    void onlyTheHolderOfTheLeaseRunsOne() {
        // Given
        post("/backtests", "{\"id\":\"b1\"," + RANGE + "}");
        try (var other = leases.acquire(BacktestTable.LEASE, "another replica").orElseThrow()) {
            // When
            int ended = runs.runAll();
            // Then
            assertThat(ended).isZero();
            assertThat(other.lost()).isFalse();
        }
        assertThat(runs.runAll()).isOne();
    }

    @Test
    void aRangeInWhichNothingWasRecordedFails() {
        // Given
        recorded("{\"pages\":[],\"markets\":[]}");
        post("/backtests", "{\"id\":\"b1\"," + RANGE + "}");
        // When
        runs.runAll();
        // Then
        given().get("/backtests/b1").then().body("backtest.code", equalTo("NO_SNAPSHOTS"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"id\":\"b\"}|400|INVALID_FIELD",
                "{\"id\":\"b\",RANGE,\"strategy\":\"none\"}|400|UNKNOWN_STRATEGY",
                "{\"id\":\"b\",RANGE,\"parameters\":{\"none\":1}}|400|UNKNOWN_PARAMETER",
                "{\"id\":\"b\",RANGE,\"sweep\":{\"trade_amount\":[]}}|400|INVALID_FIELD",
                "{\"id\":\"b\",RANGE,\"sweep\":{\"trade_amount\":[1,0]}}|400|PARAMETER_OUT_OF_RANGE",
                "{\"id\":\"b\",RANGE,\"filters\":{\"event_min_volume\":1}}|400|EVENT_FIGURES_NOT_RECORDED",
                "{\"id\":\"b\",RANGE,\"tape\":\"none\"}|404|TAPE_NOT_FOUND",
                "{\"id\":\"b\",RANGE,\"cash\":0}|400|INVALID_FIELD",
                "{\"id\":\"compare\",RANGE}|400|INVALID_FIELD"
            })
    void whatCannotRunIsRefusedAndStoredNowhere(String body, int status, String code) throws SQLException {
        // When
        var answer = post("/backtests", body.replace("RANGE", RANGE));
        // Then
        answer.statusCode(status).body("code", equalTo(code)).body("hint", notNullValue());
        assertThat(read("SELECT count(*) FROM signal.backtests")).isEqualTo(List.of("0"));
    }

    @Test
    void unknownBacktestsAreNotFound() {
        // When, Then
        given().get("/backtests/none").then().statusCode(404);
        given().get("/backtests/none/equity").then().statusCode(404);
        given().get("/backtests/compare?ids=none").then().statusCode(404);
        given().get("/backtests/compare").then().statusCode(400);
        post("/backtests/none/cancel", "").statusCode(404);
    }

    private static String snapshot(int step, String market, String yes) {
        var no = java.math.BigDecimal.ONE.subtract(new java.math.BigDecimal(yes));
        return ("{\"timestamp\":\"%s\",\"market_id\":\"%s\",\"yes_price\":%s,\"no_price\":%s,\"liquidity\":90000,"
                        + "\"volume\":90000,\"volume24hr\":null}")
                .formatted(START.plus(STEP.multipliedBy(step)), market, yes, no);
    }
}
