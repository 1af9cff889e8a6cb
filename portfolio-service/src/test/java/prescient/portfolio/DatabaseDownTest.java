package prescient.portfolio;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import prescient.testing.StrictLog;

/** Without PostgreSQL the service starts, stays alive and says that nothing was written. */
@QuarkusTest
@TestProfile(DatabaseDownTest.NoDatabase.class)
class DatabaseDownTest {

    @RegisterExtension
    final StrictLog log = new StrictLog();

    /** Nothing listens on port 1. */
    public static class NoDatabase implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("prescient.db.port", "1");
        }
    }

    @Test
    void requestsAreRefusedAsUnavailable() {
        for (var answer : java.util.List.of(
                given().get("/paper-trading/portfolio"),
                given().get("/ledger/check"),
                Api.post("/reservations", "{\"reservations\":[%s]}".formatted(Api.reservation("down", 1, "1"))),
                Api.post("/portfolios/1/valuation", "{}"))) {
            assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(503);
            assertThat(answer.jsonPath().getString("code")).isEqualTo("DATABASE_UNAVAILABLE");
        }
    }

    @Test
    void aliveButNotReady() {
        given().get("/q/health/live").then().statusCode(200);
        given().get("/q/health/ready").then().statusCode(503);
    }
}
