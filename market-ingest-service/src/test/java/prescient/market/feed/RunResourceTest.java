package prescient.market.feed;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import prescient.market.testing.MarketServiceTest;
import prescient.market.testing.StagedVenue.Reply;
import prescient.market.testing.StagedVenue.Stage;

@QuarkusTest
class RunResourceTest extends MarketServiceTest {

    static final String[] TWO_PAGES = {
        "[" + event("1", market("11", "0.6", "0.4"), market("12", "0.4988929462743077", "0.5011070537256923")) + "]",
        "[" + event("2", market("21", "0.2", "0.8")) + "]"
    };

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
