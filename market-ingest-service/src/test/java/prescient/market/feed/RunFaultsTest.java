package prescient.market.feed;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;

import io.quarkus.test.junit.QuarkusTest;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import prescient.market.testing.MarketServiceTest;
import prescient.market.testing.StagedVenue.Reply;
import prescient.market.testing.StagedVenue.Stage;

/** What a run makes of a venue that fails, repeats itself, or says what cannot be taken in. */
@QuarkusTest
class RunFaultsTest extends MarketServiceTest {

    enum Passing {
        TOO_MANY,
        FAILURE,
        CUT,
        NOT_JSON
    }

    private static Reply faulty(Passing fault, String path) {
        return switch (fault) {
            case TOO_MANY -> Reply.status(429);
            case FAILURE -> Reply.status(500);
            case CUT -> Reply.cut(Stage.page(path, RunResourceTest.TWO_PAGES));
            case NOT_JSON -> Reply.ok("{\"events\":[{\"id\":");
        };
    }

    @ParameterizedTest
    @EnumSource
    void aFaultThatPassesIsRetriedAndTheRunIsComplete(Passing fault) {
        // Given
        var left = new AtomicInteger(3);
        venue.play(path -> path.contains("after_cursor") && left.getAndDecrement() > 0
                ? faulty(fault, path)
                : Reply.ok(Stage.page(path, RunResourceTest.TWO_PAGES)));

        // When
        var run = ingest("r1");

        // Then
        run.statusCode(200)
                .body("status", equalTo("complete"))
                .body("events", equalTo(2))
                // The HTTP client repeats a cut answer once by itself.
                .body("retries", greaterThanOrEqualTo(fault == Passing.CUT ? 1 : 3))
                .body("quarantined", equalTo(0));
    }

    @ParameterizedTest
    @EnumSource
    void aFaultThatStaysMakesTheRunIncompleteAndKeepsWhatCameBefore(Passing fault) {
        // Given
        venue.play(path -> path.contains("after_cursor")
                ? faulty(fault, path)
                : Reply.ok(Stage.page(path, RunResourceTest.TWO_PAGES)));

        // When
        var run = ingest("r1");

        // Then
        run.statusCode(200)
                .body("status", equalTo("incomplete"))
                .body("reason", containsString("page 2"))
                .body("events", equalTo(1))
                .body("markets", equalTo(2))
                .body("quarantined", equalTo(1));
        assertThat(count("market.markets")).isEqualTo(2);
        assertThat(value("SELECT position FROM market.quarantine")).contains("page 2");
        if (fault == Passing.NOT_JSON) {
            assertThat(value("SELECT payload FROM market.quarantine")).isEqualTo("{\"events\":[{\"id\":");
        }
        given().get("/q/health/ready").then().statusCode(200);
    }

    @Test
    void aRefusedRequestIsNotRepeated() {
        // Given
        venue.play(path -> Reply.status(422));

        // When
        var run = ingest("r1");

        // Then
        run.body("status", equalTo("incomplete")).body("reason", containsString("HTTP 422"));
        assertThat(venue.requests()).hasSize(1);
    }

    @Test
    void duplicatedAndReorderedPagesCountOnce() {
        // Given
        venue.playPages(
                RunResourceTest.TWO_PAGES[1],
                RunResourceTest.TWO_PAGES[1],
                "[" + event("2", market("21", "0.9", "0.1")) + "," + event("1") + "]");

        // When
        var run = ingest("r1");

        // Then
        run.body("status", equalTo("complete"))
                .body("events", equalTo(2))
                .body("markets", equalTo(1))
                .body("duplicates", equalTo(2));
        assertThat(value("SELECT yes_price FROM market.markets WHERE market_id = '21'"))
                .isEqualTo("0.2");
    }

    @Test
    void aVenueThatRepeatsItsCursorIsCut() {
        // Given
        venue.play(
                path -> Reply.ok("{\"events\":%s,\"next_cursor\":\"same\"}".formatted(RunResourceTest.TWO_PAGES[0])));

        // When
        var run = ingest("r1");

        // Then
        run.body("status", equalTo("incomplete")).body("reason", containsString("repeats"));
        assertThat(venue.requests()).hasSizeLessThan(10);
    }

    @Test
    void aPageServedTwiceIsNoLoop() {
        // Given
        var twice = new AtomicInteger();
        venue.play(path -> twice.incrementAndGet() == 1
                ? Reply.ok("{\"events\":%s,\"next_cursor\":\"c1\"}".formatted(RunResourceTest.TWO_PAGES[0]))
                : twice.get() == 2
                        ? Reply.ok("{\"events\":%s,\"next_cursor\":\"c1\"}".formatted(RunResourceTest.TWO_PAGES[0]))
                        : Reply.ok(Stage.page(path, RunResourceTest.TWO_PAGES)));

        // When
        var run = ingest("r1");

        // Then
        run.body("status", equalTo("complete")).body("events", equalTo(2)).body("duplicates", equalTo(1));
    }

    @Test
    void brokenPartsGoToQuarantineWithPlaceAndPayload() {
        // Given
        venue.playPages("[%s,{\"title\":\"no id\"},%s]"
                .formatted(
                        event("1", market("11", "1.2", "-0.2"), "{\"question\":\"no id\"}", market("12", "x", "y")),
                        event("2", market("21", "0.2", "0.8"))));

        // When
        var run = ingest("r1");

        // Then
        run.body("status", equalTo("incomplete"))
                .body("reason", containsString("event 2: the event has no id"))
                .body("events", equalTo(2))
                .body("markets", equalTo(3))
                .body("quarantined", equalTo(3));
        assertThat(
                        value(
                                "SELECT string_agg(position || '|' || reason, ', ' ORDER BY quarantine_id) FROM market.quarantine"))
                .contains("market 11|a price lies outside [0, 1]")
                .contains("event 1, market 2|the market has no id")
                .contains("event 2|the event has no id");
        assertThat(value("SELECT payload FROM market.quarantine WHERE position = 'market 11'"))
                .isEqualTo(market("11", "1.2", "-0.2"));
        assertThat(value("SELECT yes_price FROM market.markets WHERE market_id = '11'"))
                .isNull();
        assertThat(value("SELECT yes_price FROM market.markets WHERE market_id = '12'"))
                .isNull();
    }

    @Test
    void malformedPricesAreNormalVenueData() {
        // Given
        venue.playPages("["
                + event(
                        "1",
                        "{\"id\":\"a\"}",
                        "{\"id\":\"b\",\"outcomePrices\":\"not-json\"}",
                        "{\"id\":\"c\",\"outcomePrices\":\"[\\\"0.9\\\"]\"}",
                        "{\"id\":\"d\",\"outcomePrices\":[\"0.9\",\"0.1\"]}",
                        "{\"id\":\"e\",\"outcomePrices\":\"[\\\"0.2\\\",\\\"0.3\\\",\\\"0.5\\\"]\",\"volume\":null}")
                + "]");

        // When
        var run = ingest("r1");

        // Then
        run.body("status", equalTo("complete")).body("markets", equalTo(5)).body("quarantined", equalTo(0));
        assertThat(count("market.markets WHERE yes_price IS NULL")).isEqualTo(4);
        assertThat(
                        value(
                                "SELECT yes_price || ' ' || no_price || ' ' || figures FROM market.markets WHERE market_id = 'e'"))
                .isEqualTo("0.2 0.3 mbm");
    }

    @Test
    void whatTheDatabaseCannotHoldCostsOnlyItself() {
        // Given
        venue.playPages("["
                + event(
                        "1",
                        market("11", "0.6", "0.4"),
                        "{\"id\":\"12\",\"huge\":1e999999}",
                        "{\"id\":\"13\",\"question\":\"nul \\u0000\"}",
                        market("14", "0.6", "0.4"))
                + "]");

        // When
        var run = ingest("r1");

        // Then
        run.statusCode(200)
                .body("status", equalTo("complete"))
                .body("markets", equalTo(3))
                .body("quarantined", equalTo(1));
        assertThat(value("SELECT string_agg(market_id, ' ' ORDER BY market_id) FROM market.markets"))
                .isEqualTo("11 13 14");
        assertThat(value("SELECT payload FROM market.quarantine WHERE position = 'market 12'"))
                .contains("1e999999");
    }
}
