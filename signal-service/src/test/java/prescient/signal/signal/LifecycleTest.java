package prescient.signal.signal;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import prescient.signal.ServiceTest;

@QuarkusTest
class LifecycleTest extends ServiceTest {

    private static final String AT = "2025-10-15T16:11:00Z";
    private static final String AT_AS_POSTGRES_WRITES = "2025-10-15T16:11:00+00:00";

    @Inject
    SignalDesk desk;

    @BeforeEach
    void threeSignalsOfTwoRuns() {
        answer(200, found(market("1", "0.6", "0.4"), market("2", "0.9", "0.1")));
        post("/signals/generate", "{\"run_id\":\"first\"}").statusCode(200);
        clock.advance(Duration.ofMinutes(1));
        answer(200, found(market("3", "0.99", "0.01")));
        post("/signals/generate", "{\"run_id\":\"second\"}").statusCode(200);
    }

    @Test
    void handsOutTheOldestRunFirstAndInsideARunTheMostConfident() {
        var claimed = claim("a", 500);

        assertThat(claimed).containsExactly("first.1.2", "first.1.1", "second.1.3");
    }

    @Test
    void aClaimIsForOneClaimantUntilItLapses() {
        // Given
        claim("a", 2);

        // When
        var whileLeased = claim("b", 500);
        var sameAgain = claim("a", 2);
        clock.advance(Duration.ofSeconds(61));
        var afterwards = claim("b", 500);

        // Then
        assertThat(whileLeased).containsExactly("second.1.3");
        assertThat(sameAgain).containsExactly("first.1.2", "first.1.1");
        assertThat(afterwards).containsExactly("first.1.2", "first.1.1", "second.1.3");
    }

    @Test
    void aClaimLeftByACrashedProcessIsOpenAgainAfterItsLease() throws Exception {
        // Given
        execute(
                "prescient_signal",
                "UPDATE trading_signals SET status = 'claimed', claimed_by = 'gone',"
                        + " claimed_until = '2025-10-15T16:11:00Z'");

        // When
        var claimed = claim("next", 500);

        // Then
        assertThat(claimed).hasSize(3);
    }

    @Test
    void aClaimantThatReportsLaterStillGetsEverythingBatchByBatch() {
        assertThat(claim("a", 2)).containsExactly("first.1.2", "first.1.1");
        assertThat(claim("a", 2)).contains("second.1.3");
    }

    @Test
    void anotherPortfolioSeesNothing() {
        post("/signals/claim", "{\"claimant\":\"a\",\"portfolio_id\":2}")
                .statusCode(200)
                .body("signals", hasSize(0));
    }

    @Test
    void whatIsTooOldExpiresInsteadOfBeingHandedOut() throws Exception {
        // Given
        clock.advance(Duration.ofMinutes(14).plusSeconds(30));

        // When
        var claimed = claim("a", 500);

        // Then
        assertThat(claimed).containsExactly("second.1.3");
        assertThat(read("SELECT signal_id || ' ' || status FROM trading_signals ORDER BY id"))
                .containsExactly("first.1.2 expired", "first.1.1 expired", "second.1.3 claimed");
    }

    @Test
    void aClaimOfOnlyOldSignalsIsEmpty() {
        clock.advance(Duration.ofHours(1));

        assertThat(claim("a", 500)).isEmpty();
    }

    @Test
    void theJobExpiresWhatNobodyHolds() throws Exception {
        // Given
        clock.advance(Duration.ofMinutes(13).plusSeconds(45));
        claim("a", 1);
        clock.advance(Duration.ofSeconds(30));

        // When
        int first = desk.expire().await().indefinitely();
        clock.advance(Duration.ofMinutes(2));
        int second = desk.expire().await().indefinitely();
        int third = desk.expire().await().indefinitely();

        // Then
        assertThat(List.of(first, second, third)).containsExactly(1, 2, 0);
        assertThat(read("SELECT DISTINCT status FROM trading_signals")).containsExactly("expired");
    }

    @Test
    void twoClaimantsNeverGetTheSameSignal() {
        // Given
        answer(
                200,
                found(IntStream.range(0, 400)
                        .mapToObj(i -> market("m" + i, "0.8", "0.2"))
                        .toArray(String[]::new)));
        post("/signals/generate", "{\"run_id\":\"third\"}").statusCode(200);
        var claimants = IntStream.range(0, 16)
                .mapToObj(i -> (Callable<List<String>>) () -> claim("claimant-" + i, 40))
                .toList();

        // When
        var handedOut = new ArrayList<String>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var claimed : threads.invokeAll(claimants)) {
                handedOut.addAll(claimed.resultNow());
            }
        } catch (InterruptedException failure) {
            throw new IllegalStateException(failure);
        }

        // Then
        assertThat(handedOut).doesNotHaveDuplicates().isNotEmpty();
        handedOut.addAll(claim("the rest".replace(' ', '-'), 1000));
        assertThat(handedOut).doesNotHaveDuplicates().hasSize(403);
    }

    @Test
    void anExecutedSignalNamesItsTradeAndIsNeverHandedOutAgain() throws Exception {
        // Given
        claim("a", 1);

        // When
        outcomes(executed("first.1.2", "trade-x")).body("applied", equalTo(1)).body("repeated", equalTo(0));
        clock.advance(Duration.ofMinutes(2));

        // Then
        assertThat(claim("b", 500)).containsExactly("first.1.1", "second.1.3");
        assertThat(read("SELECT concat_ws(' ', status, executed, trade_id) FROM trading_signals WHERE executed"))
                .containsExactly("executed t trade-x");
        get("/signals?status=executed")
                .then()
                .body("items.trade_id", contains("trade-x"))
                .body("items.executed_at", contains(AT));
    }

    @Test
    void anOutcomeToldAgainHasNoEffect() {
        outcomes(executed("first.1.2", "trade-x")).body("applied", equalTo(1));

        outcomes(executed("first.1.2", "trade-x") + "," + denied("first.1.1"))
                .body("applied", equalTo(1))
                .body("repeated", equalTo(1));
    }

    @Test
    void finalOutcomesStay() throws Exception {
        // Given
        outcomes(executed("first.1.2", "trade-x") + "," + denied("first.1.1")).body("applied", equalTo(2));

        // When
        outcomes(denied("first.1.2") + "," + executed("first.1.1", "trade-y") + "," + executed("unknown", "trade-z"))
                .body("applied", equalTo(0))
                .body("repeated", equalTo(3));

        // Then
        assertThat(read("SELECT concat_ws(' ', signal_id, status, trade_id) FROM trading_signals ORDER BY id"))
                .startsWith("first.1.2 executed trade-x", "first.1.1 denied");
    }

    @Test
    void aTradeOnItsWayWinsOverExpiry() throws Exception {
        // Given
        clock.advance(Duration.ofHours(1));
        desk.expire().await().indefinitely();

        // When
        outcomes(executed("first.1.2", "trade-x") + "," + denied("first.1.1"))
                .body("applied", equalTo(1))
                .body("repeated", equalTo(1));

        // Then
        assertThat(read("SELECT signal_id || ' ' || status FROM trading_signals ORDER BY id"))
                .startsWith("first.1.2 executed", "first.1.1 expired");
    }

    @Test
    void aSignalNamedTwiceInOneBatchIsExecutedOnce() {
        outcomes(denied("first.1.2") + "," + executed("first.1.2", "trade-x"))
                .body("applied", equalTo(1))
                .body("repeated", equalTo(1));

        get("/signals?status=executed").then().body("items.signal_id", contains("first.1.2"));
    }

    /** Two replicas that are told of the same signals in another order would wait for each other for ever. */
    @Test
    void outcomesLockTheirSignalsInTheOrderOfTheRowsWhateverOrderTheyAreTold() throws Exception {
        // Given: somebody holds the first row, which a change has moved behind the others in the table
        execute("prescient_signal", "UPDATE trading_signals SET status = status WHERE signal_id = 'first.1.2'");
        try (var holder = connect("prescient_signal");
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            holder.setAutoCommit(false);
            lock(holder, "first.1.2", "");
            // When
            var told = threads.submit(() -> outcomes(denied("first.1.1") + "," + denied("first.1.2"))
                    .extract()
                    .path("applied"));
            Awaitility.await()
                    .until(() ->
                            !read("SELECT 1 FROM pg_locks WHERE NOT granted").isEmpty());
            // Then: who waits for the first has not locked the second
            try (var other = connect("prescient_signal")) {
                lock(other, "first.1.1", "NOWAIT");
            }
            holder.rollback();
            assertThat(told.get()).isEqualTo(2);
        }
    }

    private static void lock(Connection connection, String signalId, String wait) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("SELECT 1 FROM trading_signals WHERE signal_id = '" + signalId + "' FOR UPDATE " + wait);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"signal_id\":\"first.1.2\",\"outcome\":\"executed\",\"trade_id\":null,\"at\":\"2025-10-15T16:11:00Z\"}",
                "{\"signal_id\":\"first.1.2\",\"outcome\":\"denied\",\"trade_id\":\"t\",\"at\":\"2025-10-15T16:11:00Z\"}",
                "{\"signal_id\":\"first.1.2\",\"outcome\":\"expired\",\"at\":\"2025-10-15T16:11:00Z\"}",
                "{\"signal_id\":\"first.1.2\",\"outcome\":\"denied\"}",
                "{\"signal_id\":\"first.1.2\",\"outcome\":\"denied\",\"at\":\"soon\"}",
                "{\"signal_id\":\"first.1.2\",\"outcome\":\"denied\",\"at\":\"+1000000000-12-31T23:59:59Z\"}",
                "{\"signal_id\":\"first.1.2\",\"outcome\":\"denied\",\"at\":1e99}",
                "{\"signal_id\":\"first.1.2\",\"outcome\":\"denied\",\"at\":1e999999999}",
                "{\"outcome\":\"denied\",\"at\":\"2025-10-15T16:11:00Z\"}",
                "{\"signal_id\":\"first.1.2\",\"outcome\":\"denied\",\"reason\":\"\\u0000\",\"at\":\"2025-10-15T16:11:00Z\"}",
                "null"
            })
    void refusesBadOutcomes(String outcome) throws Exception {
        post("/signals/outcomes", "{\"outcomes\":[" + outcome + "]}")
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo("INVALID_FIELD"));

        assertThat(read("SELECT DISTINCT status FROM trading_signals")).containsExactly("generated");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"claimant\":\"a\",\"limit\":0}",
                "{\"claimant\":\"a\",\"limit\":1001}",
                "{\"claimant\":\"a\",\"portfolio_id\":-1}",
                "{\"claimant\":\"\"}"
            })
    void refusesBadClaims(String body) {
        post("/signals/claim", body).statusCode(400).body("code", org.hamcrest.Matchers.notNullValue());
    }

    @Test
    void countsSignalsByStatus() {
        claim("a", 1);

        assertThat(get("/q/metrics").asString()).contains("prescient_signals_total{status=\"claimed\"");
    }

    private List<String> claim(String claimant, int limit) {
        return post("/signals/claim", "{\"claimant\":\"%s\",\"limit\":%d}".formatted(claimant, limit))
                .statusCode(200)
                .extract()
                .path("signals.signal_id");
    }

    private static io.restassured.response.ValidatableResponse outcomes(String outcomes) {
        return post("/signals/outcomes", "{\"outcomes\":[" + outcomes + "]}").statusCode(200);
    }

    private static String executed(String signalId, String tradeId) {
        return "{\"signal_id\":\"%s\",\"outcome\":\"executed\",\"trade_id\":\"%s\",\"at\":\"%s\"}"
                .formatted(signalId, tradeId, AT_AS_POSTGRES_WRITES);
    }

    private static String denied(String signalId) {
        return "{\"signal_id\":\"%s\",\"outcome\":\"denied\",\"reason\":\"INSUFFICIENT_CASH\",\"at\":\"%s\"}"
                .formatted(signalId, AT);
    }
}
