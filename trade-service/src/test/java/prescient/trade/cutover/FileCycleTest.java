package prescient.trade.cutover;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import prescient.trade.testing.CycleContract;

/** Cycles without PostgreSQL. */
@QuarkusTest
@TestProfile(FilesOnly.class)
class FileCycleTest extends CycleContract {

    @Inject
    TradingFile live;

    @ConfigProperty(name = "prescient.legacy.dir")
    Path folder;

    @BeforeEach
    void emptyFolder() throws IOException {
        neighbours.reset("10000.00");
        live.close();
        Files.deleteIfExists(folder.resolve("trades/paper_trades.json"));
        Files.deleteIfExists(folder.resolve(".prescient/trades.jsonl"));
    }
}
