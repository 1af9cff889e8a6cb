package prescient.signal.archive;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import prescient.signal.ServiceTest;

@QuarkusTest
class ArchiveTest extends ServiceTest {

    @Test
    void keepsTheSignalsOfARunInTheLegacyForm() {
        // Given
        answer(200, found(market("540236", "0.0065", "0.9935")));
        post("/signals/generate", "{\"run_id\":\"run-1\"}").statusCode(200);

        // When
        var archived = post("/signals/archive", "{\"run_id\":\"run-1\"}");

        // Then
        archived.statusCode(200).body("archive_id", equalTo("run-1")).body("signals_count", equalTo(1));
        assertThat(get("/trading/signal-archives")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString())
                .contains("\"archived_at\":\"2025-10-15T16:10:00.127566Z\",\"archive_month\":\"2025-10\"")
                .contains("\"signals\":[{\"timestamp\":\"2025-10-15T16:10:00.127566Z\",\"market_id\":\"540236\","
                        + "\"market_question\":\"Will 540236 happen?\",\"action\":\"buy_no\","
                        + "\"target_price\":0.9935,\"amount\":100,\"confidence\":0.4935,"
                        + "\"reason\":\"NO price 0.994 > 0.50, buying NO at 0.994\","
                        + "\"yes_price\":0.0065,\"no_price\":0.9935,\"market_liquidity\":20000.5,"
                        + "\"market_volume\":90000.0,\"event_id\":\"e1\",\"event_title\":\"An event\","
                        + "\"event_end_date\":\"2025-12-31T12:00:00Z\"}]");
    }

    @Test
    void aBodyThatIsNoJsonDocumentIsRefusedByItsType() {
        // When
        var answer =
                given().contentType("text/plain").body("{\"run_id\":\"run-1\"}").post("/signals/archive");

        // Then
        answer.then().statusCode(415).body("code", equalTo("UNSUPPORTED_MEDIA_TYPE"));
    }

    @Test
    void aRepeatAnswersTheSameAndChangesNothing() throws Exception {
        // Given
        answer(200, found(market("1", "0.9", "0.1")));
        post("/signals/generate", "{\"run_id\":\"run-1\"}").statusCode(200);
        post("/signals/archive", "{\"run_id\":\"run-1\"}").statusCode(200);
        clock.advance(Duration.ofDays(40));

        // When
        var again = post("/signals/archive", "{\"run_id\":\"run-1\"}");

        // Then
        again.statusCode(200).body("archive_id", equalTo("run-1")).body("signals_count", equalTo(1));
        assertThat(read("SELECT archive_month FROM signal_archives")).containsExactly("2025-10");
    }

    @Test
    void aRunWithoutSignalsIsNotArchived() throws Exception {
        post("/signals/archive", "{\"run_id\":\"nothing\"}")
                .statusCode(200)
                .body("archive_id", nullValue())
                .body("signals_count", equalTo(0));

        assertThat(read("SELECT count(*) FROM signal_archives")).containsExactly("0");
    }

    @Test
    void showsTheNewestFirst() {
        // Given
        answer(200, found(market("1", "0.9", "0.1")));
        for (var run : new String[] {"a", "b", "c"}) {
            post("/signals/generate", "{\"run_id\":\"" + run + "\"}").statusCode(200);
            post("/signals/archive", "{\"run_id\":\"" + run + "\"}").statusCode(200);
            clock.advance(Duration.ofDays(31));
        }

        // When
        var newest = get("/trading/signal-archives?limit=2").then();

        // Then
        newest.statusCode(200).body("$", hasSize(2)).body("archive_month", contains("2025-12", "2025-11"));
    }

    @Test
    void showsArchivesThatWereWrittenByHand() throws Exception {
        // Given
        execute("prescient_signal", """
                INSERT INTO signal_archives (archive_id, archived_at, archive_month, signals_count, signals_data)
                VALUES ('by-hand', '2025-10-01T00:00:00Z', '2025-10', 1, '[{"action":"buy_yes","market_id":"m1"}]')
                """);

        // When
        var archives = get("/trading/signal-archives").then();

        // Then
        archives.statusCode(200).body("signals[0].market_id", contains("m1"));
    }

    @Test
    void theHistoryPlansQueriesWorkForTheReader() throws Exception {
        // Given
        answer(200, found(market("1", "0.9", "0.1")));
        post("/signals/generate", "{\"run_id\":\"a\"}").statusCode(200);
        post("/signals/archive", "{\"run_id\":\"a\"}").statusCode(200);

        // When
        var rows = read("""
                SELECT archived_at, archive_month, signals_count
                FROM signal_archives
                ORDER BY archived_at DESC
                LIMIT 5
                """);

        // Then
        assertThat(rows).hasSize(1);
    }

    @Test
    void refusesBadRequests() {
        post("/signals/archive", "{}").statusCode(400).body("code", equalTo("INVALID_FIELD"));
        get("/trading/signal-archives?limit=0").then().statusCode(400).body("code", equalTo("LIMIT_OUT_OF_RANGE"));
    }
}
