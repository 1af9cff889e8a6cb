package prescient.portfolio;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import prescient.testing.StrictLog;

/** The portfolio's files follow a database that is out; the history's files are trusted. */
@QuarkusTest
@TestProfile(FollowingFilesTest.Following.class)
class FollowingFilesTest {

    @RegisterExtension
    final StrictLog log = new StrictLog();

    @ConfigProperty(name = "prescient.legacy.dir")
    Path folder;

    /** What a service finds that was stopped in these modes. */
    public static class Following implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "prescient.db.port", "1",
                    "prescient.legacy.dir", folder().toString(),
                    "prescient.cutover.start-wait", "0.1s");
        }

        private static Path folder() {
            try {
                var folder = Files.createTempDirectory("following");
                var state = """
                        {"mode": "%s", "revision": 3, "changed_at": "2025-10-20T15:00:00Z", "reason": null,
                         "changed_by": null, "frozen": false, "frozen_reason": null, "halts": {}}""";
                Files.createDirectories(folder.resolve(".prescient"));
                Files.writeString(folder.resolve(".prescient/modes-portfolio-service.json"), """
                        {"features": {"portfolio": %s, "portfolio_history": %s}}
                        """.formatted(
                                state.formatted("database-read"), state.formatted("file-only")));
                Files.createDirectories(folder.resolve("trades"));
                Files.writeString(folder.resolve("trades/portfolio.json"), """
                        {"balance": 9000.0, "positions": [], "total_invested": 0.0, "total_profit_loss": 0.0,
                         "trade_count": 0, "created_at": "2025-10-20T17:02:45.883009",
                         "last_updated": "2025-10-20T17:02:45.883009"}""");
                return folder;
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    @Test
    void whatTheFilesKnowIsAnsweredByThem() {
        // When
        var answer = RestAssured.get("/portfolios/1");

        // Then
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        assertThat(answer.header("Prescient-Store")).isEqualTo("file");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/portfolios/2",
                "/portfolios/2/positions",
                "/paper-trading/portfolio?portfolio_id=2",
                "/ledger/entries?portfolio_id=2"
            })
    void ofAnotherPortfolioTheyDoNotSayThatItDoesNotExist(String path) {
        // When
        var answer = RestAssured.get(path);

        // Then
        isUnavailable(answer);
    }

    @Test
    void noSnapshotIsMadeOfAFileThatMayLagBehind() {
        // When
        var answer = Api.post("/portfolios/1/snapshots", "{\"snapshot_id\":\"snap-1\"}");

        // Then
        isUnavailable(answer);
        assertThat(folder.resolve("history/portfolio_history.json")).doesNotExist();
    }

    private static void isUnavailable(Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(503);
        assertThat(answer.jsonPath().getString("code")).isEqualTo("DATABASE_UNAVAILABLE");
    }
}
