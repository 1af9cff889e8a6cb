package prescient.forecast.store;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import prescient.cutover.CutoverConfig;
import prescient.forecast.ServiceTest;
import prescient.forecast.history.HistoryFeature;

/** Records of all features are kept and found in every mode on the way to the database and back, while more come. */
@QuarkusTest
@WithTestResource(AllModesFiles.class)
class AllModesTest extends ServiceTest {

    private static final List<String> FEATURES = List.of(
            HistoryFeature.FORECASTS,
            HistoryFeature.CALIBRATION,
            HistoryFeature.DECISIONS,
            HistoryFeature.OBSERVATIONS);

    @Inject
    ForecastStore store;

    @Inject
    TrustedStore trusted;

    @Inject
    HelperStore helpers;

    @Inject
    CutoverConfig config;

    @Inject
    Pool pool;

    @Test
    void nothingIsMissingOrDoubledOnTheWayThereAndBackWhileWritesGoOn() throws Exception {
        // Given
        var seen = new ArrayList<String>();
        try (var writer = new SteadyWriter(store)) {
            Runnable check = () -> writer.between(() -> seen.add(checkedMode(writer)));
            check.run();
            for (var feature : FEATURES) {
                job(feature, "import", "{}");
            }

            // When
            for (var mode : List.of("dual-write", "database-read", "database-only")) {
                FEATURES.forEach(feature -> step(feature, "advance", mode));
                check.run();
            }
            for (var mode : List.of("database-read", "dual-write", "file-only")) {
                FEATURES.forEach(feature -> step(feature, "rollback", mode));
                check.run();
            }
        }

        // Then
        assertThat(seen)
                .containsExactly(
                        "file-only",
                        "dual-write",
                        "database-read",
                        "database-only",
                        "database-read",
                        "dual-write",
                        "file-only");
    }

    /** Each store holds all records once, but the one that is not written only those from before. */
    private String checkedMode(SteadyWriter writer) {
        var mode = mode();
        writer.kinds.forEach(kind -> assertThat(kind.written()).as(kind.name()).isEqualTo(1));
        for (var kind : writer.kinds) {
            Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                assertHolds(kind, kind.inFile(folder()), !mode.equals("database-only"));
                assertHolds(kind, kind.inTable(pool), !mode.equals("file-only"));
            });
        }
        var first = SomeRecords.DAY;
        assertThat(trusted.snapshots(first, first).await().indefinitely()).isEqualTo(writer.snapshots.kept());
        var errors = helpers.performanceErrors("ny", "consensus", first, first.plusYears(20));
        assertThat(errors.await().indefinitely()).hasSameSizeAs(writer.grades.kept());
        return mode;
    }

    private static void assertHolds(KeptKind<?> kind, String found, boolean all) {
        if (all) {
            assertThat(found).as(kind.name()).isEqualTo(kind.text());
        } else {
            assertThat(kind.text()).as(kind.name()).startsWith(found).isNotEqualTo(found);
        }
    }

    private Path folder() {
        return config.legacy().dir().orElseThrow();
    }

    private static String mode() {
        var modes = FEATURES.stream()
                .map(feature -> get("/cutover/" + feature).<String>path("mode"))
                .distinct()
                .toList();
        assertThat(modes).hasSize(1);
        return modes.getFirst();
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
                            .as(feature + ": " + last[0])
                            .isEqualTo(mode);
                });
    }
}
