package prescient.trade.stream;

import static org.assertj.core.api.Assertions.assertThat;

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

/** The stream while the files are trusted and PostgreSQL is nowhere to be found. */
@QuarkusTest
@TestProfile(FilesOnly.class)
class FileStreamTest extends TradingTest {

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
    void changesOfTheFilesAreToldAndToldAgain() throws IOException, InterruptedException {
        // Given
        neighbours.quote("m1", "0.55", "0.45");
        neighbours.quote("m2", "0.55", "0.45");
        neighbours.signal("run.1.m2", "m2", "buy_yes", "0.55");
        String first;

        // When
        try (var ear = Ear.fromNow()) {
            execute(order("o1", "m1", "100", "0.56")).statusCode(200);
            var made = ear.await("trade", event -> event.says("trade_id", "trade-o1"));
            first = made.id();
            cycle("c1").statusCode(200);

            // Then
            assertThat(made.says("market_id", "m1")).isTrue();
            assertThat(made.says("status", "open")).isTrue();
            ear.await("trade", event -> event.says("signal_id", "run.1.m2"));
            ear.await("cycle", event -> event.says("cycle_id", "c1") && event.says("status", "completed"));
        }
        try (var again = Ear.after(first)) {
            again.await("trade", event -> event.says("signal_id", "run.1.m2"));
            again.await("cycle", event -> event.says("status", "completed"));
        }
        try (var ofAnotherRun = Ear.after(first.replaceAll("~\\d+", "~1"))) {
            ofAnotherRun.await("reload", event -> event.says("what", "everything"));
        }
    }

    @Test
    void aClosedTradeIsTold() throws IOException, InterruptedException {
        // Given
        neighbours.quote("m1", "0.55", "0.45");
        try (var ear = Ear.fromNow()) {
            execute(order("o1", "m1", "100", "0.56")).statusCode(200);

            // When
            close("trade-o1", "close-1").statusCode(200);

            // Then
            ear.await("trade", event -> event.says("trade_id", "trade-o1") && event.says("status", "closed"));
        }
    }
}
