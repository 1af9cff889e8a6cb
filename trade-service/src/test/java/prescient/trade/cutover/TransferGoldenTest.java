package prescient.trade.cutover;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import prescient.trade.testing.TradeServiceTest;

/** Trades of the old program, imported, compared, imported again and exported over HTTP. */
@QuarkusTest
class TransferGoldenTest extends TradeServiceTest {

    @TempDir
    Path export;

    @Test
    void tradesComeOutWithTheSameBytes() throws Exception {
        for (var file : files()) {
            // Given
            sql("TRUNCATE trade.trades CASCADE");
            var folder = file.getParent();
            var target = Files.createDirectory(export.resolve("from-" + folder.getFileName()));

            // When
            var first = job("import", "{\"from\":\"" + folder + "\"}");
            var second = job("import", "{\"from\":\"" + folder + "\"}");
            var verified = job("verify", "{\"from\":\"" + folder + "\"}");
            job("export", "{\"to\":\"" + target + "\"}");

            // Then
            assertThat(List.of(first, second, verified)).containsOnly("complete true");
            get("/cutover/trades/quarantine").then().body("items", hasSize(0));
            assertThat(target.resolve("trades/paper_trades.json")).hasSameBinaryContentAs(file);
        }
    }

    @Test
    void endedTradesSurviveAnExportAndAnImport() throws Exception {
        // Given
        neighbours.quote("m1", "0.50", "0.50");
        execute(order("o1", "m1", "100", "0.56")).statusCode(200);
        close("trade-o1", "exit-1").statusCode(200);
        execute(order("o2", "m1", "33.333333", "0.56")).statusCode(200);
        var target = Files.createDirectory(export.resolve("ended"));
        job("export", "{\"to\":\"" + target + "\"}");
        sql("TRUNCATE trade.orders, trade.fills, trade.trades, trade.settlements");

        // When
        var imported = job("import", "{\"from\":\"" + target + "\"}");

        // Then
        assertThat(imported).isEqualTo("complete true");
        given().get("/trades/trade-o1").then().body("status", equalTo("closed")).body("realized_pnl", equalTo(0.0f));
        given().get("/trades/trade-o2").then().body("status", equalTo("open"));
        close("trade-o2", "exit-2").statusCode(200);
    }

    private static String job(String verb, String body) {
        var id = given().contentType("application/json")
                .body(body)
                .post("/cutover/trades/" + verb)
                .then()
                .statusCode(202)
                .extract()
                .path("id")
                .toString();
        var status = new String[1];
        Awaitility.await().until(() -> {
            var job = get("/cutover/trades/jobs/" + id).then().extract();
            status[0] = job.path("status") + " " + job.path("clean");
            return !status[0].startsWith("running");
        });
        return status[0];
    }

    private static List<Path> files() throws IOException {
        var shared = Path.of(System.getProperty("prescient.shared", "../shared"), "data", "prescient");
        Assumptions.assumeTrue(Files.exists(shared), "the shared folder is absent");
        try (var files = Files.walk(shared.toRealPath())) {
            return files.filter(path -> path.endsWith("paper_trades.json")).toList();
        }
    }
}
