package prescient.signal.signal;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import prescient.signal.ServiceTest;

@QuarkusTest
class GenerateTest extends ServiceTest {

    private static final String THREE =
            found(market("1", "0.6", "0.4"), market("2", "0.0645", "0.9355"), market("3", "0.5", "0.5"));

    @Test
    void storesTheSignalsOfARunMostConfidentFirst() throws Exception {
        // Given
        answer(200, THREE);

        // When
        var answer =
                post("/signals/generate", "{\"run_id\":\"run-1\",\"portfolio_id\":1,\"strategy\":\"most-likely\"}");

        // Then
        answer.statusCode(200)
                .body("run_id", equalTo("run-1"))
                .body("events", equalTo(7))
                .body("candidates", equalTo(3))
                .body("markets", equalTo(3))
                .body("signals", equalTo(2))
                .body("buy_yes", equalTo(1))
                .body("buy_no", equalTo(1))
                .body("total_amount", equalTo(200.00f));
        assertThat(read("SELECT signal_id FROM trading_signals ORDER BY run_position"))
                .containsExactly("run-1.1.2", "run-1.1.1");
        assertThat(read("SELECT concat_ws('|', target_price, amount, confidence, reason, executed, status, timestamp)"
                        + " FROM trading_signals WHERE market_id = '2'"))
                .first()
                .asString()
                .startsWith("0.9355|100.00|0.4355|NO price 0.935 > 0.50, buying NO at 0.935|f|generated|2025-10-15");
        assertThat(read("SELECT value FROM system_metadata WHERE key = 'last_signal_generation'"))
                .containsExactly("2025-10-15T16:10:00.127566Z");
    }

    @Test
    void keepsEveryDigitOfAPrice() {
        // Given
        answer(200, found(market("1", "0.0000010110820525", "0.9999989889179475")));
        post("/signals/generate", "{\"run_id\":\"run-1\"}").statusCode(200);

        // When
        var list = get("/signals?run_id=run-1").then();

        // Then
        assertThat(list.statusCode(200).extract().asString())
                .contains("\"target_price\":0.9999989889179475", "\"yes_price\":0.0000010110820525");
    }

    @Test
    void sendsTheStrategysFiltersUnderTheCallersToMarketIngest() {
        // Given
        answer(200, THREE);

        // When
        post(
                        "/signals/generate",
                        "{\"run_id\":\"r\",\"strategy\":\"momentum\",\"filters\":{\"max_conviction\":null,"
                                + "\"event_max_days_until_end\":120}}")
                .statusCode(200);

        // Then
        assertThat(asked())
                .contains("\"run_id\":\"r\"", "\"max_conviction\":null", "\"min_conviction\":0.5")
                .contains("\"event_max_days_until_end\":120", "\"event_min_days_until_end\":null");
    }

    @Test
    void leavesAllFiltersOfMostLikelyToMarketIngest() {
        answer(200, THREE);

        post("/signals/generate", "{\"run_id\":\"r\"}").statusCode(200);

        assertThat(asked()).isEqualTo("[{\"run_id\":\"r\"}]");
    }

    @Test
    void answersARepeatFromTheStoredResult() throws Exception {
        // Given
        answer(200, THREE);
        var request =
                "{\"run_id\":\"run-1\",\"parameters\":{\"trade_amount\":50},\"filters\":{\"min_conviction\":0.20}}";
        var same = "{\"filters\":{\"min_conviction\":0.2},\"parameters\":{\"trade_amount\":50.0},\"run_id\":\"run-1\"}";
        var first = post("/signals/generate", request).statusCode(200).extract().asString();
        answer(200, found());

        // When
        var second = post("/signals/generate", same).statusCode(200).extract().asString();

        // Then
        assertThat(second).isEqualTo(first);
        assertThat(read("SELECT count(*) FROM trading_signals")).containsExactly("2");
    }

    @Test
    void refusesOtherContentUnderTheSameRun() throws Exception {
        // Given
        answer(200, THREE);
        post("/signals/generate", "{\"run_id\":\"run-1\"}").statusCode(200);

        // When
        var other = post("/signals/generate", "{\"run_id\":\"run-1\",\"strategy\":\"momentum\"}");

        // Then
        other.statusCode(409).body("code", equalTo("CONTENT_DIFFERS"));
        assertThat(read("SELECT count(*) FROM trading_signals")).containsExactly("2");
    }

    @Test
    void aRunOfManyAtOnceIsStoredOnce() throws Exception {
        // Given
        answer(200, THREE);
        Callable<Integer> request = () ->
                post("/signals/generate", "{\"run_id\":\"run-1\"}").extract().statusCode();

        // When
        List<Integer> statuses;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            statuses = threads.invokeAll(java.util.Collections.nCopies(12, request)).stream()
                    .map(future -> future.resultNow())
                    .toList();
        }

        // Then
        assertThat(statuses).containsOnly(200);
        assertThat(read("SELECT count(*) FROM trading_signals")).containsExactly("2");
        assertThat(read("SELECT count(*) FROM signal_runs")).containsExactly("1");
    }

    @Test
    void aRunWithoutSignalsIsARun() {
        answer(200, found());

        post("/signals/generate", "{\"run_id\":\"empty\"}")
                .statusCode(200)
                .body("signals", equalTo(0))
                .body("total_amount", equalTo(0.00f));
    }

    @Test
    void aMarketListedTwiceGivesOneSignal() {
        answer(200, found(market("1", "0.9", "0.1"), market("1", "0.9", "0.1")));

        post("/signals/generate", "{\"run_id\":\"twice\"}").statusCode(200).body("signals", equalTo(1));
    }

    @Test
    void asksAgainWhenMarketIngestStumbles() {
        answer(200, THREE);
        answerFirst(503, 2, "{}");

        post("/signals/generate", "{\"run_id\":\"r\"}").statusCode(200).body("signals", equalTo(2));
    }

    @Test
    void writesNothingWhenMarketIngestStaysAway() throws Exception {
        // Given
        answer(503, "{}");

        // When
        var answer = post("/signals/generate", "{\"run_id\":\"r\"}");

        // Then
        answer.statusCode(503).body("code", equalTo("NEIGHBOUR_UNAVAILABLE"));
        assertThat(read("SELECT count(*) FROM signal_runs")).containsExactly("0");
    }

    @Test
    void handsOnTheReasonWhenMarketIngestRefusesAFilter() {
        answer(400, "{\"code\":\"INVALID_FIELD\",\"detail\":\"no such day\"}");

        post("/signals/generate", "{\"run_id\":\"r\"}")
                .statusCode(400)
                .body("code", equalTo("INVALID_FIELD"))
                .body("detail", containsString("no such day"));
    }

    @Test
    void anUnreadableAnswerIsNoAnswer() {
        answer(200, "{\"events\":1,\"candidates\":1,\"markets\":1,\"items\":[" + market("1", "1.2", "0.1") + "]}");

        post("/signals/generate", "{\"run_id\":\"r\"}").statusCode(503).body("code", equalTo("NEIGHBOUR_UNAVAILABLE"));
    }

    @Test
    void refusesADisabledStrategy() throws Exception {
        // Given
        patch("/strategies/momentum", "{\"enabled\":false}").statusCode(200).body("enabled", equalTo(false));

        // When
        var answer = post("/signals/generate", "{\"run_id\":\"r\",\"strategy\":\"momentum\"}");

        // Then
        answer.statusCode(409).body("code", equalTo("STRATEGY_DISABLED"));
        get("/strategies").then().body("items.find { it.name == 'momentum' }.enabled", equalTo(false));
    }

    @Test
    void registersItsStrategiesInTheDatabase() {
        org.awaitility.Awaitility.await()
                .untilAsserted(
                        () -> assertThat(read("SELECT name || ' ' || default_parameters FROM strategies ORDER BY name"))
                                .containsExactly(
                                        "momentum {\"min_price\": 0.75, \"trade_amount\": 100, \"max_positions\": 10}",
                                        "most-likely {\"trade_amount\": 100}"));
    }

    @Test
    void refusesToSwitchAnUnknownStrategyOrWithoutSayingWhere() {
        patch("/strategies/arbitrage", "{\"enabled\":false}").statusCode(404).body("code", equalTo("NOT_FOUND"));
        patch("/strategies/momentum", "{}").statusCode(400).body("code", equalTo("INVALID_FIELD"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "9", "\"x"})
    void refusesDocumentsWithoutEnd(String piece) {
        post("/signals/generate", "{\"run_id\":" + piece.repeat(5000))
                .statusCode(400)
                .contentType("application/problem+json");
    }

    @Test
    void refusesABodyOfTenMegabytes() {
        post("/signals/generate", "{\"run_id\":\"" + "x".repeat(10_000_000) + "\"}")
                .statusCode(413)
                .body("code", equalTo("BODY_TOO_LARGE"));
    }

    @Test
    void listsStrategiesWithTheirParameters() {
        get("/strategies")
                .then()
                .statusCode(200)
                .body("items.name", contains("momentum", "most-likely"))
                .body("items[0].parameters.name", hasItems("min_price", "max_positions", "trade_amount"))
                .body("items[0].filters.event_max_days_until_end", nullValue())
                .body("items[1].parameters", hasSize(1))
                .body("next_cursor", nullValue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{\"run_id\":",
                "{}",
                "{\"run_id\":null}",
                "{\"run_id\":\"\"}",
                "{\"run_id\":\"a b\"}",
                "{\"run_id\":\"r'; DROP TABLE trading_signals; --\"}",
                "{\"run_id\":17}",
                "{\"run_id\":\"r\",\"surprise\":1}",
                "{\"run_id\":\"r\",\"portfolio_id\":0}",
                "{\"run_id\":\"r\",\"portfolio_id\":1.5}",
                "{\"run_id\":\"r\",\"portfolio_id\":99999999999}",
                "{\"run_id\":\"r\",\"strategy\":\"arbitrage\"}",
                "{\"run_id\":\"r\",\"parameters\":{\"trade_amount\":-5}}",
                "{\"run_id\":\"r\",\"parameters\":{\"trade_amount\":NaN}}",
                "{\"run_id\":\"r\",\"parameters\":{\"trade_amount\":\"100\"}}",
                "{\"run_id\":\"r\",\"parameters\":{\"trade_amount\":null}}",
                "{\"run_id\":\"r\",\"parameters\":{\"categories\":1}}",
                "{\"run_id\":\"r\",\"filters\":{\"surprise\":1}}",
                "{\"run_id\":\"r\",\"filters\":{\"min_conviction\":2}}",
                "{\"run_id\":\"r\",\"filters\":{\"event_min_volume\":1e999999999}}",
                "{\"run_id\":\"r\",\"filters\":{\"event_min_volume\":1e-999999999}}",
                "{\"run_id\":\"r\",\"filters\":{\"at\":\"yesterday\"}}",
                "{\"run_id\":\"r\",\"filters\":[1]}"
            })
    void refusesBadInputAndWritesNothing(String body) throws Exception {
        // Given
        answer(200, THREE);

        // When
        var answer = post("/signals/generate", body);

        // Then
        answer.statusCode(400)
                .contentType("application/problem+json")
                .body("code", org.hamcrest.Matchers.notNullValue())
                .body("hint", org.hamcrest.Matchers.notNullValue());
        assertThat(read("SELECT count(*) FROM signal_runs")).containsExactly("0");
        assertThat(asked()).isEqualTo("[]");
    }

    @Test
    void theOldNameOfMinPriceIsRefusedWithAHint() {
        post(
                        "/signals/generate",
                        "{\"run_id\":\"r\",\"strategy\":\"momentum\",\"parameters\":{\"min_confidence\":0.75}}")
                .statusCode(400)
                .body("code", equalTo("PARAMETER_RENAMED"))
                .body("hint", containsString("min_price"));
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0, LIMIT_OUT_OF_RANGE",
        "limit=-1, LIMIT_OUT_OF_RANGE",
        "limit=1001, LIMIT_OUT_OF_RANGE",
        "status=open, INVALID_PARAMETER",
        "portfolio_id=one, INVALID_PARAMETER",
        "cursor=-5, INVALID_PARAMETER"
    })
    void refusesBadListParameters(String query, String code) {
        get("/signals?" + query).then().statusCode(400).body("code", equalTo(code));
    }

    @Test
    void listsNewestFirstPageByPage() {
        // Given
        answer(200, THREE);
        post("/signals/generate", "{\"run_id\":\"a\"}").statusCode(200);
        post("/signals/generate", "{\"run_id\":\"b\",\"portfolio_id\":2}").statusCode(200);

        // When
        var first = get("/signals?limit=3").then().statusCode(200);
        var second = get("/signals?limit=3&cursor=" + first.extract().path("next_cursor"))
                .then();

        // Then
        first.body("items.signal_id", contains("b.2.1", "b.2.2", "a.1.1"))
                .body("items[0].trade_id", nullValue())
                .body("items[0].status", equalTo("generated"))
                .body("items[0].generated_at", equalTo("2025-10-15T16:10:00.127566Z"));
        second.body("items.signal_id", contains("a.1.2")).body("next_cursor", nullValue());
        get("/signals?portfolio_id=2&status=generated").then().body("items", hasSize(2));
        get("/signals?status=denied").then().body("items", hasSize(0));
        get("/signals?signal_id=a.1.2").then().body("items.signal_id", contains("a.1.2"));
        get("/signals?market_id=2").then().body("items.signal_id", contains("b.2.2", "a.1.2"));
    }
}
