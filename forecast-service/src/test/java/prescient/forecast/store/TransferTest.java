package prescient.forecast.store;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import prescient.forecast.ServiceTest;

/** Files come in once, what cannot be taken in is put aside with its reason, and files come out as they were. */
@QuarkusTest
class TransferTest extends ServiceTest {

    private static final String GRADES = "date,city,source_name,predicted_tmax,actual_tmax,absolute_error\r\n";
    private static final String METRICS = "run_ts,trade_date,city,metric_type,source_name,value\r\n";
    private static final String WEIGHTS = "run_ts,as_of,city,window_days,weights_json\r\n";

    @TempDir
    Path folder;

    @TempDir
    Path export;

    @Test
    void rowsOfTheNewestLayoutComeOutToTheByte() throws Exception {
        // Given
        file(
                "Data/source_performance.csv",
                GRADES + "2026-03-01,ny,lstm,41.1000,40.0,1.1000\r\n"
                        + "2026-03-01,fl,weather.gov,71.0000,70.0,1.0000\r\n2026-02-28,ny,lstm,30.0000,,\r\n");
        file(
                "Data/weights_history.csv",
                WEIGHTS
                        + "2026-03-02T06:10:00.000100+01:00,2026-03-01,ny,14,"
                        + "\"{\"\"consensus\"\": 0.30000000000000004, \"\"lstm\"\": 1e-05}\"\r\n"
                        + "2026-03-02T00:10:00-05:00,2026-03-01,il,14,{}\r\n");

        // When
        var imported = job("calibration", "import", from());
        var exported = job("calibration", "export", "{\"to\":\"" + export + "\"}");

        // Then
        assertThat(imported.<Integer>path("records_new")).isEqualTo(5);
        assertThat(imported.<Boolean>path("clean")).isTrue();
        assertThat(exported.<List<?>>path("inexact")).isEmpty();
        for (var file : List.of("source_performance.csv", "weights_history.csv")) {
            assertThat(export.resolve(file))
                    .hasSameBinaryContentAs(folder.resolve("Data").resolve(file));
        }
    }

    @Test
    void theLastOfAKeyCountsAndTheOthersAreTold() throws Exception {
        // Given
        file(
                "source_performance.csv",
                GRADES + "2026-03-01,ny,lstm,41.0000,40.0,1.0000\r\n"
                        + "2026-03-01,ny,lstm,42.0000,40.0,2.0000\r\n2026-03-01,il,lstm,9.0000,8.0,1.0000\r\n"
                        + "2026-03-01,ny,lstm,42.0000,40.0,2.0000\r\n2026-01-27,ny,tomorrow,0.0000,8.0,8.0000\r\n");

        // When
        var first = job("calibration", "import", from());
        var second = job("calibration", "import", from());
        var verified = job("calibration", "verify", from());

        // Then
        assertThat(List.of(first.path("records_new"), second.path("records_new"), second.path("records_changed")))
                .isEqualTo(List.of(3, 0, 0));
        assertThat(verified.<Boolean>path("clean")).isTrue();
        assertThat(read("SELECT city_code || absolute_error FROM source_performance ORDER BY legacy_position"))
                .containsExactly("il1.0000", "ny2.0000", "ny8.0000");
        assertThat(read("SELECT source_name FROM source_performance WHERE doubt IS NOT NULL"))
                .containsExactly("tomorrow");
        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(read("SELECT split_part(reason, ',', 1) FROM cutover_inexact WHERE file LIKE '"
                                        + folder + "%' ORDER BY element"))
                                .containsExactly("conflicting: line 2", "repeated: line 3", "contaminated: line 6"));
        Awaitility.await()
                .untilAsserted(() -> assertThat(
                                get("/cutover/calibration/import").jsonPath().getList("inexact.reason", String.class))
                        .containsExactly("1 conflicting", "1 contaminated", "1 repeated"));
    }

    @Test
    void aRowThatCannotBeTakenInTakesNoOthersPlace() throws Exception {
        // Given
        file(
                "source_performance.csv",
                GRADES + "2026-03-01,ny,lstm,41.0000,40.0,1.0000\r\n"
                        + "2026-03-01,ny,lstm,nan,40.0,2.0000\r\n2026-03-01,il,lstm,nan,8.0,3.0000\r\n"
                        + "2026-03-01,il,lstm,9.0000,8.0,4.0000\r\n");
        file(
                "daily_metrics.csv",
                METRICS + "2026-03-02T06:00:00-05:00,2026-03-01,ny,mae_f,consensus,1.0000\r\n"
                        + "2026-03-02T07:00:00-05:00,2026-03-01,ny,mae_f,consensus,inf\r\n");

        // When
        var grades = job("calibration", "import", from());
        var metrics = job("decisions", "import", from());

        // Then
        assertThat(List.of(grades.path("records_quarantined"), metrics.path("records_quarantined")))
                .isEqualTo(List.of(2, 1));
        assertThat(read("SELECT city_code || absolute_error FROM source_performance ORDER BY legacy_position"))
                .containsExactly("ny1.0000", "il4.0000");
        assertThat(read("SELECT value::text FROM eval_metrics")).containsExactly("1.0000");
    }

    @Test
    void errorsOfTheCitiesAreComparedWithTheGradesAndComeOutCountingEachDayOnce() throws Exception {
        // Given
        file(
                "Data/source_performance.csv",
                GRADES + "2026-03-01,ny,consensus,43.0000,40.0,3.0000\r\n"
                        + "2026-03-01,ny,consensus,41.0000,40.0,1.0000\r\n");
        var errors = "{\"as_of\": \"2026-03-01\", \"cities\": {\"ny\": {\"historical_MAE\": 2.0, \"n_days\": 2}},"
                + " \"source\": \"grades\", \"updated_at\": \"2026-03-02T07:15:01-05:00\", \"window_days\": 30}";
        file("Data/city_metadata.json", errors);

        // When
        job("calibration", "import", from());
        job("calibration", "export", "{\"to\":\"" + export + "\"}");

        // Then
        Awaitility.await()
                .untilAsserted(() -> assertThat(read("SELECT reason FROM cutover_inexact WHERE file LIKE '" + folder
                                + "%/city_metadata.json'"))
                        .singleElement()
                        .asString()
                        .startsWith("repaired: ")
                        .contains("ny 2.0 of 2 become ny 1.0 of 1", "made of source_performance.csv"));
        assertThat(export.resolve("city_metadata.json"))
                .content()
                .contains("\"historical_MAE\": 1.0,", "\"n_days\": 1", "\"as_of\": \"2026-03-01\"");
    }

    @Test
    void whatCannotBeTakenInIsPutAsideWithItsLineAndReason() throws Exception {
        // Given
        file(
                "source_performance.csv",
                GRADES + "2026-03-01,ny,lstm,nan,40.0,1.0000\r\n"
                        + "2026-03-01,ny,lstm,41.0000,inf,1.0000\r\n2026-03-01,ny,lstm,41.0000,1e308,1.0000\r\n"
                        + "2026-13-01,ny,lstm,41.0000,40.0,1.0000\r\n2026-03-01,zz,lstm,41.0000,40.0,1.0000\r\n"
                        + "2026-03-01,ny,oracle,41.0000,40.0,1.0000\r\n2026-03-01,ny\r\n"
                        + "2026-03-01,tx,lstm,41.0000,40.0,1.0000\r\n");
        file("weights_history.csv", WEIGHTS + "2026-03-08T02:30:00,2026-03-07,ny,14,{}\r\n");

        // When
        var imported = job("calibration", "import", from());
        job("calibration", "import", from());

        // Then
        assertThat(imported.<String>path("status")).isEqualTo("complete");
        assertThat(imported.<Integer>path("records_quarantined")).isEqualTo(8);
        assertThat(read("SELECT city_code FROM source_performance")).containsExactly("tx");
        var reasons = get("/cutover/calibration/quarantine").jsonPath().getList("items.reason", String.class);
        assertThat(reasons).hasSize(8);
        for (var reason : List.of(
                "predicted_tmax is not a finite number: nan",
                "actual_tmax is not a finite number: inf",
                "actual_tmax is not in [-50, 150]: 1e308",
                "date is not a day like 2026-02-03: 2026-13-01",
                "(city_code)=(zz)",
                "no source is named oracle",
                "no layout has 2 fields of this kind",
                "run_ts is not a time: 2026-03-08T02:30:00")) {
            assertThat(reasons).as(reason).anySatisfy(each -> assertThat(each).contains(reason));
        }
        assertThat(get("/cutover/calibration/quarantine").jsonPath().getList("items.source", String.class))
                .allSatisfy(source -> assertThat(source).endsWith(".csv"));
        assertThat(get("/cutover/calibration/quarantine").jsonPath().getList("items.payload", String.class))
                .anySatisfy(payload -> assertThat(payload).contains("\"line\": 2", "nan"));
    }

    @Test
    void filesOfAnotherKindAreNotTakenIn() throws Exception {
        // Given
        file("source_performance.csv", "");
        file("weights_history.csv", "time,price\r\n2026-03-01T00:00:00Z,1\r\n");
        file("daily_metrics.csv", METRICS);
        file("decisions_history.csv", "run_ts,env\r\n\"2026-03-01");

        // When
        var calibration = job("calibration", "import", from());
        var decisions = job("decisions", "import", from());

        // Then
        assertThat(calibration.<Integer>path("records_new")).isZero();
        assertThat(get("/cutover/calibration/quarantine").jsonPath().getList("items.reason", String.class))
                .containsExactly("it stands under a header that no layout has");
        Awaitility.await()
                .untilAsserted(() -> assertThat(read("SELECT reason FROM cutover_inexact"
                                + " WHERE element < 0 AND file LIKE '" + folder + "%'"))
                        .containsExactlyInAnyOrder("header: the file is empty", "header: no layout has it"));
        assertThat(decisions.<String>path("status")).isEqualTo("failed");
        assertThat(decisions.<String>path("error")).contains("decisions_history.csv is not CSV");
        assertThat(read("SELECT count(*) FROM decisions")).containsExactly("0");
    }

    @Test
    void aDryRunAndALiveOneAtTheSameTimeAreTwoRecords() throws Exception {
        // Given
        var row = "2026-03-01T07:00:00-05:00,prod,2026-03-01,ny,S,S-1,S-1-B41.5,\"41, or 42\",41.0000,yes,3,25,99,";
        file(
                "trades_history.csv",
                "run_ts,env,trade_date,city,series_ticker,event_ticker,market_ticker,"
                        + "market_subtitle,pred_tmax_f,side,count,yes_price,no_price,send_orders\r\n"
                        + row + "False\r\n" + row + "True\r\n" + row + "maybe\r\n");

        // When
        var imported = job("decisions", "import", from());

        // Then
        assertThat(imported.<Integer>path("records_new")).isEqualTo(2);
        assertThat(read("SELECT send_orders FROM forecast_trades ORDER BY send_orders"))
                .containsExactly("f", "t");
        assertThat(get("/cutover/decisions/quarantine").jsonPath().getString("items[0].reason"))
                .isEqualTo("send_orders is neither true nor false: maybe");
    }

    private String from() {
        return "{\"from\":\"" + folder + "\"}";
    }

    private void file(String name, String text) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
