package prescient.signal;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import prescient.cutover.CutoverConfig;
import prescient.legacy.PythonJson;

/** From files to tables and back while signals are generated, claimed, executed and archived all the time. */
@QuarkusTest
@TestProfile(AllModes.class)
class AllModesTest extends ServiceTest {

    private static final List<String> FEATURES = List.of("signals", "signal_archives");
    private static final int REMEMBERED = 50;

    @Inject
    CutoverConfig config;

    @Test
    void noCycleFailsAndNothingIsMissingOrDoubled() throws Exception {
        // Given
        answer(200, found(market("1", "0.6", "0.4"), market("2", "0.9", "0.1")));
        var stop = new AtomicBoolean();
        var seen = new ArrayList<String>();

        // When
        List<String> runs;
        try (var threads = Executors.newSingleThreadExecutor()) {
            var cycles = threads.submit(cyclesUntil(stop));
            for (var feature : FEATURES) {
                Awaitility.await()
                        .untilAsserted(() -> assertThat(post("/cutover/" + feature + "/import", "{}")
                                        .extract()
                                        .statusCode())
                                .isEqualTo(202));
            }
            for (var mode : List.of("dual-write", "database-read", "database-only")) {
                FEATURES.forEach(feature -> step(feature, "advance", mode));
                seen.add(mode);
            }
            for (var mode : List.of("database-read", "dual-write", "file-only")) {
                FEATURES.forEach(feature -> step(feature, "rollback", mode));
                seen.add(mode);
            }
            stop.set(true);
            runs = cycles.get();
        }

        // Then
        assertThat(seen).hasSize(6);
        assertThat(runs).hasSizeGreaterThan(6);
        var folder = config.legacy().dir().orElseThrow();
        var archived = new ArrayList<String>();
        var history = folder.resolve("history").resolve("signals_archive_2025-10.json");
        PythonJson.mapper()
                .readTree(Files.readString(history))
                .forEach(entry -> archived.add(
                        entry.path("signals").path(0).path("timestamp").asText()));
        assertThat(archived).hasSameSizeAs(runs).doesNotHaveDuplicates();
        // The file store remembers the newest runs; nobody asks for older ones again.
        for (var run : runs.subList(Math.max(0, runs.size() - REMEMBERED), runs.size())) {
            post("/signals/generate", "{\"run_id\":\"" + run + "\"}").statusCode(200);
            post("/signals/archive", "{\"run_id\":\"" + run + "\"}").statusCode(200);
        }
        assertThat(PythonJson.mapper().readTree(Files.readString(history))).hasSameSizeAs(runs);
        var current = Files.readString(folder.resolve("trades").resolve("current_signals.json"));
        assertThat(current).contains("\"timestamp\": \"" + archived.getLast() + "\"");
        post("/signals/claim", "{\"claimant\":\"nobody\"}").statusCode(200);
        assertThat(get("/signals?status=claimed").asString()).contains("\"items\":[]");
    }

    private Callable<List<String>> cyclesUntil(AtomicBoolean stop) {
        return () -> {
            var runs = new ArrayList<String>();
            while (!stop.get()) {
                var run = "modes-" + runs.size();
                clock.advance(Duration.ofMillis(7));
                told("/signals/generate", "{\"run_id\":\"" + run + "\"}");
                var claimed = told("/signals/claim", "{\"claimant\":\"" + run + "\"}");
                assertThat(claimed).contains(run + ".1.1", run + ".1.2").doesNotContain("modes-" + (runs.size() - 1));
                told(
                        "/signals/outcomes",
                        "{\"outcomes\":[" + executed(run + ".1.1") + "," + executed(run + ".1.2") + "]}");
                told("/signals/archive", "{\"run_id\":\"" + run + "\"}");
                runs.add(run);
            }
            return runs;
        };
    }

    private static String executed(String signal) {
        return "{\"signal_id\":\"%s\",\"outcome\":\"executed\",\"trade_id\":\"trade-%s\",\"at\":\"2025-10-15T16:11:00Z\"}"
                .formatted(signal, signal);
    }

    private static String told(String path, String body) {
        return post(path, body).statusCode(200).extract().asString();
    }

    private static void step(String feature, String verb, String mode) {
        var last = new String[] {""};
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(200))
                .failFast(() -> last[0].contains("INTERNAL_ERROR"))
                .untilAsserted(() -> {
                    if (!mode.equals(get("/cutover/" + feature).path("mode"))) {
                        last[0] = given().contentType("application/json")
                                .body(
                                        verb.equals("advance")
                                                ? "{}"
                                                : "{\"to\":\"" + mode + "\",\"reason\":\"rehearsal\"}")
                                .post("/cutover/" + feature + "/" + verb)
                                .asString();
                    }
                    assertThat(get("/cutover/" + feature).<String>path("mode"))
                            .as(last[0])
                            .isEqualTo(mode);
                });
    }
}
