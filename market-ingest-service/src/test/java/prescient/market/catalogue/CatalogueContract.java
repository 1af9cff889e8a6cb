package prescient.market.catalogue;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.comparesEqualTo;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import prescient.market.testing.Kalshi;
import prescient.market.testing.StagedVenue;
import prescient.testing.StrictLog;

/** What callers may rely on, whichever store the catalogue is in: the same pages give the same answers. */
abstract class CatalogueContract {

    private static final AtomicInteger RUNS = new AtomicInteger();
    private static final String AT = "\"at\":\"2026-12-01T00:00:00Z\"";

    @RegisterExtension
    final StrictLog log = new StrictLog();

    final StagedVenue.Stage venue = StagedVenue.stage();

    @BeforeEach
    void threeEvents() {
        venue.playPages(
                "[" + event("1", market("11", "0.8", "0.2"), market("12", "0.75", "0.25"), "{\"id\":\"13\"}") + ","
                        + event("2", market("21", "0.5", "0.5")).replace("\"liquidity\":20000.5", "\"liquidity\":1")
                        + "]",
                "[" + event("3", market("31", "0.9", "0.1")).replace("\"volume\":90000", "\"volume\":90001") + ","
                        + event("1") + "]");
        ingest().statusCode(200);
    }

    @Test
    void aRunReadsEveryPageOnceAndItsIdIsRepeatable() {
        // Given
        var id = fresh();

        // When
        var first = run(id).statusCode(200)
                .body("status", equalTo("complete"))
                .body("events", equalTo(3))
                .body("markets", equalTo(5))
                .body("pages", equalTo(2))
                .body("duplicates", equalTo(1))
                .body("finished_at", notNullValue())
                .extract()
                .asString();
        venue.play(path -> StagedVenue.Reply.status(500));

        // Then
        assertThat(run(id).statusCode(200).extract().asString()).isEqualTo(first);
        assertThat(given().get("/ingest/runs/" + id).asString()).isEqualTo(first);
        given().get("/ingest/runs?limit=1")
                .then()
                .body("items[0].run_id", equalTo(id))
                .body("next_cursor", equalTo(id));
        given().get("/ingest/runs/none").then().statusCode(404);
    }

    @Test
    void theFilterChoosesByVolumeThenByTheCatalogue() {
        // When
        var answer = filter("");

        // Then
        answer.statusCode(200)
                .body("events", equalTo(3))
                .body("candidates", equalTo(2))
                .body("items.market_id", equalTo(List.of("31", "11", "12")))
                .body("items[1].question", equalTo("Question 11?"))
                .body("items[1].yes_price", comparesEqualTo(0.8f))
                .body("items[1].event_id", equalTo("1"))
                .body("items[1].event_title", equalTo("Event 1"))
                .body("items[1].event_end_date", equalTo("2027-01-01T12:00:00Z"))
                .body("items[1].snapshot_at", notNullValue())
                .body("items[1].closed", equalTo(false))
                .body("items[1].accepting_orders", equalTo(true));
        given().get("/markets?filtered=true").then().body("items.market_id", equalTo(List.of("11", "12", "31")));
        given().get("/events?filtered=false").then().body("items.event_id", equalTo(List.of("2")));
    }

    @Test
    void aMarketOfAnotherVenueHasPricesAndIsNeverChosen() {
        // Given
        venue.play(path -> StagedVenue.Reply.ok(Kalshi.markets(Kalshi.open("KXHIGHNY-26FEB03-B34.5", 34, 31))));

        // When
        refresh("KXHIGHNY-26FEB03-B34.5").statusCode(200);

        // Then
        given().get("/prices?market_id=KXHIGHNY-26FEB03-B34.5")
                .then()
                .body("quotes[0].yes_price", comparesEqualTo(0.34f))
                .body("quotes[0].no_price", comparesEqualTo(0.69f));
        filter(",\"event_min_liquidity\":null,\"event_min_volume\":null,\"market_min_liquidity\":null,"
                        + "\"market_min_volume\":null,\"event_min_days_until_end\":null")
                .body("events", equalTo(3))
                .body("items.market_id", not(hasItem("KXHIGHNY-26FEB03-B34.5")));
        venue.playPages("[" + event("1", market("11", "0.8", "0.2")) + "]");
        ingest().body("events", equalTo(1)).body("markets", equalTo(1));
        given().get("/prices?market_id=KXHIGHNY-26FEB03-B34.5").then().body("quotes", hasSize(1));
    }

    static ValidatableResponse refresh(String marketId) {
        return given().contentType(ContentType.JSON)
                .body("{\"market_ids\":[\"" + marketId + "\"]}")
                .post("/prices/refresh")
                .then();
    }

    @Test
    void boundsAreOffWhenTheyAreNullAndAChoiceReplacesTheOneBefore() {
        // Given
        filter(",\"event_min_liquidity\":null,\"market_min_liquidity\":null,\"market_min_volume\":null")
                .body("candidates", equalTo(3))
                .body("markets", equalTo(5));

        // When
        var narrow = filter(",\"min_conviction\":0.5,\"max_conviction\":0.6");
        var none = filter(",\"market_min_volume\":1000000000");

        // Then
        narrow.body("items.market_id", equalTo(List.of("12")));
        none.body("candidates", equalTo(2)).body("markets", equalTo(0));
        given().get("/markets?filtered=true").then().body("items", hasSize(0));
    }

    @Test
    void eventsAndMarketsAreListedAndShown() {
        // When
        var events = given().get("/events?limit=2").then();
        var markets = given().get("/markets?event_id=1&limit=2").then();

        // Then
        events.body("items.event_id", equalTo(List.of("1", "2"))).body("next_cursor", equalTo("2"));
        markets.body("items.market_id", equalTo(List.of("11", "12"))).body("next_cursor", equalTo("12"));
        given().get("/markets?event_id=1&limit=2&cursor=12").then().body("items.market_id", equalTo(List.of("13")));
        given().get("/events/1")
                .then()
                .body("event_data.unknown.kept", equalTo(List.of(1)))
                .body("event_data.markets", nullValue())
                .body("liquidity", comparesEqualTo(20000.5f))
                .body("listed", equalTo(true))
                .body("last_seen_run", notNullValue());
        given().get("/markets/11")
                .then()
                .body("market_data.conditionId", equalTo("0x11"))
                .body("condition_id", equalTo("0x11"))
                .body("event_title", equalTo("Event 1"));
        given().get("/markets/13")
                .then()
                .body("question", equalTo("Unknown Question"))
                .body("yes_price", nullValue());
        given().get("/markets/none").then().statusCode(404);
        given().get("/events/none").then().statusCode(404);
    }

    @Test
    void askingForSingleMarketsChangesTheirPricesAndNoOthers() {
        // Given
        venue.play(path -> StagedVenue.Reply.ok("[" + market("12", "1", "0", true) + ",{\"id\":\"99\"}]"));

        // When
        var answer = post("/prices/refresh", "{\"market_ids\":[\"12\",\"31\",\"none\"]}");

        // Then
        answer.statusCode(200)
                .body("quotes.market_id", equalTo(List.of("12", "31")))
                .body("quotes[0].yes_price", comparesEqualTo(1))
                .body("quotes[0].closed", equalTo(true))
                .body("quotes[0].resolution", equalTo("yes"))
                .body("quotes[1].yes_price", comparesEqualTo(0.9f));
        given().get("/prices?market_id=31&market_id=12&market_id=31")
                .then()
                .body("quotes.market_id", equalTo(List.of("31", "12")))
                .body("quotes[1].resolution", equalTo("yes"));
        given().get("/markets/12").then().body("closed", equalTo(true)).body("event_id", equalTo("1"));
        given().get("/markets/99").then().statusCode(404);
    }

    @Test
    void aMarketThatLeftTheCatalogueKeepsItsLastPrice() {
        // Given
        venue.playPages("[" + event("1", market("12", "0.7", "0.3")) + "]");

        // When
        ingest().body("status", equalTo("complete"));

        // Then
        given().get("/prices?market_id=11&market_id=12")
                .then()
                .body("quotes.market_id", equalTo(List.of("11", "12")))
                .body("quotes[0].yes_price", comparesEqualTo(0.8f))
                .body("quotes[1].yes_price", comparesEqualTo(0.7f));
        given().get("/markets/11").then().body("listed", equalTo(false)).body("event_id", equalTo("1"));
        filter("").body("events", equalTo(1)).body("items.market_id", equalTo(List.of("12")));
    }

    @Test
    void anIncompleteRunTakesNothingOffTheList() {
        // Given
        venue.play(path -> path.contains("after_cursor")
                ? StagedVenue.Reply.status(404)
                : StagedVenue.Reply.ok(
                        "{\"events\":[" + event("3", market("31", "0.6", "0.4")) + "]," + "\"next_cursor\":\"c1\"}"));

        // When
        var run = ingest();

        // Then
        run.statusCode(200)
                .body("status", equalTo("incomplete"))
                .body("reason", notNullValue())
                .body("events", equalTo(1))
                .body("quarantined", equalTo(1));
        given().get("/events").then().body("items.event_id", equalTo(List.of("1", "2", "3")));
        given().get("/prices?market_id=31&market_id=11")
                .then()
                .body("quotes[0].yes_price", comparesEqualTo(0.6f))
                .body("quotes[1].yes_price", comparesEqualTo(0.8f));
    }

    @Test
    void whatCannotBeReadIsLeftOutAndCounted() {
        // Given
        venue.playPages("[" + event("1", market("11", "0.8", "0.2")) + ",7,{\"title\":\"no id\"}]");

        // When
        var run = ingest();

        // Then
        run.body("status", equalTo("incomplete")).body("events", equalTo(1)).body("quarantined", equalTo(2));
        given().get("/events").then().body("items.event_id", hasItem("2"));
    }

    @Test
    void badInputIsRefused() {
        post("/markets/filter", "{}").statusCode(400).contentType("application/problem+json");
        post("/ingest/runs", "{\"run_id\":\"a b\"}").statusCode(400);
        given().get("/events?limit=0").then().statusCode(400);
        given().get("/ingest/runs?limit=1").then().body("items.run_id", not(hasItem("a b")));
    }

    static String fresh() {
        return "run-" + RUNS.incrementAndGet();
    }

    static ValidatableResponse ingest() {
        return run(fresh());
    }

    static ValidatableResponse run(String id) {
        return post("/ingest/runs", "{\"run_id\":\"" + id + "\"}");
    }

    static ValidatableResponse filter(String bounds) {
        return post("/markets/filter", "{\"run_id\":\"r\"," + AT + bounds + "}");
    }

    static ValidatableResponse post(String path, String body) {
        return given().contentType(ContentType.JSON).body(body).post(path).then();
    }

    static String event(String id, String... markets) {
        return prescient.market.testing.Gamma.event(id, markets);
    }

    static String market(String id, String yes, String no) {
        return prescient.market.testing.Gamma.market(id, yes, no, false);
    }

    static String market(String id, String yes, String no, boolean closed) {
        return prescient.market.testing.Gamma.market(id, yes, no, closed);
    }
}
