package prescient.signal.signal;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static prescient.signal.ApiTest.answer;
import static prescient.signal.ApiTest.found;
import static prescient.signal.ApiTest.market;
import static prescient.signal.ApiTest.patch;
import static prescient.signal.ApiTest.post;

import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import prescient.signal.TestClock;

/** What callers may expect of signals and archives, whichever store is trusted. Runs never share an id. */
interface SignalContract {

    TestClock clock();

    /** A prefix of run ids that no test used before. */
    String fresh();

    @Test
    default void aRepeatOfARunIsAnsweredAsItWas() {
        // Given
        var run = fresh();
        answer(200, found(market("1", "0.6", "0.4"), market("2", "0.9", "0.1"), market("3", "0.5", "0.5")));
        var first = generate(run).statusCode(200).extract().asString();
        answer(200, found());

        // When
        var second = generate(run).statusCode(200).extract().asString();

        // Then
        assertThat(second).isEqualTo(first);
        assertThat(JsonPath.from(first).getInt("signals")).isEqualTo(2);
        post("/signals/generate", "{\"run_id\":\"" + run + "\",\"strategy\":\"momentum\"}")
                .statusCode(409)
                .body("code", equalTo("CONTENT_DIFFERS"));
    }

    @Test
    default void aRunOfManyAtOnceIsStoredOnce() throws Exception {
        // Given
        var run = fresh();
        answer(200, found(market("1", "0.6", "0.4")));
        Callable<Integer> request = () -> generate(run).extract().statusCode();

        // When
        List<Integer> statuses;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            statuses = threads.invokeAll(java.util.Collections.nCopies(8, request)).stream()
                    .map(future -> future.resultNow())
                    .toList();
        }

        // Then
        assertThat(statuses).containsOnly(200);
        get("/signals?run_id=" + run).then().body("items", hasSize(1));
    }

    @Test
    default void aRunWithoutSignalsIsARun() {
        var run = fresh();
        answer(200, found());

        generate(run).statusCode(200).body("signals", equalTo(0));

        post("/signals/archive", "{\"run_id\":\"" + run + "\"}").statusCode(200).body("signals_count", equalTo(0));
        assertThat(claim("a", 500)).isEmpty();
    }

    @Test
    default void theMostConfidentComeFirstAndAClaimIsForOneClaimantUntilItLapses() {
        // Given
        var run = fresh();
        answer(200, found(market("1", "0.6", "0.4"), market("2", "0.9", "0.1"), market("3", "0.8", "0.2")));
        generate(run);

        // When
        var first = claim("a", 2);
        var other = claim("b", 500);
        var again = claim("a", 2);
        clock().advance(Duration.ofSeconds(61));
        var afterwards = claim("c", 500);

        // Then
        assertThat(first).containsExactly(run + ".1.2", run + ".1.3");
        assertThat(other).containsExactly(run + ".1.1");
        assertThat(again).containsExactly(run + ".1.2", run + ".1.3");
        assertThat(afterwards).containsExactly(run + ".1.2", run + ".1.3", run + ".1.1");
    }

    @Test
    default void aClaimantThatReportsLaterGetsEverythingBatchByBatch() {
        // Given
        var run = fresh();
        answer(200, found(market("1", "0.6", "0.4"), market("2", "0.9", "0.1")));
        generate(run);

        // Then
        assertThat(claim("a", 1)).containsExactly(run + ".1.2");
        assertThat(claim("a", 1)).containsExactly(run + ".1.1");
    }

    @Test
    default void twoClaimantsNeverGetTheSameSignal() throws Exception {
        // Given
        var run = fresh();
        answer(
                200,
                found(IntStream.range(0, 120)
                        .mapToObj(i -> market("m" + i, "0.8", "0.2"))
                        .toArray(String[]::new)));
        generate(run);
        var claimants = IntStream.range(0, 8)
                .mapToObj(i -> (Callable<List<String>>) () -> claim("claimant-" + i, 20))
                .toList();

        // When
        var handedOut = new ArrayList<String>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var claimed : threads.invokeAll(claimants)) {
                handedOut.addAll(claimed.resultNow());
            }
        }
        handedOut.addAll(claim("the-rest", 1000));

        // Then
        assertThat(handedOut).doesNotHaveDuplicates().hasSize(120);
    }

    @Test
    default void whatIsTooOldExpiresAndOnlyATradeOnItsWayStillCounts() {
        // Given
        var run = fresh();
        answer(200, found(market("1", "0.6", "0.4"), market("2", "0.9", "0.1")));
        generate(run);
        clock().advance(Duration.ofMinutes(16));

        // When
        var claimed = claim("a", 500);

        // Then
        assertThat(claimed).isEmpty();
        get("/signals?status=expired&run_id=" + run)
                .then()
                .body("items.outcome_reason", contains("older than the maximum age", "older than the maximum age"));
        outcomes(executed(run + ".1.2", "trade-x"), denied(run + ".1.1"))
                .body("applied", equalTo(1))
                .body("repeated", equalTo(1));
    }

    @Test
    default void finalOutcomesStay() {
        // Given
        var run = fresh();
        answer(200, found(market("1", "0.6", "0.4"), market("2", "0.9", "0.1"), market("3", "0.8", "0.2")));
        generate(run);
        claim("a", 500);
        outcomes(executed(run + ".1.2", "trade-x"), denied(run + ".1.1")).body("applied", equalTo(2));

        // When
        var again = outcomes(
                executed(run + ".1.2", "trade-x"),
                denied(run + ".1.2"),
                executed(run + ".1.1", "trade-y"),
                executed(run + ".1.9", "trade-z"));

        // Then
        again.body("applied", equalTo(0)).body("repeated", equalTo(4));
        get("/signals?status=executed&run_id=" + run)
                .then()
                .body("items.trade_id", contains("trade-x"))
                .body("items.executed_at", contains("2025-10-15T16:11:00Z"));
        get("/signals?status=denied&run_id=" + run).then().body("items.outcome_reason", contains("INSUFFICIENT_CASH"));
        clock().advance(Duration.ofSeconds(61));
        assertThat(claim("b", 500)).containsExactly(run + ".1.3");
    }

    @Test
    default void aSignalNamedTwiceInOneBatchIsExecutedOnce() {
        // Given
        var run = fresh();
        answer(200, found(market("2", "0.9", "0.1")));
        generate(run);

        // Then
        outcomes(denied(run + ".1.2"), executed(run + ".1.2", "trade-x"))
                .body("applied", equalTo(1))
                .body("repeated", equalTo(1));
        get("/signals?status=executed&run_id=" + run).then().body("items.signal_id", contains(run + ".1.2"));
    }

    @Test
    default void theListPagesFromTheNewest() {
        // Given
        var run = fresh();
        answer(200, found(market("1", "0.6", "0.4"), market("2", "0.9", "0.1"), market("3", "0.8", "0.2")));
        generate(run);

        // When
        var first = get("/signals?limit=2&portfolio_id=1&run_id=" + run).then().statusCode(200);
        var cursor = first.extract().<String>path("next_cursor");
        var second = get("/signals?limit=2&run_id=" + run + "&cursor=" + cursor).then();

        // Then
        first.body("items.market_id", contains("1", "3"));
        second.statusCode(200).body("items.market_id", contains("2")).body("next_cursor", equalTo(null));
        get("/signals?portfolio_id=2&run_id=" + run).then().body("items", empty());
        assertThat(second.extract().asString())
                .contains("\"target_price\":0.9,\"amount\":100.00,\"confidence\":0.4,")
                .contains("\"market_end_date\":\"2025-12-30T12:00:00Z\",\"snapshot_at\":\"2025-10-15T16:09:00Z\"")
                .contains("\"event_end_date\":\"2025-12-31T12:00:00Z\"");
    }

    @Test
    default void anArchiveKeepsTheSignalsOfItsRunOnce() {
        // Given
        var run = fresh();
        answer(200, found(market("540236", "0.0065", "0.9935")));
        generate(run);
        var body = "{\"run_id\":\"" + run + "\"}";
        post("/signals/archive", body).statusCode(200);
        clock().advance(Duration.ofSeconds(5));

        // When
        var again = post("/signals/archive", body);

        // Then
        again.statusCode(200).body("archive_id", equalTo(run)).body("signals_count", equalTo(1));
        assertThat(get("/trading/signal-archives?limit=1").asString())
                .contains(
                        "\"archive_month\":\"2025-10\",\"signals_count\":1,\"signals\":[{\"timestamp\":\"2025-10-15T16")
                .contains("\"market_id\":\"540236\"," + "\"market_question\":\"Will 540236 happen?\","
                        + "\"action\":\"buy_no\",\"target_price\":0.9935,\"amount\":100,\"confidence\":0.4935,"
                        + "\"reason\":\"NO price 0.994 > 0.50, buying NO at 0.994\","
                        + "\"yes_price\":0.0065,\"no_price\":0.9935,\"market_liquidity\":20000.5,"
                        + "\"market_volume\":90000.0,\"event_id\":\"e1\",\"event_title\":\"An event\","
                        + "\"event_end_date\":\"2025-12-31T12:00:00Z\"}]");
    }

    @Test
    default void aStrategyThatIsSwitchedOffGeneratesNothing() {
        // Given
        answer(200, found(market("1", "0.6", "0.4")));
        patch("/strategies/most-likely", "{\"enabled\":false}").statusCode(200).body("enabled", equalTo(false));

        // When
        var refused = generate(fresh());

        // Then
        refused.statusCode(409).body("code", equalTo("STRATEGY_DISABLED"));
        patch("/strategies/most-likely", "{\"enabled\":true}").statusCode(200);
        generate(fresh()).statusCode(200);
    }

    private static ValidatableResponse generate(String run) {
        return post("/signals/generate", "{\"run_id\":\"" + run + "\"}");
    }

    private static List<String> claim(String claimant, int limit) {
        return post("/signals/claim", "{\"claimant\":\"%s\",\"limit\":%d}".formatted(claimant, limit))
                .statusCode(200)
                .extract()
                .path("signals.signal_id");
    }

    private static ValidatableResponse outcomes(String... outcomes) {
        return post("/signals/outcomes", "{\"outcomes\":[" + String.join(",", outcomes) + "]}")
                .statusCode(200);
    }

    private static String executed(String signalId, String tradeId) {
        return "{\"signal_id\":\"%s\",\"outcome\":\"executed\",\"trade_id\":\"%s\",\"at\":\"2025-10-15T16:11:00Z\"}"
                .formatted(signalId, tradeId);
    }

    private static String denied(String signalId) {
        return "{\"signal_id\":\"%s\",\"outcome\":\"denied\",\"reason\":\"INSUFFICIENT_CASH\",\"at\":\"2025-10-15T16:11:00Z\"}"
                .formatted(signalId);
    }
}
