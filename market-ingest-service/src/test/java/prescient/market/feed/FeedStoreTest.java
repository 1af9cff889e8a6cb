package prescient.market.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import prescient.database.DatabasePulse;
import prescient.market.testing.DatabaseRead;
import prescient.testing.PostgresServer;
import prescient.testing.StrictLog;

/** How fresh the feeds are, while the database is trusted. */
@QuarkusTest
@TestProfile(DatabaseRead.class)
class FeedStoreTest {

    private static final String NAME = "hanging";

    @RegisterExtension
    final StrictLog log = new StrictLog();

    @Inject
    FeedStore store;

    @Inject
    FeedFile file;

    @Inject
    DatabasePulse pulse;

    @Test
    void theFilesAnswerWhileTheDatabaseHangs() throws Exception {
        // Given
        file.note(NAME, "polymarket", Instant.parse("2026-11-20T10:00:00Z"), null, 7);
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> RestAssured.get("/q/health/ready").statusCode() == 200
                        && pulse.last().up());
        try (var connection = PostgresServer.shared().connectAsSuperuser();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("LOCK TABLE market.cutover_state IN ACCESS EXCLUSIVE MODE");
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> !pulse.last().up());

            // When
            var feeds = store.all().await().atMost(Duration.ofSeconds(5));

            // Then
            assertThat(feeds).extracting(Feed::feed).contains(NAME);
            connection.rollback();
        }
    }
}
