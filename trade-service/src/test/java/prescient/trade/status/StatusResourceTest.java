package prescient.trade.status;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import prescient.trade.testing.TradeServiceTest;

@QuarkusTest
class StatusResourceTest extends TradeServiceTest {

    @Test
    void cutoversBackupsAndDatabasesAreTold() {
        // Given
        neighbours.cutover("""
                {"database": "up", "last_backup": {"backup_id": "b1", "verified_at": "2025-10-20T15:02:45Z"},
                 "features": [{"feature": "signals", "mode": "dual-write", "state": "unrepaired", "sentence": "no.",
                   "may_advance": false, "parity": {"states": {"current_signals": "different"}}, "quarantined": 2,
                   "latencies": []}]}
                """);

        // When
        var answer = given().get("/trading/status").then();

        // Then
        answer.statusCode(200)
                .body("last_backup", equalTo("2025-10-20T15:02:45Z"))
                .body("cutover_states.signals.sentence", equalTo("no."))
                .body("cutover_states.signals.latencies", nullValue())
                .body("databases.signal_service", equalTo("up"))
                .body("alerts", not(hasItem("no verified backup exists")))
                .body(
                        "alerts",
                        hasItems(
                                "signals: the database lacks writes until it is repaired",
                                "signals: the stores differ",
                                "signals: 2 records are in quarantine"));
    }

    @Test
    void howFreshTheFeedsAreIsTold() {
        // Given: what FeedCheck of market-ingest-service answers
        neighbours.checks("""
                [{"name": "feeds", "status": "UP", "data": {
                   "catalogue_last_success_at": "2025-10-20T15:02:45Z", "catalogue_age_seconds": 12,
                   "catalogue_rows": 4711, "prices_rows": 0, "prices_problem": "the venue does not answer"}}]
                """);

        // When
        var answer = given().get("/trading/status").then();

        // Then
        answer.statusCode(200)
                .body("feeds.catalogue_last_success_at", equalTo("2025-10-20T15:02:45Z"))
                .body("feeds.catalogue_age_seconds", equalTo(12))
                .body("feeds.catalogue_rows", equalTo(4711))
                .body("feeds.prices_problem", equalTo("the venue does not answer"));
    }

    @Test
    void thatThereIsNoBackupIsOnlySaidWhenSomebodyKnows() {
        // Given
        neighbours.cutover("{\"database\": \"up\", \"last_backup\": null, \"features\": []}");

        // When
        var known = given().get("/trading/status").then();
        neighbours.fail("/cutover");
        var unknown = given().get("/trading/status").then();

        // Then
        known.body("alerts", hasItem("no verified backup exists"));
        unknown.statusCode(200).body("alerts", not(hasItem("no verified backup exists")));
    }
}
