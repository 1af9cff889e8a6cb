package prescient.forecast;

import static io.restassured.RestAssured.get;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** A service without legacy files has nothing to cut over, and says so. */
@QuarkusTest
class CutoverTest extends ServiceTest {

    @Test
    void everyFeatureIsInTheDatabaseOnly() {
        get("/cutover")
                .then()
                .statusCode(200)
                .body("service", equalTo("forecast-service"))
                .body("features.feature", hasItems("forecasts", "calibration", "decisions", "observations"))
                .body("features.mode", everyItem(equalTo("database-only")))
                .body("initial_mode", equalTo("database-only"));
        get("/cutover/trades")
                .then()
                .statusCode(404)
                .body("code", equalTo("NOT_FOUND"))
                .body("detail", containsString("trades"));
    }

    @Test
    void remembersABackupThatWasVerified() {
        put(
                        "/cutover/backup",
                        "{\"backup_id\":\"b-1\",\"verified_at\":\"2026-01-02T03:04:05Z\",\"checks\":{\"rows\":1}}")
                .statusCode(200)
                .body("last_backup.backup_id", equalTo("b-1"))
                .body("last_backup.verified_at", equalTo("2026-01-02T03:04:05Z"));
        put("/cutover/backup", "{\"backup_id\":\"b-1\"}").statusCode(400).body("code", equalTo("INVALID_FIELD"));
    }
}
