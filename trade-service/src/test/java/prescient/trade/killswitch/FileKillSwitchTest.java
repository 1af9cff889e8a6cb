package prescient.trade.killswitch;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static prescient.trade.killswitch.KillSwitchResourceTest.awaitResults;
import static prescient.trade.killswitch.KillSwitchResourceTest.post;
import static prescient.trade.killswitch.KillSwitchResourceTest.release;
import static prescient.trade.killswitch.KillSwitchResourceTest.stop;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import prescient.trade.cutover.FilesOnly;
import prescient.trade.cutover.TradingFile;
import prescient.trade.testing.TradingTest;

/** The kill switch while PostgreSQL is nowhere to be found. */
@QuarkusTest
@TestProfile(FilesOnly.class)
class FileKillSwitchTest extends TradingTest {

    @ConfigProperty(name = "prescient.legacy.dir")
    Path folder;

    @Inject
    TradingFile live;

    @BeforeEach
    void emptyFolder() throws IOException {
        live.close();
        Files.deleteIfExists(folder.resolve("trades/paper_trades.json"));
        Files.deleteIfExists(folder.resolve(".prescient/trades.jsonl"));
        neighbours.reset("10000.00");
    }

    @Test
    void entriesStopAtOnceAndWhatNeedsNoDatabaseIsCarriedOut() {
        // Given
        neighbours.quote("kill-m1", "0.50", "0.50");
        neighbours.quote("kill-m2", "0.50", "0.50");
        execute(order("kill-o1", "kill-m1", "100", "0.56")).statusCode(200);

        // When
        var preview = post("/preview", "{}");
        var stopped = stop("f1", "\"stop_entries\", \"cancel_orders\", \"flatten\"");
        var refused = execute(order("kill-o2", "kill-m2", "100", "0.56"));
        awaitResults("f1", 1);

        // Then
        preview.statusCode(200)
                .body("closes.trade_id", hasItem("trade-kill-o1"))
                .body("unreadable", hasSize(2))
                .body("unreadable", hasItem(containsString("desk")));
        stopped.statusCode(201).body("durable", equalTo(true));
        refused.statusCode(409).body("code", equalTo("TRADING_STOPPED"));
        given().get("/trades/trade-kill-o1").then().body("status", equalTo("closed"));
        given().get("/kill-switch")
                .then()
                .body("stopped", equalTo(true))
                .body("orders.find { it.id == 'f1' }.results.part", hasItem("paper"));
        assertThat(folder.resolve(".prescient/kill-switch.json")).content().contains("\"f1\"", "a test");
        release("f1-end").statusCode(201);
        execute(order("kill-o2", "kill-m2", "100", "0.56")).statusCode(200);
    }
}
