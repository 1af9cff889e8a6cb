package prescient.market.price;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import prescient.market.testing.MarketServiceTest;
import prescient.market.testing.StagedVenue.Reply;

@QuarkusTest
class PriceResourceTest extends MarketServiceTest {

    @BeforeEach
    void catalogue() {
        venue.playPages("[" + event("1", market("11", "0.60", "0.4"), market("12", "0.7", "0.3")) + "]");
        ingest("r1").statusCode(200);
    }

    @Test
    void pricesComeFromTheDatabaseInTheOrderAskedAndUnknownIdsAreAbsent() {
        // Given
        venue.play(path -> Reply.status(500));

        // When
        var answer = given().get("/prices?market_id=12&market_id=nobody&market_id=11&market_id=12");

        // Then
        answer.then()
                .statusCode(200)
                .body("quotes.market_id", equalTo(List.of("12", "11")))
                .body("quotes[0].yes_price", equalTo(0.7f))
                .body("quotes[0].closed", equalTo(false))
                .body("quotes[0].resolution", nullValue());
        assertThat(answer.asString()).contains("\"yes_price\":0.6,");
        assertThat(venue.requests()).isEmpty();
    }

    @Test
    void aThousandIdsFitIntoOneQuestionAndNoMore() {
        // Given
        var ids = IntStream.range(0, 1001)
                .mapToObj(i -> "market_id=00000000000" + i)
                .toList();

        // When
        var thousand = given().get("/prices?" + String.join("&", ids.subList(0, 1000)));
        var more = given().get("/prices?" + String.join("&", ids));

        // Then
        thousand.then().statusCode(200).body("quotes", hasSize(0));
        more.then().statusCode(400).body("code", equalTo("INVALID_PARAMETER"));
        given().get("/prices").then().statusCode(200).body("quotes", hasSize(0));
    }

    @Test
    void refreshStoresWhatWasAskedForAndDropsStrangers() {
        // Given
        venue.play(path -> Reply.ok("[" + market("11", "0.9", "0.1") + "," + market("19", "0.5", "0.5") + "]"));

        // When
        var answer = post("/prices/refresh", "{\"market_ids\":[\"11\"]}");

        // Then
        answer.statusCode(200).body("quotes", hasSize(1)).body("quotes[0].yes_price", equalTo(0.9f));
        assertThat(venue.requests()).containsExactly("/markets?id=11&limit=1");
        assertThat(count("market.markets WHERE market_id = '19'")).isZero();
        assertThat(value("SELECT event_id FROM market.markets WHERE market_id = '11'"))
                .isEqualTo("1");
        given().get("/markets/11/history").then().body("items.source", equalTo(List.of("refresh", "catalogue")));
        given().get("/q/metrics")
                .then()
                .body(org.hamcrest.Matchers.containsString("prescient_venue_unrequested_total"));
    }

    @ParameterizedTest
    @CsvSource({"1,0,yes", "0,1,no", "0.5,0.5,void", "0.99,0.01,", "1.0,0,yes"})
    void aClosedMarketResolvesByItsFinalPrices(String yes, String no, String resolution) {
        // Given
        venue.play(path ->
                path.contains("closed=true") ? Reply.ok("[" + market("11", yes, no, true) + "]") : Reply.ok("[]"));

        // When
        var answer = post("/prices/refresh", "{\"market_ids\":[\"11\"]}");

        // Then
        answer.statusCode(200)
                .body("quotes[0].closed", equalTo(true))
                .body("quotes[0].resolution", equalTo(resolution));
    }

    @Test
    void anOpenMarketAtOneIsNotResolved() {
        // Given
        venue.play(path -> Reply.ok("[" + market("11", "1", "0") + "]"));

        // When
        var answer = post("/prices/refresh", "{\"market_ids\":[\"11\"]}");

        // Then
        answer.body("quotes[0].yes_price", equalTo(1)).body("quotes[0].resolution", nullValue());
    }

    @Test
    void manyIdsAreAskedForInBatchesAndAFailedBatchKeepsItsOldPrices() {
        // Given
        var ids = IntStream.range(100, 150).mapToObj(i -> "\"" + i + "\"").collect(Collectors.joining(","));
        venue.play(path ->
                path.contains("id=11&") ? Reply.status(500) : Reply.ok("[" + market("149", "0.8", "0.2") + "]"));

        // When
        var answer = post("/prices/refresh", "{\"market_ids\":[" + ids + ",\"11\"]}");

        // Then
        answer.statusCode(200).body("quotes.market_id", containsInAnyOrder("149", "11"));
        assertThat(venue.requests().getFirst())
                .contains("id=100")
                .contains("id=149")
                .doesNotContain("id=11&");
        assertThat(value("SELECT yes_price FROM market.markets WHERE market_id = '11'"))
                .isEqualTo("0.6");
        assertThat(value("SELECT last_problem FROM market.feeds WHERE feed = 'prices'"))
                .contains("HTTP 500");
    }

    @Test
    void aVenueThatIsDownIsAProblemAndReadinessStays() {
        // Given
        venue.play(path -> Reply.status(500));

        // When
        var answer = post("/prices/refresh", "{\"market_ids\":[\"11\"]}");

        // Then
        answer.statusCode(503).contentType("application/problem+json").body("code", equalTo("VENUE_UNAVAILABLE"));
        given().get("/q/health/ready").then().statusCode(200);
    }

    @Test
    void historyPagesThroughEveryPointOnce() {
        // Given
        for (int i = 1; i <= 4; i++) {
            var price = "0.6" + i;
            venue.play(path -> Reply.ok("[" + market("11", price, "0.4") + "]"));
            post("/prices/refresh", "{\"market_ids\":[\"11\"]}").statusCode(200);
        }

        // When
        var first = given().get("/markets/11/history?limit=3").then().extract().jsonPath();
        var second = given().queryParam("cursor", first.getString("next_cursor"))
                .get("/markets/11/history?limit=3")
                .then()
                .extract()
                .jsonPath();

        // Then
        assertThat(first.getList("items.yes_price", Float.class)).containsExactly(0.64f, 0.63f, 0.62f);
        assertThat(second.getList("items.yes_price", Float.class)).containsExactly(0.61f, 0.6f);
        assertThat(second.getString("next_cursor")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"market_ids\":",
                "{\"market_ids\":null}",
                "{}",
                "",
                "[]",
                "{\"market_ids\":[\"1' OR '1'='1\"]}",
                "{\"market_ids\":[\"\"]}",
                "{\"market_ids\":[null]}",
                "{\"market_ids\":[1]}",
                "{\"market_ids\":[NaN]}",
                "{\"market_ids\":[\"1\"],\"other\":1}"
            })
    void badRefreshesAreRefusedAndNothingIsAsked(String body) {
        // Given
        venue.play(path -> Reply.status(500));

        // When
        var answer = post("/prices/refresh", body);

        // Then
        answer.statusCode(400).contentType("application/problem+json");
        assertThat(venue.requests()).isEmpty();
    }
}
