package prescient.market.feed;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import prescient.market.testing.MarketServiceTest;
import prescient.market.testing.StagedVenue.Reply;
import prescient.market.testing.StagedVenue.Stage;

@QuarkusTest
class RunResourceTest extends MarketServiceTest {

    private static final String[] TWO_PAGES = {
        "[" + event("1", market("11", "0.6", "0.4"), market("12", "0.4988929462743077", "0.5011070537256923")) + "]",
        "[" + event("2", market("21", "0.2", "0.8")) + "]"
    };

    @Test
    void theWholeCatalogueIsStoredWithItsPayloads() {
        // Given
        venue.playPages(TWO_PAGES);

        // When
        var run = ingest("r1");

        // Then
        run.statusCode(200)
                .body("run_id", equalTo("r1"))
                .body("status", equalTo("complete"))
                .body("reason", nullValue())
                .body("events", equalTo(2))
                .body("markets", equalTo(3))
                .body("pages", equalTo(2))
                .body("snapshots", equalTo(3))
                .body("quarantined", equalTo(0))
                .body("finished_at", notNullValue())
                .body("duration_ms", greaterThanOrEqualTo(0))
                .body("steps.fetch_ms", greaterThanOrEqualTo(0))
                .body("steps.write_ms", greaterThanOrEqualTo(0));
        assertThat(value("SELECT yes_price FROM market.markets WHERE market_id = '12'"))
                .isEqualTo("0.4988929462743077");
        assertThat(value("SELECT event_title FROM market.markets WHERE market_id = '12'"))
                .isEqualTo("Event 1");
        assertThat(value("SELECT market_data ->> 'liquidity' FROM market.markets WHERE market_id = '12'"))
                .isEqualTo("20000.25");
        assertThat(value("SELECT event_data::text FROM market.events WHERE event_id = '1'"))
                .contains("\"kept\": [1]")
                .doesNotContain("markets");
        assertThat(value("SELECT value FROM market.system_metadata WHERE key = 'last_event_export'"))
                .isNotEmpty();
    }

    @Test
    void aRepeatedRunIdAnswersTheStoredRunAndAsksNobody() {
        // Given
        venue.playPages(TWO_PAGES);
        var first = ingest("r1").extract().asString();
        venue.play(path -> Reply.status(500));

        // When
        var again = ingest("r1").extract().asString();

        // Then
        assertThat(again).isEqualTo(first);
        assertThat(venue.requests()).isEmpty();
        given().get("/ingest/runs/r1").then().statusCode(200).body("status", equalTo("complete"));
    }

    @Test
    void aRunThatACrashLeftBehindIsRunAgain() {
        // Given
        venue.playPages(TWO_PAGES);
        execute("INSERT INTO market.ingest_runs (run_id, venue, status, started_at)"
                + " VALUES ('r1', 'polymarket', 'running', now() - interval '1 hour')");
        execute("INSERT INTO market.job_lease (job, holder, expires_at)"
                + " VALUES ('ingest', 'r1', now() + interval '10 minutes')");

        // When
        var run = ingest("r1");

        // Then
        run.statusCode(200).body("status", equalTo("complete")).body("markets", equalTo(3));
    }

    @Test
    void onlyChangedMarketsGetASnapshot() {
        // Given
        venue.playPages(TWO_PAGES);
        ingest("r1");
        venue.playPages(TWO_PAGES[0], "[" + event("2", market("21", "0.25", "0.75")) + "]");

        // When
        var run = ingest("r2");

        // Then
        run.statusCode(200).body("snapshots", equalTo(1)).body("markets", equalTo(3));
        given().get("/markets/21/history")
                .then()
                .body("items", hasSize(2))
                .body("items[0].yes_price", equalTo(0.25f))
                .body("items[1].yes_price", equalTo(0.2f));
    }

    @Test
    void onlyACompleteRunTakesOffTheListWhatItDidNotSee() {
        // Given
        venue.playPages(TWO_PAGES);
        ingest("r1");

        // When
        venue.play(path -> path.contains("after_cursor") ? Reply.status(500) : Reply.ok(Stage.page(path, TWO_PAGES)));
        ingest("r2").body("status", equalTo("incomplete")).body("events", equalTo(1));
        var afterIncomplete = count("market.events WHERE listed");
        venue.playPages("[" + event("1", market("11", "0.6", "0.4")) + "]");
        ingest("r3").body("status", equalTo("complete"));

        // Then
        assertThat(afterIncomplete).isEqualTo(2);
        assertThat(count("market.events WHERE listed")).isEqualTo(1);
        assertThat(count("market.markets WHERE listed")).isEqualTo(1);
        assertThat(count("market.markets")).isEqualTo(3);
    }

    enum Passing {
        TOO_MANY,
        FAILURE,
        CUT,
        NOT_JSON
    }

    @ParameterizedTest
    @EnumSource
    void aFaultThatPassesIsRetriedAndTheRunIsComplete(Passing fault) {
        // Given
        var left = new AtomicInteger(3);
        venue.play(path -> path.contains("after_cursor") && left.getAndDecrement() > 0
                ? faulty(fault, path)
                : Reply.ok(Stage.page(path, TWO_PAGES)));

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
        venue.play(path -> path.contains("after_cursor") ? faulty(fault, path) : Reply.ok(Stage.page(path, TWO_PAGES)));

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

    private static Reply faulty(Passing fault, String path) {
        return switch (fault) {
            case TOO_MANY -> Reply.status(429);
            case FAILURE -> Reply.status(500);
            case CUT -> Reply.cut(Stage.page(path, TWO_PAGES));
            case NOT_JSON -> Reply.ok("{\"events\":[{\"id\":");
        };
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
                TWO_PAGES[1], TWO_PAGES[1], "[" + event("2", market("21", "0.9", "0.1")) + "," + event("1") + "]");

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
        venue.play(path -> Reply.ok("{\"events\":%s,\"next_cursor\":\"same\"}".formatted(TWO_PAGES[0])));

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
                ? Reply.ok("{\"events\":%s,\"next_cursor\":\"c1\"}".formatted(TWO_PAGES[0]))
                : twice.get() == 2
                        ? Reply.ok("{\"events\":%s,\"next_cursor\":\"c1\"}".formatted(TWO_PAGES[0]))
                        : Reply.ok(Stage.page(path, TWO_PAGES)));

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

    @Test
    void twoRunsNeverOverlapAndTheSameOneIsJoined() throws Exception {
        // Given
        var asked = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        venue.play(path -> {
            asked.countDown();
            await(go);
            return Reply.ok(Stage.page(path, "[]"));
        });
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(() -> ingest("r1").extract().asString());
            asked.await();

            // When
            ingest("r2").statusCode(409).body("code", equalTo("INGEST_RUNNING"));
            var joined = threads.submit(() -> ingest("r1").extract().asString());
            go.countDown();

            // Then
            assertThat(joined.get()).isEqualTo(first.get());
        }
        ingest("r2").statusCode(200);
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(4, TimeUnit.SECONDS)) {
                throw new AssertionError("nobody came");
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aBodyThatIsNoJsonDocumentIsRefusedByItsType() {
        // When
        var answer =
                given().contentType("text/plain").body("{\"run_id\":\"r1\"}").post("/ingest/runs");

        // Then
        answer.then().statusCode(415).body("code", equalTo("UNSUPPORTED_MEDIA_TYPE"));
    }

    @Test
    void runsAreListedNewestFirst() {
        // Given
        venue.playPages("[]");
        ingest("r1");
        ingest("r2");
        ingest("r3");

        // When
        var page = given().get("/ingest/runs?limit=2").then();

        // Then
        page.statusCode(200)
                .body("items.run_id", equalTo(java.util.List.of("r3", "r2")))
                .body("next_cursor", equalTo("r2"));
        given().get("/ingest/runs?limit=2&cursor=r2")
                .then()
                .body("items.run_id", equalTo(java.util.List.of("r1")))
                .body("next_cursor", nullValue());
        given().get("/ingest/runs/none").then().statusCode(404).body("code", equalTo("NOT_FOUND"));
    }
}
