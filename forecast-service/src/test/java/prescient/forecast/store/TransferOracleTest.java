package prescient.forecast.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import prescient.forecast.ServiceTest;
import prescient.forecast.calibration.CityErrorsFile;
import prescient.forecast.observation.LatestReadingsFile;
import prescient.forecast.observation.StationReading;
import prescient.forecast.oracle.Shared;

/** The real files of the legacy programs: imported, compared, imported again and exported over HTTP. */
@QuarkusTest
class TransferOracleTest extends ServiceTest {

    private static final Map<String, List<String>> TABLES = Map.of(
            "forecasts", List.of("predictions", "intraday_snapshots", "hourly_snapshots"),
            "calibration", List.of("source_performance", "source_weights"),
            "decisions", List.of("forecast_trades", "decisions", "eval_events", "eval_metrics"),
            "observations", List.of("observations"));

    @TempDir
    Path export;

    @BeforeEach
    void referenceMaterial() {
        Shared.assume();
    }

    @Test
    void theRealFilesComeInOnceAndComeOutAsTheyWere() throws Exception {
        // Given
        var from = "{\"from\":\"" + Shared.data().toRealPath() + "\"}";

        // When
        var outcomes = new TreeMap<String, String>();
        for (var feature : TABLES.keySet()) {
            var first = job(feature, "import", from);
            var second = job(feature, "import", from);
            var verified = job(feature, "verify", from);
            var exported = job(feature, "export", "{\"to\":\"" + export + "\"}");
            outcomes.put(
                    feature,
                    "%s %s, again %s new and %s changed, %s, %s"
                            .formatted(
                                    first.path("status"),
                                    first.path("clean"),
                                    second.path("records_new"),
                                    second.path("records_changed"),
                                    verified.path("clean"),
                                    exported.path("status")));
            assertThat(RestAssured.get("/cutover/" + feature + "/quarantine").asString())
                    .contains("\"items\":[]");
        }

        // Then
        assertThat(outcomes.values()).containsOnly("complete true, again 0 new and 0 changed, true, complete");
        assertThat(counts())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "predictions", "1097",
                        "intraday_snapshots", "1420",
                        "hourly_snapshots", "68",
                        "source_performance", "331",
                        "source_weights", "44",
                        "forecast_trades", "129",
                        "decisions", "350",
                        "eval_events", "180",
                        "eval_metrics", "324",
                        "observations", "2734"));
        for (var whole : List.of(
                "intraday_forecasts.csv",
                "hourly_forecasts.csv",
                "eval_history.csv",
                "decisions_history.csv",
                "trades_history.csv",
                "predictions_latest.csv",
                "weights.json")) {
            assertThat(export.resolve(whole))
                    .hasSameBinaryContentAs(Shared.data().resolve(whole));
        }
        assertThat(readings(export)).isEqualTo(readings(Shared.data())).hasSize(4);
        assertErrorsCountEachDayOnce();
        assertLinesOfTheOriginal("source_performance", 331);
        assertLinesOfTheOriginal("weights_history", 44);
        assertLinesOfTheOriginal("daily_metrics", 324);
        assertLinesOfTheOriginal("predictions_history", 1092);
    }

    @Test
    void whatIsOddInTheRealFilesIsKnownAfterwards() throws Exception {
        // Given
        var from = "{\"from\":\"" + Shared.data().toRealPath() + "\"}";

        // When
        for (var feature : TABLES.keySet()) {
            job(feature, "import", from);
        }

        // Then
        Awaitility.await()
                .untilAsserted(() -> assertThat(oddities())
                        .containsExactlyInAnyOrder(
                                "predictions_history.csv shifted 5",
                                "source_performance.csv contaminated " + contaminated(),
                                "source_performance.csv superseded 367",
                                "weights_history.csv superseded 88",
                                "daily_metrics.csv superseded 412",
                                "observations_latest.json follows 1",
                                "city_metadata.json repaired 1",
                                "observations_history.csv header 1",
                                "observations_history.csv inexact " + inexact(),
                                "observations_history.csv old layout 8679",
                                "observations_history.csv superseded 10909"));
        assertThat(read("SELECT DISTINCT date::text FROM source_performance WHERE doubt IS NOT NULL ORDER BY 1"))
                .containsExactly("2026-01-25", "2026-01-27", "2026-01-28");
        assertThat(read("SELECT count(*) FROM source_performance WHERE doubt IS NOT NULL"
                        + " AND source_name IN ('consensus', 'lstm')"))
                .containsExactly("0");
        assertThat(read("SELECT count(*) FROM forecast_trades WHERE send_orders"))
                .containsExactly("19");
        assertThat(read("SELECT max(confidence_score) <= 1 FROM predictions")).containsExactly("t");
        assertThat(read("SELECT count(*) FROM eval_events WHERE settlement_tmax_f IS NOT NULL"))
                .containsExactly("103");
    }

    /** Rows of the three days for providers; the blend and the model are right. */
    private static long contaminated() throws Exception {
        try (var lines = Files.lines(Shared.data().resolve("source_performance.csv"))) {
            return lines.filter(
                            line -> line.matches("2026-01-(25|27|28),.*") && !line.matches(".*,(consensus|lstm),.*"))
                    .count();
        }
    }

    /** A decimal has no negative zero. */
    private static long inexact() throws Exception {
        try (var lines = Files.lines(Shared.data().resolve("observations_history.csv"))) {
            return lines.filter(line -> line.split(",", -1).length == 11 && line.matches(".*,-0\\.0(,.*|$)"))
                    .count();
        }
    }

    /** Of the rows that stayed each stands in the original, in the same order, and the last of its key. */
    private void assertLinesOfTheOriginal(String file, int count) throws Exception {
        var original = Files.readAllLines(Shared.data().resolve(file + ".csv"));
        var written = Files.readAllLines(export.resolve(file + ".csv"));
        int at = 0;
        int found = 0;
        for (var line : written.subList(1, written.size())) {
            int next = original.subList(at, original.size()).indexOf(line);
            if (next >= 0) {
                at += next + 1;
                found++;
            }
        }
        assertThat(written.getFirst()).isEqualTo(original.getFirst());
        assertThat(found).as(file).isEqualTo(count);
    }

    /** The original has 31 days of ny and il, 14 of fl and 15 of tx in a window with 11 days. */
    private void assertErrorsCountEachDayOnce() throws IOException {
        var days = new TreeMap<String, Double>();
        for (var line : Files.readAllLines(Shared.data().resolve("source_performance.csv"))) {
            var fields = line.split(",", -1);
            if (fields[2].equals("consensus")) {
                days.put(fields[1] + fields[0], Double.parseDouble(fields[5]));
            }
        }
        var original = CityErrorsFile.readWhole(Files.readString(Shared.data().resolve("city_metadata.json")));
        var errors = CityErrorsFile.readWhole(Files.readString(export.resolve("city_metadata.json")));
        assertThat(errors.asOf()).isEqualTo(original.asOf());
        assertThat(errors.source()).isEqualTo(original.source());
        assertThat(errors.cities()).hasSize(4).allSatisfy((city, error) -> {
            var each = days.tailMap(city).headMap(city + "~").values();
            assertThat(error.count()).isEqualTo(each.size()).isLessThanOrEqualTo(11);
            assertThat(error.maeF())
                    .isCloseTo(each.stream().mapToDouble(day -> day).average().orElseThrow(), within(1e-12));
        });
    }

    /** When they were fetched no table says. */
    private static List<StationReading> readings(Path folder) throws IOException {
        return LatestReadingsFile.read(Files.readString(folder.resolve("observations_latest.json")))
                .readings();
    }

    private static Map<String, String> counts() throws SQLException {
        var counts = new TreeMap<String, String>();
        for (var tables : TABLES.values()) {
            for (var table : tables) {
                counts.put(table, read("SELECT count(*) FROM " + table).getFirst());
            }
        }
        return counts;
    }

    private static List<String> oddities() throws SQLException {
        return read("""
                SELECT file || ' ' || kind || ' ' || count(*)
                FROM (SELECT regexp_replace(file, '.*/', '') AS file, regexp_replace((regexp_matches(reason,
                    '(?:^|; )([a-z ]+):', 'g'))[1], 'repeated|conflicting', 'superseded') AS kind FROM cutover_inexact
                    WHERE file LIKE '%/data/weather/%') o
                GROUP BY file, kind
                """);
    }
}
