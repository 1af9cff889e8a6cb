package prescient.forecast.store;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import prescient.cutover.CutoverConfig;
import prescient.forecast.ServiceTest;
import prescient.forecast.calibration.Performance;
import prescient.forecast.calibration.PerformanceTable;
import prescient.forecast.source.Source;

/** Grades are kept and found in every mode on the way to the database and back. */
@QuarkusTest
@WithTestResource(AllModesFiles.class)
class AllModesTest extends ServiceTest {

    @Inject
    ForecastStore store;

    @Inject
    HelperStore helpers;

    @Inject
    CutoverConfig config;

    private final List<Performance> kept = new ArrayList<>();

    @Test
    void nothingIsLostOnTheWayThereAndBack() throws Exception {
        // Given
        var seen = new TreeMap<String, List<Double>>();
        keepInMode("file-only", seen);
        job("calibration", "import", "{}");

        // When
        for (var mode : List.of("dual-write", "database-read", "database-only")) {
            step("advance", mode);
            keepInMode("to " + mode, seen);
        }
        for (var mode : List.of("database-read", "dual-write", "file-only")) {
            step("rollback", mode);
            keepInMode("back to " + mode, seen);
        }

        // Then
        assertThat(seen)
                .isEqualTo(Map.of(
                        "file-only", List.of(1.0),
                        "to dual-write", List.of(1.0, 2.0),
                        "to database-read", List.of(1.0, 2.0, 3.0),
                        "to database-only", List.of(1.0, 2.0, 3.0, 4.0),
                        "back to database-read", List.of(1.0, 2.0, 3.0, 4.0, 5.0),
                        "back to dual-write", List.of(1.0, 2.0, 3.0, 4.0, 5.0, 6.0),
                        "back to file-only", List.of(1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0)));
        assertThat(Files.readString(folder().resolve("source_performance.csv")))
                .isEqualTo(PerformanceTable.KIND.layout().text(kept));
        assertThat(read("SELECT count(*) FROM source_performance")).containsExactly("6");
    }

    /** Keeps one more grade, twice, and notes what is found then. */
    private void keepInMode(String mode, Map<String, List<Double>> seen) {
        var first = LocalDate.of(2026, 3, 1);
        int number = kept.size() + 1;
        var some = SomeRecords.of().grade(first.plusDays(number), "ny", Source.LSTM, number + ".0000").grades;
        int written = store.grades(some).await().indefinitely();
        int again = store.grades(some).await().indefinitely();
        assertThat(List.of(written, again)).as(mode).containsExactly(1, 0);
        kept.addAll(some);
        seen.put(
                mode,
                helpers.performanceErrors("ny", "lstm", first, first.plusDays(30))
                        .await()
                        .indefinitely());
    }

    private Path folder() {
        return config.legacy().dir().orElseThrow();
    }

    private static void step(String verb, String mode) {
        var last = new String[] {""};
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(200))
                .failFast(() -> last[0].contains("INTERNAL_ERROR"))
                .untilAsserted(() -> {
                    if (!mode.equals(get("/cutover/calibration").path("mode"))) {
                        last[0] = given().contentType("application/json")
                                .body(
                                        verb.equals("advance")
                                                ? "{}"
                                                : "{\"to\":\"" + mode + "\",\"reason\":\"rehearsal\"}")
                                .post("/cutover/calibration/" + verb)
                                .asString();
                    }
                    assertThat(get("/cutover/calibration").<String>path("mode"))
                            .as(last[0])
                            .isEqualTo(mode);
                });
    }
}
