package prescient.forecast.store;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import prescient.cutover.CutoverConfig;
import prescient.cutover.Door;
import prescient.forecast.calibration.PerformanceTable;
import prescient.forecast.decision.TradeRecordTable;
import prescient.forecast.history.HistoryKind;
import prescient.forecast.metric.DailyMetricTable;
import prescient.forecast.prediction.PredictionTable;
import prescient.forecast.pulse.SnapshotTable;
import prescient.forecast.settle.EvaluationTable;
import prescient.testing.StrictLog;

/** While PostgreSQL is out every read helper answers from the files, the same and saying so; then it goes back. */
@QuarkusTest
@WithTestResource(DatabaseReadFiles.class)
class FallbackTest {

    private static final List<HistoryKind<?>> KINDS = List.of(
            TradeRecordTable.KIND,
            DailyMetricTable.KIND,
            SnapshotTable.INTRADAY,
            PerformanceTable.KIND,
            PredictionTable.KIND,
            EvaluationTable.KIND);
    private static final List<String> HELPERS = List.of(
            "already-traded?env=prod&trade_date=2026-03-07&city=ny",
            "already-traded?env=prod&trade_date=2026-03-07&city=il",
            "allocation-scores?trade_date=2026-03-07",
            "intraday-snapshots?city=ny&trade_date=2026-03-07",
            "source-performance?city=ny&source=weather.gov&start=2026-03-01&end=2026-03-07",
            "predictions?trade_date=2026-03-07",
            "eval-events?trade_date=2026-03-07",
            "calibration?city=ny&from=2026-03-01&to=2026-03-07",
            "decisions?trade_date=2026-03-07&days=7&city=ny");

    @RegisterExtension
    final StrictLog log = new StrictLog();

    @Inject
    CutoverConfig config;

    @Inject
    ForecastStore store;

    Door door;

    @BeforeEach
    void filesThatFollow() {
        var folder = config.legacy().dir().orElseThrow();
        var some = SomeRecords.ofEachKind();
        for (var write : List.<Uni<Integer>>of(
                store.trades(some.trades),
                store.metrics(some.metrics),
                store.snapshots(some.snapshots),
                store.grades(some.grades),
                store.predictions(some.predictions),
                store.evaluations(some.evaluations))) {
            Awaitility.await().ignoreExceptions().until(() -> write.await().indefinitely() >= 0);
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> KINDS.stream().allMatch(kind -> Files.exists(folder.resolve(kind.file()))));
    }

    @AfterEach
    void open() {
        door.set(Door.State.OPEN);
    }

    @ParameterizedTest
    @EnumSource(
            value = Door.State.class,
            names = {"SHUT", "HELD"})
    void everyHelperAnswersTheSameFromTheFilesAndGoesBack(Door.State out) {
        // Given
        log.expect("io.agroal.pool"); // connections that break
        var before = answers("none");

        // When
        door.set(out);
        var meanwhile = answers("file");
        door.set(Door.State.OPEN);
        var after = answers("none");

        // Then
        assertThat(before.get(HELPERS.getFirst())).isEqualTo("{\"already_traded\":true}");
        assertThat(before.get(HELPERS.get(5))).contains("\"ny\"", "\"il\"", "\"tmax_weather_gov\":43.0000");
        assertThat(before.get(HELPERS.get(7))).contains("\"rmse_f\":1.5", "\"lead\":\"09-12\"", "\"mean_f\":");
        assertThat(before.values()).doesNotContain("[]", "{}");
        assertThat(meanwhile).isEqualTo(before);
        assertThat(after).isEqualTo(before);
    }

    /** The answers of all helpers, once they come from this store. */
    private static Map<String, String> answers(String store) {
        var answers = new TreeMap<String, String>();
        for (var helper : HELPERS) {
            var answer = Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(
                            () -> get("/forecast/" + helper),
                            found -> found.statusCode() == 200 && isFrom(found, store));
            answers.put(helper, answer.asString());
        }
        return answers;
    }

    private static boolean isFrom(Response answer, String store) {
        var header = answer.header("Prescient-Store");
        return store.equals(header == null ? "none" : header);
    }
}
