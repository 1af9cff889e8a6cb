package prescient.signal;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of the old programs, imported, compared, imported again and exported over HTTP. */
@QuarkusTest
class TransferGoldenTest extends ServiceTest {

    @TempDir
    Path export;

    @BeforeEach
    void forgetEarlierImports() {
        clock.advance(java.time.Duration.ofDays(60));
    }

    @Test
    void signalsAndArchivesComeOutWithTheSameBytes() throws Exception {
        for (var folder : folders()) {
            for (var feature : List.of("signals", "signal_archives")) {
                // When
                var first = job(feature, "import", "{\"from\":\"" + folder + "\"}");
                var second = job(feature, "import", "{\"from\":\"" + folder + "\"}");
                var verified = job(feature, "verify", "{\"from\":\"" + folder + "\"}");
                job(feature, "export", "{\"to\":\"" + export + "\"}");

                // Then
                assertThat(List.of(first, second, verified)).containsOnly("complete true");
                assertThat(get("/cutover/" + feature + "/quarantine").asString())
                        .contains("\"items\":[]");
                for (var original : originals(folder, feature)) {
                    assertThat(export.resolve(folder.relativize(original))).hasSameBinaryContentAs(original);
                }
            }
            assertThat(read("SELECT DISTINCT status FROM trading_signals")).containsExactly("expired");
        }
    }

    private static String job(String feature, String verb, String body) {
        var id = post("/cutover/" + feature + "/" + verb, body)
                .statusCode(202)
                .extract()
                .path("id")
                .toString();
        var status = new String[1];
        Awaitility.await().until(() -> {
            var job = get("/cutover/" + feature + "/jobs/" + id).then().extract();
            status[0] = job.path("status") + " " + job.path("clean");
            return !status[0].startsWith("running");
        });
        return status[0];
    }

    private static List<Path> originals(Path folder, String feature) throws IOException {
        var name = feature.equals("signals") ? "current_signals" : "signals_archive_";
        try (var files = Files.walk(folder)) {
            return files.filter(path -> path.getFileName().toString().startsWith(name))
                    .toList();
        }
    }

    private static List<Path> folders() throws IOException {
        var shared = Path.of(System.getProperty("prescient.shared", "../../shared"), "data", "prescient");
        Assumptions.assumeTrue(Files.exists(shared), "the shared material is absent");
        try (var files = Files.walk(shared.toRealPath())) {
            return files.filter(path -> path.endsWith("trades/current_signals.json"))
                    .map(path -> path.getParent().getParent())
                    .toList();
        }
    }
}
