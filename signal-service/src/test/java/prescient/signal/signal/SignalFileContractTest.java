package prescient.signal.signal;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import prescient.cutover.CutoverConfig;
import prescient.signal.ApiTest;
import prescient.signal.FileOnly;
import prescient.signal.TestClock;

/** The contract on files alone: there is no PostgreSQL to be reached. */
@QuarkusTest
@TestProfile(FileOnly.class)
class SignalFileContractTest extends ApiTest implements SignalContract {

    private static final AtomicInteger RUNS = new AtomicInteger();

    @Inject
    CutoverConfig config;

    @Inject
    SignalDesk desk;

    @BeforeEach
    void startFresh() {
        clock.reset();
        answer(200, found());
        // An empty run takes the place of what the test before left open.
        post("/signals/generate", "{\"run_id\":\"" + fresh() + "\"}").statusCode(200);
        asked();
    }

    @Override
    public TestClock clock() {
        return clock;
    }

    @Override
    public String fresh() {
        return "file-" + RUNS.incrementAndGet();
    }

    @Test
    void thereIsOnePortfolio() {
        post("/signals/generate", "{\"run_id\":\"other\",\"portfolio_id\":2}")
                .statusCode(409)
                .body("code", equalTo("FILE_MODE_HAS_ONE_PORTFOLIO"));
        post("/signals/claim", "{\"claimant\":\"a\",\"portfolio_id\":2}")
                .statusCode(200)
                .body("signals.size()", equalTo(0));
    }

    @Test
    void theLegacyFilesHoldTheSignals() throws Exception {
        // Given
        var run = fresh();
        answer(200, found(market("540236", "0.0065", "0.9935")));

        // When
        post("/signals/generate", "{\"run_id\":\"" + run + "\"}").statusCode(200);
        post("/signals/archive", "{\"run_id\":\"" + run + "\"}").statusCode(200);

        // Then
        var folder = config.legacy().dir().orElseThrow();
        var current = Files.readString(folder.resolve("trades").resolve("current_signals.json"));
        assertThat(current).startsWith("[\n  {\n    \"timestamp\": \"2025-10-15T16:10:00.127566\",\n");
        assertThat(Files.readString(folder.resolve("history").resolve("signals_archive_2025-10.json")))
                .endsWith("\n    \"signals\": [\n      "
                        + current.substring(4, current.length() - 2).replace("\n", "\n    ")
                        + "\n    ]\n  }\n]");
    }

    @Test
    void theJobExpiresWhatNobodyHolds() {
        // Given
        var run = fresh();
        answer(200, found(market("1", "0.6", "0.4")));
        post("/signals/generate", "{\"run_id\":\"" + run + "\"}").statusCode(200);
        clock.advance(Duration.ofMinutes(16));

        // When
        int expired = desk.expire().await().indefinitely();

        // Then
        assertThat(expired).isEqualTo(1);
        get("/signals?status=expired&run_id=" + run).then().body("items.size()", equalTo(1));
    }

    @Test
    void aTornFileIsKeptAndSaysSo() throws Exception {
        // Given
        var torn = config.legacy().dir().orElseThrow().resolve("history").resolve("signals_archive_2031-01.json");
        Files.createDirectories(torn.getParent());
        Files.writeString(torn, "[{\"archived_at\": \"2031-");

        // When
        var answer = get("/trading/signal-archives");

        // Then
        answer.then().statusCode(503).body("code", equalTo("LEGACY_FILE_UNREADABLE"));
        assertThat(Files.readString(torn)).isEqualTo("[{\"archived_at\": \"2031-");
        Files.delete(torn);
    }
}
