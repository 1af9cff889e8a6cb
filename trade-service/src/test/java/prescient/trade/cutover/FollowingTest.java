package prescient.trade.cutover;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import prescient.trade.testing.TradingTest;

/** Files that follow a database that is out. */
@QuarkusTest
@TestProfile(FollowingTest.Following.class)
class FollowingTest extends TradingTest {

    /** As {@link FilesOnly}, but the database is trusted. */
    public static class Following extends FilesOnly {
        @Override
        public Map<String, String> getConfigOverrides() {
            var overrides = new HashMap<>(super.getConfigOverrides());
            overrides.put("prescient.cutover.mode", "database-read");
            return overrides;
        }
    }

    @Test
    void tradesOfAnotherPortfolioAreNotSaidToBeNone() {
        // When
        var own = given().get("/paper-trading/history?portfolio_id=1").then();
        var other = given().get("/paper-trading/history?portfolio_id=2").then();

        // Then
        own.statusCode(200).header("Prescient-Store", equalTo("file")).body("trades", hasSize(0));
        other.statusCode(503).body("code", equalTo("DATABASE_UNAVAILABLE"));
    }
}
