package prescient.market.ticks;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.comparesEqualTo;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.JsonConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.path.json.config.JsonPathConfig.NumberReturnType;
import io.restassured.response.ValidatableResponse;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import prescient.market.testing.MarketServiceTest;

/** What the price log answers. */
@QuarkusTest
class TickResourceTest extends MarketServiceTest {

    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final PriceLogTable table;

    TickResourceTest(PriceLogTable table) {
        this.table = table;
    }

    @BeforeEach
    void emptyLog() {
        execute("TRUNCATE market.price_log, market.price_gaps");
    }

    private static SecondRow row(String at, String price) {
        var time = Instant.parse(at);
        return new SecondRow("BTC-USD", time, new BigDecimal(price), time.plusMillis(250), "Z", 1);
    }

    private int store(SecondRow... rows) {
        return table.store(TickDesk.VENUE, "simulation", List.of(rows)).await().atMost(DEADLINE);
    }

    private static ValidatableResponse get(String path) {
        return given().config(RestAssuredConfig.config()
                        .jsonConfig(JsonConfig.jsonConfig().numberReturnType(NumberReturnType.BIG_DECIMAL)))
                .get(path)
                .then();
    }

    private static BigDecimal decimal(String text) {
        return new BigDecimal(text);
    }

    @Test
    void aSecondHasOneRowAndKeepsIt() {
        // Given
        assertThat(store(row("2026-02-03T12:00:00Z", "118000.01"), row("2026-02-03T12:00:01Z", "118000.02")))
                .isEqualTo(2);

        // When
        int stored = store(row("2026-02-03T12:00:01Z", "99"), row("2026-02-03T12:00:02Z", "118000.03"));

        // Then
        assertThat(stored).isEqualTo(1);
        get("/prices/BTC-USD?limit=10")
                .statusCode(200)
                .body("items.price", contains(decimal("118000.03"), decimal("118000.02"), decimal("118000.01")))
                .body("items[0].source_zone", equalTo("Z"))
                .body("items[0].source_at", equalTo("2026-02-03T12:00:02.250Z"))
                .body("next_cursor", nullValue());
    }

    @Test
    void momentumComesFromTheNewestPricesThatAreOldEnough() {
        // Given no row exactly a minute before, and none at all half an hour before
        store(
                row("2026-02-03T11:44:00Z", "100000"),
                row("2026-02-03T11:58:30Z", "117000"),
                row("2026-02-03T11:58:57Z", "117500"),
                row("2026-02-03T11:59:03Z", "50"),
                row("2026-02-03T12:00:00Z", "118000.5"));

        // When
        var latest = get("/prices/BTC-USD/latest");

        // Then
        latest.statusCode(200)
                .body("symbol", equalTo("BTC-USD"))
                .body("price", comparesEqualTo(decimal("118000.5")))
                .body("at", equalTo("2026-02-03T12:00:00Z"))
                .body("age_seconds", greaterThan(decimal("0")))
                .body("one_minute_avg", comparesEqualTo(decimal("59025.25")))
                .body("momentum.delta_1m", comparesEqualTo(decimal("0.425957")))
                .body("momentum.delta_2m", comparesEqualTo(decimal("18.0005")))
                .body("momentum.delta_15m", comparesEqualTo(decimal("18.0005")))
                .body("momentum.delta_30m", nullValue())
                .body("momentum.bucket", equalTo(30));
    }

    @Test
    void b14PricesAreFoundByTheirInstantWhateverZoneTheQuestionIsIn() {
        // Given
        store(
                row("2026-02-03T04:59:59Z", "1.5"),
                row("2026-02-03T05:00:00Z", "2.5"),
                row("2026-02-03T06:00:00Z", "3.5"));

        // Then
        get("/prices/BTC-USD?from=2026-02-03T00:00:00-05:00&to=2026-02-03T01:00:00-05:00")
                .body("items.price", contains(decimal("2.5")));
        get("/prices/BTC-USD?from=2026-02-03T05:00:00Z").body("items.price", contains(decimal("3.5"), decimal("2.5")));
    }

    @Test
    void b57ASymbolIsAValueAndNeverPartOfAStatement() {
        // Given
        store(row("2026-02-03T05:00:00Z", "2.5"));

        // When
        var answers = new StringBuilder();
        for (var symbol : List.of("X' OR '1'='1", "BTC-USD'; DELETE FROM price_log; --", "BTC-USD%", "BTC-USD\" --")) {
            answers.append(given().get("/prices/{symbol}/latest", symbol)
                    .then()
                    .statusCode(404)
                    .extract()
                    .asString());
            answers.append(given().get("/prices/{symbol}", symbol).asString());
        }

        // Then
        assertThat(answers.toString()).doesNotContain("2.5");
        get("/prices/BTC-USD").body("items", hasSize(1));
    }

    @Test
    void bothPassesOfTheAutumnNightsHourAreKeptAndAMinuteIsAMinuteAcrossTheChange() {
        // Given half past one New York time, twice
        store(
                row("2025-11-02T05:30:00Z", "100"),
                row("2025-11-02T05:59:30Z", "110"),
                row("2025-11-02T06:00:30Z", "121"),
                row("2025-11-02T06:30:00Z", "200"));

        // Then
        get("/prices/BTC-USD?from=2025-11-02T01:00:00-04:00&to=2025-11-02T02:00:00-05:00")
                .body("items", hasSize(4));
        execute("DELETE FROM market.price_log WHERE price = 200");
        get("/prices/BTC-USD/latest").body("momentum.delta_1m", comparesEqualTo(decimal("10")));
    }

    @Test
    void theSpringNightSkipsAnHourOnTheWallButNoneOfThePrices() {
        // Given the minute before two and the minute from three, New York time
        store(row("2025-03-09T06:59:30Z", "100"), row("2025-03-09T07:00:30Z", "101"));

        // Then
        get("/prices/BTC-USD/latest").body("momentum.delta_1m", comparesEqualTo(decimal("1")));
        get("/prices/BTC-USD?from=2025-03-09T01:59:00-05:00&to=2025-03-09T03:01:00-04:00")
                .body("items", hasSize(2));
    }

    @Test
    void rowsPageBackwardsInTime() {
        // Given
        for (int second = 0; second < 5; second++) {
            store(row("2026-02-03T12:00:0" + second + "Z", "10" + second));
        }

        // When
        var first = get("/prices/BTC-USD?limit=3").extract().jsonPath();
        var rest = get("/prices/BTC-USD?limit=3&cursor=" + first.getString("next_cursor"));

        // Then
        assertThat(first.getList("items.at"))
                .containsExactly("2026-02-03T12:00:04Z", "2026-02-03T12:00:03Z", "2026-02-03T12:00:02Z");
        rest.body("items.at", contains("2026-02-03T12:00:01Z", "2026-02-03T12:00:00Z"))
                .body("next_cursor", nullValue());
    }

    @Test
    void otherEnvironmentsAreNotMixedIn() {
        // Given
        table.store(TickDesk.VENUE, "prod", List.of(row("2026-02-03T12:00:00Z", "5")))
                .await()
                .atMost(DEADLINE);

        // Then
        get("/prices/BTC-USD/latest").statusCode(404).body("code", equalTo("PRICE_UNKNOWN"));
        get("/prices/BTC-USD").statusCode(200).body("items", hasSize(0));
    }

    @Test
    void badQuestionsAreRefusedByName() {
        get("/prices/BTC-USD?from=yesterday").statusCode(400).body("code", equalTo("INVALID_PARAMETER"));
        get("/prices/BTC-USD?to=2026-02-03T12:00:00").statusCode(400).body("code", equalTo("INVALID_PARAMETER"));
        get("/prices/BTC-USD?cursor=1").statusCode(400).body("code", equalTo("INVALID_PARAMETER"));
        get("/prices/BTC-USD?limit=0").statusCode(400).body("code", equalTo("LIMIT_OUT_OF_RANGE"));
        get("/prices/bitcoin/latest").statusCode(404);
    }

    @Test
    void gapsThatGoOnBecomeOne() {
        // Given
        var from = Instant.parse("2026-02-03T12:00:00Z");
        var gap = new PriceGap("BTC-USD", from, from.plusSeconds(5), PriceGap.Reason.OVERFLOW);

        // When
        for (int end = 5; end < 8; end++) {
            table.note(
                            "simulation",
                            List.of(gap.with(
                                    new PriceGap("BTC-USD", from, from.plusSeconds(end), PriceGap.Reason.OVERFLOW))),
                            from)
                    .await()
                    .atMost(DEADLINE);
        }

        // Then
        assertThat(value("SELECT to_at - from_at FROM market.price_gaps")).isEqualTo("00:00:07");
        assertThat(count("market.price_gaps")).isEqualTo(1);
    }

    @Test
    void gapsAreForgottenWithThePricesTheyAreAbout() {
        // Given
        var now = Instant.parse("2026-05-01T12:00:00Z");
        for (var end : List.of(now.minus(Duration.ofDays(366)), now.minus(Duration.ofDays(364)), now)) {
            table.note(
                            "simulation",
                            List.of(new PriceGap("BTC-USD", end.minusSeconds(60), end, PriceGap.Reason.DISCONNECTED)),
                            end)
                    .await()
                    .atMost(DEADLINE);
        }
        var config = new SmallRyeConfigBuilder()
                .withMapping(TicksConfig.class)
                .build()
                .getConfigMapping(TicksConfig.class);
        var job = new GapJob(table, config, null, () -> now);

        // When
        int gone = job.forget();
        int again = job.forget();

        // Then
        assertThat(gone).isEqualTo(1);
        assertThat(again).isZero();
        assertThat(count("market.price_gaps")).isEqualTo(2);
    }
}
