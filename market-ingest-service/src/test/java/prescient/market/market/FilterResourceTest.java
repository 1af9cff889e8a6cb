package prescient.market.market;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import prescient.market.testing.MarketServiceTest;

@QuarkusTest
class FilterResourceTest extends MarketServiceTest {

    private static final String AT = "\"at\":\"2026-12-01T00:00:00Z\"";

    @BeforeEach
    void catalogue() {
        venue.playPages("[" + event("1", market("11", "0.8", "0.2"), market("12", "0.75", "0.25"), "{\"id\":\"13\"}")
                + "," + event("2", market("21", "0.5", "0.5")).replace("\"liquidity\":20000.5", "\"liquidity\":1")
                + "," + event("3", market("31", "0.9", "0.1")).replace("\"volume\":90000", "\"volume\":90001") + "]");
        ingest("r1").statusCode(200).body("status", equalTo("complete"));
    }

    @Test
    void defaultsChooseLiquidMarketsOfLiquidEventsLargestVolumeFirst() {
        // When
        var answer = post("/markets/filter", "{\"run_id\":\"r1\"," + AT + "}");

        // Then
        answer.statusCode(200)
                .body("events", equalTo(3))
                .body("candidates", equalTo(2))
                .body("markets", equalTo(3))
                .body("items.market_id", equalTo(List.of("31", "11", "12")))
                .body("items[1].question", equalTo("Question 11?"))
                .body("items[1].event_title", equalTo("Event 1"))
                .body("items[1].event_end_date", equalTo("2027-01-01T12:00:00Z"))
                .body("items[1].snapshot_at", notNullValue())
                .body("items[1].accepting_orders", equalTo(true));
        assertThat(value("SELECT string_agg(event_id, ' ' ORDER BY event_id) FROM market.events WHERE is_filtered"))
                .isEqualTo("1 3");
        given().get("/markets?filtered=true").then().body("items.market_id", equalTo(List.of("11", "12", "31")));
        given().get("/events?filtered=false").then().body("items.event_id", equalTo(List.of("2")));
    }

    @Test
    void anExplicitNullSwitchesABoundOff() {
        // When
        var answer = post(
                "/markets/filter",
                "{\"run_id\":\"r1\"," + AT
                        + ",\"event_min_liquidity\":null,\"market_min_liquidity\":null,\"market_min_volume\":null,"
                        + "\"event_max_days_until_end\":null}");

        // Then
        answer.statusCode(200).body("candidates", equalTo(3)).body("markets", equalTo(5));
    }

    @Test
    void convictionBoundsAreComparedInDoubles() {
        // When
        var answer =
                post("/markets/filter", "{\"run_id\":\"r1\"," + AT + ",\"min_conviction\":0.5,\"max_conviction\":0.6}");

        // Then
        answer.statusCode(200).body("items.market_id", equalTo(List.of("12")));
    }

    @Test
    void daysAreCountedFromTheTimeOfTheRequest() {
        // When
        var tooEarly = post("/markets/filter", "{\"run_id\":\"r1\",\"at\":\"2026-09-01T00:00:00Z\"}");
        var tooLate = post("/markets/filter", "{\"run_id\":\"r1\",\"at\":\"2026-12-31T13:00:00Z\"}");

        // Then
        tooEarly.body("candidates", equalTo(0));
        tooLate.body("candidates", equalTo(0)).body("items", hasSize(0));
        assertThat(count("market.markets WHERE is_filtered")).isZero();
    }

    @Test
    void oneMarketAndOneEventShowTheVenuesOwnJson() {
        // When
        var market = given().get("/markets/11").then();
        var event = given().get("/events/1").then();

        // Then
        market.statusCode(200).body("market_data.conditionId", equalTo("0x11")).body("condition_id", equalTo("0x11"));
        event.statusCode(200)
                .body("event_data.unknown.kept", equalTo(List.of(1)))
                .body("listed", equalTo(true));
        given().get("/markets/none").then().statusCode(404).body("code", equalTo("NOT_FOUND"));
        given().get("/events/none").then().statusCode(404);
    }

    @Test
    void aPreviewAnswersTheChoiceAndMarksNothing() {
        // Given
        post("/markets/filter", "{\"run_id\":\"r1\",\"event_min_volume\":90001," + AT + "}")
                .body("items.market_id", equalTo(List.of("31")));

        // When
        var answer = post("/markets/filter/preview", "{\"run_id\":\"r2\"," + AT + "}");

        // Then
        answer.statusCode(200)
                .body("events", equalTo(3))
                .body("candidates", equalTo(2))
                .body("markets", equalTo(3))
                .body("items.market_id", equalTo(List.of("31", "11", "12")));
        given().get("/markets?filtered=true").then().body("items.market_id", equalTo(List.of("31")));
    }

    @Test
    void listsAreSearchedInAnyCase() {
        // When
        var markets = given().get("/markets?search=QUESTION 1").then();
        var ofEvent = given().get("/markets?search=event 3").then();
        var events = given().get("/events?search=vent 2").then();

        // Then
        markets.body("items.market_id", equalTo(List.of("11", "12")));
        ofEvent.body("items.market_id", equalTo(List.of("31")));
        events.body("items.event_id", equalTo(List.of("2")));
        given().get("/markets?search=100%").then().body("items", equalTo(List.of()));
    }

    @Test
    void listsPageByCursor() {
        // When
        var first = given().get("/markets?limit=2&event_id=1").then();

        // Then
        first.body("items.market_id", equalTo(List.of("11", "12"))).body("next_cursor", equalTo("12"));
        given().get("/markets?limit=2&event_id=1&cursor=12").then().body("items.market_id", equalTo(List.of("13")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "",
                "null",
                "{}",
                "{\"run_id\":\"r1\",\"unknown\":1}",
                "{\"run_id\":\"x; DROP TABLE markets\"}",
                "{\"run_id\":\"r1\",\"at\":\"yesterday\"}",
                "{\"run_id\":\"r1\",\"event_min_liquidity\":-1}",
                "{\"run_id\":\"r1\",\"market_min_volume\":NaN}",
                "{\"run_id\":\"r1\",\"market_min_volume\":\"1\"}",
                "{\"run_id\":\"r1\",\"market_min_volume\":1e999}",
                "{\"run_id\":\"r1\",\"event_max_days_until_end\":1.5}",
                "{\"run_id\":\"r1\",\"event_max_days_until_end\":1e30}",
                "{\"run_id\":\"r1\",\"max_conviction\":1.2}"
            })
    void badFiltersAreRefusedAndNothingIsWritten(String body) {
        // When
        var answer = post("/markets/filter", body);

        // Then
        answer.statusCode(400).contentType("application/problem+json").body("hint", notNullValue());
        assertThat(count("market.markets WHERE is_filtered")).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/markets?limit=0",
                "/markets?limit=-1",
                "/events?limit=1001",
                "/markets?limit=abc",
                "/markets?filtered=maybe",
                "/events?cursor=1'%20OR%20'1'='1",
                "/markets?event_id=a%20b",
                "/markets?search=%20",
                "/events?search=a%00b",
                "/markets/11/history?cursor=x",
                "/markets/11/history?limit=0",
                "/ingest/runs?limit=0",
                "/ingest/runs/a'b",
                "/markets/a%00b",
                "/prices?market_id=1%27"
            })
    void badParametersAreRefused(String path) {
        given().urlEncodingEnabled(false)
                .get(path)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", notNullValue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"run_id\":\"\"}", "{\"run_id\":null}", "{\"run_id\":1}", "{\"run_id\":\"a b\"}", "{}", "[", ""
            })
    void badRunsAreRefused(String body) {
        // When
        var answer = post("/ingest/runs", body);

        // Then
        answer.statusCode(400).contentType("application/problem+json");
        assertThat(count("market.ingest_runs")).isEqualTo(1);
    }
}
