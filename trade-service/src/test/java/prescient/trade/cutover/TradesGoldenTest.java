package prescient.trade.cutover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import prescient.cutover.LegacyFolder;
import prescient.cutover.LegacyRecord;
import prescient.trade.testing.TradeServiceTest;

/** Every file of trades in the shared folder goes into the tables and comes out again with the same bytes. */
@QuarkusTest
@TestProfile(WithFiles.class)
class TradesGoldenTest extends TradeServiceTest {

    private static final Path SHARED = Path.of(System.getProperty("prescient.shared", "../shared"));

    @Inject
    TradesFeature feature;

    @Test
    void importedTradesAreExportedByteByByte() throws IOException, java.sql.SQLException {
        assumeTrue(Files.isDirectory(SHARED), "the shared folder is absent");
        int files = 0;
        for (var file : files()) {
            for (var zone : List.of("UTC", "Europe/Berlin", "America/New_York")) {
                // Given
                sql("TRUNCATE trade.trades CASCADE");
                var folder = new LegacyFolder(file.getParent(), ZoneId.of(zone));
                var records = read(folder);
                assertThat(records)
                        .allSatisfy(record -> assertThat(feature.defect(record)).isNull());

                // When
                feature.database().write(records);
                var before = versions();
                feature.database().write(records);
                var target = new LegacyFolder(Files.createTempDirectory("export"), ZoneId.of(zone));
                feature.file(target).replace(feature.database());

                // Then
                assertThat(versions()).as("importing %s again", file).isEqualTo(before);
                assertThat(target.path().resolve("trades/paper_trades.json")).hasSameBinaryContentAs(file);
            }
            files++;
        }
        assertThat(files).isPositive();
    }

    @Test
    void theRealTradesAreAHundredAndTwoOfThemAreTheSameMarket() throws IOException {
        var file = SHARED.resolve("data/prescient/paper_trades.json");
        assumeTrue(Files.exists(file), "the shared folder is absent");

        // When
        feature.database().write(read(new LegacyFolder(file.getParent(), ZoneId.of("UTC"))));

        // Then
        assertThat(count("SELECT count(*) FROM trade.trades WHERE status = 'open'"))
                .isEqualTo(100);
        assertThat(count("SELECT sum(amount) FROM trade.trades")).isEqualTo(10_000);
        assertThat(count("SELECT max(scale(entry_price)) FROM trade.trades")).isEqualTo(16);
        neighbours.quote("634159", "0.55", "0.45");
        execute(order("o1", "634159", "100", "0.56")).statusCode(409);
    }

    private List<LegacyRecord> read(LegacyFolder folder) {
        var records = new ArrayList<LegacyRecord>();
        feature.file(folder).read(records::add);
        return records;
    }

    private static long versions() {
        return count("SELECT coalesce(sum(xmin::text::bigint), 0) FROM trade.trades");
    }

    private static List<Path> files() throws IOException {
        try (var files = Files.walk(SHARED.resolve("data/prescient"))) {
            return files.filter(file -> file.getFileName().toString().equals("paper_trades.json"))
                    .toList();
        }
    }
}
