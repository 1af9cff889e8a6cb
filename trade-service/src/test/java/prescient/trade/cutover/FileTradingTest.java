package prescient.trade.cutover;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import prescient.trade.testing.ExecutionContract;

/** The contract without PostgreSQL, and what is only true of files. */
@QuarkusTest
@TestProfile(FilesOnly.class)
class FileTradingTest extends ExecutionContract {

    @Inject
    TradingFile live;

    @ConfigProperty(name = "prescient.legacy.dir")
    Path folder;

    @BeforeEach
    void emptyFolder() throws IOException {
        live.close();
        Files.deleteIfExists(folder.resolve("trades/paper_trades.json"));
        Files.deleteIfExists(folder.resolve(".prescient/trades.jsonl"));
        // Last: what the test before left undelivered may still have been on its way.
        neighbours.reset("10000.00");
    }

    @Test
    void theFileIsAsTheOldProgramWritesIt() throws IOException {
        // Given
        neighbours.quote("m1", "0.5501070537256923", "0.45");

        // When
        execute(order("o1", "m1", "100.00", "0.56"));

        // Then
        var text = Files.readString(folder.resolve("trades/paper_trades.json"));
        assertThat(text).matches("""
                \\[
                  \\{
                    "trade_id": "trade-o1",
                    "timestamp": "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{6})?",
                    "market_id": "m1",
                    "market_question": "Rain\\?",
                    "action": "buy_yes",
                    "amount": 100,
                    "entry_price": 0\\.5501070537256923,
                    "confidence": 0\\.75,
                    "reason": "Test trade",
                    "status": "open",
                    "event_id": null,
                    "event_title": null,
                    "event_end_date": null,
                    "current_pnl": 0\\.0,
                    "realized_pnl": null
                  \\}
                \\]""");
    }

    @Test
    void tradesOfTheOldProgramAreShownHeldClosedAndSettled() throws IOException {
        // Given
        Files.createDirectories(folder.resolve("trades"));
        Files.writeString(
                folder.resolve("trades/paper_trades.json"),
                "[" + old("trade_20251020_170245_634159", "634159") + ", "
                        + old("trade_20251020_170245_529277", "529277") + ", "
                        + old("trade_20251021_170245_529277", "529277") + "]");
        neighbours.quote("634159", "0.90", "0.10");
        neighbours.quote("529277", "0.90", "0.10");

        // When
        var bought = execute(order("o1", "529277", "100", "0.95"));
        var closed = close("trade_20251020_170245_634159", "exit-1");

        // Then
        bought.statusCode(409).body("code", equalTo("DUPLICATE_POSITION"));
        closed.statusCode(200).body("price", equalTo(0.9f));
        given().get("/trades/trade_20251020_170245_529277")
                .then()
                .body("timestamp", equalTo("2025-10-20T15:02:45.884042Z"))
                .body("shares", equalTo(116.27907f))
                .body("order_id", equalTo(null));
        given().get("/trades/trade_20251020_170245_634159").then().body("realized_pnl", equalTo(4.651163f));
        given().get("/paper-trading/history").then().body("trades", hasSize(3));
    }

    @Test
    void aTradeThatCannotBeUnderstoodIsPassedOverAndToldOnce() throws IOException {
        // Given
        Files.createDirectories(folder.resolve("trades"));
        Files.writeString(
                folder.resolve("trades/paper_trades.json"),
                "[" + old("good-1", "m1") + ", "
                        + old("free", "m1").replace("0.86", "0") + ", "
                        + old("priceless", "m1").replace("\"entry_price\": 0.86", "\"entry_price\": NaN") + ", "
                        + old("timeless", "m2").replace("2025-10-20T17:02:45.884042", "2025-03-30T02:30:00") + ", "
                        + old("good-2", "m1").replace("null, \"current", "\"2025-11-04\", \"current") + "]");
        neighbours.quote("m1", "1", "0", Duration.ZERO, true, "yes");
        log.expect("is passed over");

        // When
        var listed = given().get("/paper-trading/history?limit=2").then();
        var found = given().get("/trades/free").then();
        var closed = close("free", "exit-1");
        var settled = cycle("c1");

        // Then
        listed.statusCode(200).body("trades.trade_id", equalTo(List.of("good-2", "good-1")));
        found.statusCode(404);
        closed.statusCode(404);
        settled.statusCode(200).body("summary.settled", equalTo(2));
        given().get("/trades/good-2").then().body("event_end_date", equalTo("2025-11-04T00:00:00Z"));
        assertThat(log.lines()).hasSize(3);
        assertThat(Files.readString(folder.resolve("trades/paper_trades.json")))
                .contains("\"entry_price\": NaN", "2025-03-30T02:30:00");
    }

    private static String old(String id, String market) {
        return """
               {"trade_id": "%s", "timestamp": "2025-10-20T17:02:45.884042", "market_id": "%s",
                "market_question": "Old?", "action": "buy_yes", "amount": 100, "entry_price": 0.86,
                "confidence": 0.36, "reason": "r", "status": "open", "event_id": null, "event_title": null,
                "event_end_date": null, "current_pnl": 0.0, "realized_pnl": null}""".formatted(id, market);
    }

    @Test
    void aFileThatCannotBeUnderstoodIsKeptAndEverythingIsRefused() throws IOException {
        // Given
        Files.createDirectories(folder.resolve("trades"));
        Files.writeString(folder.resolve("trades/paper_trades.json"), "[{\"trade_id\": \"t");
        neighbours.quote("m1", "0.55", "0.45");

        // When
        var bought = execute(order("o1", "m1", "100", "0.56"));
        var listed = given().get("/paper-trading/history").then();

        // Then
        bought.statusCode(503).body("code", equalTo("LEGACY_FILE_UNREADABLE"));
        listed.statusCode(503).body("code", equalTo("LEGACY_FILE_UNREADABLE"));
        given().get("/trading/status").then().body("alerts", hasItem(containsString("paper_trades.json")));
        assertThat(folder.resolve("trades/paper_trades.json")).hasContent("[{\"trade_id\": \"t");
        assertThat(neighbours.cash()).isEqualByComparingTo("10000.00");
    }

    @Test
    void whatSomebodyElseWroteIsNotOverwritten() throws IOException {
        // Given
        neighbours.quote("m1", "0.55", "0.45");
        neighbours.quote("m2", "0.55", "0.45");
        execute(order("o1", "m1", "100", "0.56")).statusCode(200);
        Files.writeString(folder.resolve("trades/paper_trades.json"), "[]");

        // When
        var answer = execute(order("o2", "m2", "100", "0.56"));
        var next = execute(order("o3", "m2", "100", "0.56"));

        // Then
        answer.statusCode(202);
        next.statusCode(503).body("code", equalTo("LEGACY_FOLDER_TAKEN"));
        assertThat(folder.resolve("trades/paper_trades.json")).hasContent("[]");
    }
}
