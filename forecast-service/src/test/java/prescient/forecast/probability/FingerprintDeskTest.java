package prescient.forecast.probability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import prescient.forecast.ServiceTest;
import prescient.forecast.outside.Simulated;
import prescient.problem.Refused;

/** Fingerprints come in whole, once, and answer over HTTP. */
@QuarkusTest
class FingerprintDeskTest extends ServiceTest {

    private static final String BASELINE = "_fingerprint_directional_baseline.csv";

    @TempDir
    Path folder;

    @Inject
    FingerprintTable table;

    private volatile Instant now = Instant.parse("2026-02-03T17:30:00Z");

    private FingerprintDesk desk() {
        InstantSource clock = () -> now;
        return new FingerprintDesk(
                table,
                Simulated.config(ProbabilityConfig.class, "prescient.probability", Map.of("folder", folder.toString())),
                clock);
    }

    private void write(String set, String symbol, int bucket, double up) throws IOException {
        var name = "%s_fingerprint_directional_momentum_%03d.csv".formatted(symbol, bucket);
        Files.createDirectories(folder.resolve(set));
        Files.writeString(folder.resolve(set).resolve(name), FingerprintsForTests.csv(up, 100 - up));
    }

    private void writeWhole(String set, String symbol, double up) throws IOException {
        for (int bucket = -30; bucket <= 30; bucket++) {
            write(set, symbol, bucket, up);
        }
        Files.writeString(folder.resolve(set).resolve(symbol + BASELINE), FingerprintsForTests.csv(up, 100 - up));
    }

    @Test
    void anImportIsRepeatableAndTheFirstCompleteSetAnswers() throws Exception {
        // Given
        writeWhole("v1", "aaa", 50);
        writeWhole("v2", "aaa", 51);
        write("part", "aaa", 0, 49);
        var desk = desk();

        // When
        var first = desk.importAll();
        var second = desk.importAll();

        // Then
        assertThat(first.sets())
                .containsExactly(
                        new ImportReport.Line("AAA", "part", 1, 0, false, null, null),
                        new ImportReport.Line("AAA", "v1", 62, 0, true, null, null),
                        new ImportReport.Line("AAA", "v2", 62, 0, false, null, null));
        assertThat(second.sets()).extracting(ImportReport.Line::written).containsOnly(0);
        assertThat(read("SELECT count(*) FROM forecast.fingerprints")).containsExactly("125");
        assertThat(desk.current("AAA").name()).isEqualTo("v1");
        assertThat(desk.current("AAA").choose(-7).fingerprint())
                .isEqualTo(FingerprintFile.read(folder.resolve("v1/aaa_fingerprint_directional_momentum_-07.csv")));
    }

    @Test
    void aSetNeverChangesAndABrokenFileKeepsItsSetOut() throws Exception {
        // Given
        write("v1", "aaa", 0, 50);
        var desk = desk();
        desk.importAll();
        write("v1", "aaa", 0, 60);
        write("v1", "aaa", 1, 60);
        write("v2", "aaa", 0, 50);
        Files.writeString(folder.resolve("v2/aaa" + BASELINE), "nonsense\n");

        // When
        var report = desk.importAll();

        // Then
        assertThat(report.sets()).extracting(ImportReport.Line::code).containsExactly("SET_DIFFERS", "FILE_UNREADABLE");
        assertThat(report.sets().getLast().detail()).contains("aaa" + BASELINE);
        assertThat(read("SELECT set_name || bucket || up[1] FROM forecast.fingerprints"))
                .containsExactly("v1050");
    }

    @Test
    void anotherChoiceIsSeenAfterAWhileAndTheOldOneAnswersUntilThen() throws Exception {
        // Given
        writeWhole("v1", "aaa", 50);
        writeWhole("v2", "aaa", 51);
        var desk = desk();
        var other = desk();
        desk.importAll();
        var before = other.current("AAA");

        // When
        desk.choose("AAA", "v2");
        var soon = other.current("AAA");
        now = now.plus(Duration.ofSeconds(11));
        var later = other.current("AAA");

        // Then
        assertThat(soon).isSameAs(before);
        assertThat(later.name()).isEqualTo("v2");
        assertThat(other.current("AAA")).isSameAs(later);
    }

    @Test
    void aSetThatGotTablesIsReadAgain() throws Exception {
        // Given
        writeWhole("v1", "aaa", 50);
        Files.delete(folder.resolve("v1/aaa_fingerprint_directional_momentum_030.csv"));
        var desk = desk();
        desk.importAll();
        desk.choose("AAA", "v1");
        var before = desk.current("AAA").choose(30).bucket();

        // When
        write("v1", "aaa", 30, 50);
        desk.importAll();
        now = now.plus(Duration.ofSeconds(11));

        // Then
        assertThat(before).isEqualTo(29);
        assertThat(desk.current("AAA").choose(30).bucket()).isEqualTo(30);
    }

    @Test
    void b28AnUnknownSymbolIsRefusedAndNeverAnsweredByAnother() throws Exception {
        // Given
        writeWhole("v1", "aaa", 50);
        var desk = desk();
        desk.importAll();

        // When, Then
        assertThatThrownBy(() -> desk.current("BBB"))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.problem()).isEqualTo(FingerprintProblem.NO_FINGERPRINTS));
        post("/probabilities", "{\"symbol\":\"NOSUCH\",\"price\":100,\"ttc_seconds\":60,\"strikes\":[101]}")
                .statusCode(409)
                .body("code", equalTo("NO_FINGERPRINTS"));
    }

    @Test
    void candlesBecomeASetThatCanBeChosen() throws Exception {
        // Given
        var lines = new StringBuilder("timestamp,open,high,low,close,volume\n");
        var start = Instant.parse("2025-03-01T00:00:00Z");
        for (int i = 0; i < 300; i++) {
            var at = start.plusSeconds(60L * i).toString().replace('T', ' ').replace("Z", "");
            lines.append(at).append(",1,1,1,").append(1000 + (i % 7)).append(",0\n");
        }
        Files.writeString(folder.resolve("aaa_1m.csv"), lines);
        var desk = desk();
        var request = new GenerateRequest("AAA", "made", "aaa_1m.csv", null);

        // When
        var first = desk.generate(request);
        var second = desk.generate(request);
        desk.choose("AAA", "made");

        // Then
        assertThat(first.candles()).isEqualTo(300);
        assertThat(first.written()).isEqualTo(62 - first.emptyBuckets().size());
        assertThat(second.written()).isZero();
        assertThat(second.unchanged()).isEqualTo(first.written());
        assertThat(desk.current("AAA").name()).isEqualTo("made");
    }

    @Test
    void probabilitiesAnswerOverHttp() throws Exception {
        // Given
        writeWhole("v1", "htp", 50);
        desk().importAll();

        // When
        var answer = post(
                "/probabilities",
                "{\"symbol\":\"HTP\",\"price\":100,\"ttc_seconds\":0,\"momentum_score\":0.123,\"strikes\":[100,101]}");

        // Then
        answer.statusCode(200)
                .body("fingerprints", equalTo("v1"))
                .body("bucket", equalTo(12))
                .body("probabilities.strike", hasItem(101))
                .body("probabilities[1].direction", equalTo("above"))
                .body("probabilities[1].prob_beyond", equalTo(25.75f))
                .body("probabilities[1].prob_within", equalTo(74.25f))
                .body("probabilities[1].negative_prob", equalTo(25.25f));
        RestAssured.get("/fingerprints?symbol=HTP")
                .then()
                .statusCode(200)
                .body("items[0].set", equalTo("v1"))
                .body("items[0].tables", equalTo(62))
                .body("items[0].active", equalTo(true));
        put("/fingerprints/HTP/v1/active", "").statusCode(200);
    }

    @Test
    void badQuestionsAreRefusedWithTheirField() throws SQLException {
        post("/probabilities", "{\"symbol\":\"HTP\",\"price\":0,\"ttc_seconds\":60,\"strikes\":[101]}")
                .statusCode(400)
                .body("detail", containsString("price"));
        post("/probabilities", "{\"symbol\":\"HTP\",\"price\":100,\"ttc_seconds\":-1,\"strikes\":[101]}")
                .statusCode(400)
                .body("detail", containsString("ttc_seconds"));
        post("/probabilities", "{\"symbol\":\"HTP\",\"price\":100,\"ttc_seconds\":1,\"strikes\":[]}")
                .statusCode(400)
                .body("detail", containsString("strikes"));
        post("/probabilities", "{\"symbol\":\"h\",\"price\":100,\"ttc_seconds\":1,\"strikes\":[1]}")
                .statusCode(400)
                .body("detail", containsString("symbol"));
        post("/fingerprints/import", "").statusCode(409).body("code", equalTo("NO_FOLDER"));
        post("/fingerprints/generate", "{\"symbol\":\"AAA\",\"set\":\"x\",\"candles\":\"../x.csv\"}")
                .statusCode(400)
                .body("detail", containsString("candles"));
        put("/fingerprints/AAA/none/active", "").statusCode(404).body("code", equalTo("UNKNOWN_SET"));
        assertThat(read("SELECT count(*) FROM forecast.fingerprint_sets")).containsExactly("0");
    }

    @Test
    void aSetThatDoesNotReachFarEnoughCannotAnswer() throws Exception {
        // Given
        Files.createDirectories(folder.resolve("short"));
        Files.writeString(
                folder.resolve("short/aaa_fingerprint_directional_momentum_000.csv"),
                ",>= +0.25%,<= -0.25%\n1m TTC,1,1\n");
        var desk = desk();
        desk.importAll();

        // When, Then
        assertThatThrownBy(() -> desk.choose("AAA", "short"))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.problem()).isEqualTo(FingerprintProblem.SET_NOT_USABLE));
    }
}
