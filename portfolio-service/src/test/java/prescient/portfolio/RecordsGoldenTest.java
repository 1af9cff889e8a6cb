package prescient.portfolio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.arc.All;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import prescient.cutover.Feature;
import prescient.cutover.LegacyFolder;
import prescient.cutover.LegacyRecord;
import prescient.legacy.PythonJson;
import prescient.testing.PostgresForTests;
import prescient.testing.PostgresServer;
import prescient.testing.StrictLog;

/** Every real portfolio and history goes into the tables, balances there, and comes out byte by byte. */
@QuarkusTest
@WithTestResource(PostgresForTests.class)
@WithTestResource(FakeMarket.class)
class RecordsGoldenTest {

    private static final Path FOLDER =
            Path.of(System.getProperty("prescient.shared", "../../shared")).resolve("data/prescient");

    @RegisterExtension
    final StrictLog log = new StrictLog();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path temporary;

    @Inject
    @All
    @SuppressWarnings("NullAway.Init")
    List<Feature> features;

    @BeforeEach
    void onlyWithTheSharedMaterial() {
        assumeTrue(Files.isDirectory(FOLDER), "the shared folder is absent");
        Api.awaitReady();
    }

    @Test
    void everyPortfolioComesOutAsItWentIn() throws IOException, SQLException {
        // Given
        var files = filesWith("/positions");
        assertThat(files).hasSizeGreaterThanOrEqualTo(3);

        for (var file : files) {
            for (var zone : List.of("UTC", "Europe/Berlin", "America/New_York")) {
                // When
                FreshTables.reset();
                var folder = folder(file, "trades/portfolio.json", zone);
                var source = feature("portfolio").file(folder);
                var records = records(source);
                write("portfolio", records);
                var before = counts();
                write("portfolio", records);

                // Then
                assertThat(counts()).as("repeated " + file).isEqualTo(before);
                checkFigures(file);
                assertThat(exported("portfolio", "trades/portfolio.json", zone))
                        .as(file + " in " + zone)
                        .isEqualTo(Files.readString(file));
            }
        }
        FreshTables.reset();
    }

    @Test
    void everyHistoryComesOutAsItWentIn() throws IOException, SQLException {
        // Given
        var files = filesWith("/0/total_value");
        assertThat(files).isNotEmpty();

        for (var file : files) {
            for (var zone : List.of("UTC", "Europe/Berlin")) {
                // When
                FreshTables.reset();
                var source = feature("portfolio_history").file(folder(file, "history/portfolio_history.json", zone));
                var records = records(source);
                write("portfolio_history", records);
                var before = counts();
                write("portfolio_history", records);

                // Then
                assertThat(counts()).as("repeated " + file).isEqualTo(before);
                assertThat(exported("portfolio_history", "history/portfolio_history.json", zone))
                        .as(file + " in " + zone)
                        .isEqualTo(Files.readString(file));
                var days = Api.get("/trading/portfolio-history?portfolio_id=1");
                assertThat(days.getList("figures")).containsOnly("legacy");
            }
        }
        FreshTables.reset();
    }

    @Test
    void theRealBackupIsAHundredPositionsForTenThousandDollars() throws IOException, SQLException {
        // Given
        FreshTables.reset();
        var folder = new LegacyFolder(FOLDER, ZoneId.of("UTC"));

        // When
        write("portfolio", records(feature("portfolio").file(folder)));

        // Then
        var paper = Api.get("/paper-trading/portfolio?limit=1000");
        assertThat(paper.getList("portfolio.positions")).hasSize(100);
        assertThat(Api.number(paper, "portfolio.balance")).isZero();
        assertThat(Api.number(paper, "portfolio.total_invested")).isEqualByComparingTo("10000.00");
        assertThat(paper.getInt("portfolio.trade_count")).isEqualTo(100);
        assertThat(paper.getList("portfolio.positions.entry_price").stream().map(String::valueOf))
                .contains("0.5011070537256923", "0.9999989889179475");
        assertThat(Api.get("/ledger/entries?limit=1000&portfolio_id=1").getList("items.account"))
                .isNotEmpty()
                .doesNotContain("adjustment");
        FreshTables.reset();
    }

    private void checkFigures(Path file) throws IOException {
        var legacy = PythonJson.mapper().readTree(file.toFile());
        var paper = Api.get("/paper-trading/portfolio");
        assertThat(Api.number(paper, "portfolio.balance"))
                .isEqualByComparingTo(legacy.get("balance").decimalValue());
        assertThat(Api.number(paper, "portfolio.total_invested"))
                .isEqualByComparingTo(legacy.get("total_invested").decimalValue());
        assertThat(paper.getInt("summary.open_positions"))
                .isEqualTo(legacy.get("positions").size());
        var check = Api.get("/ledger/check");
        assertThat(check.getList("differences.findAll{it.portfolio_id==1}")).isEmpty();
        assertThat(Api.number(check, "sum")).isZero();
    }

    private void write(String feature, List<LegacyRecord> records) {
        var one = feature(feature);
        records.forEach(
                record -> assertThat(one.defect(record)).as(record.toString()).isNull());
        for (int from = 0; from < records.size(); from += 33) {
            one.database().write(records.subList(from, Math.min(records.size(), from + 33)));
        }
    }

    private static List<LegacyRecord> records(prescient.cutover.RecordStore store) {
        var records = new ArrayList<LegacyRecord>();
        store.read(records::add);
        return records;
    }

    private String exported(String feature, String name, String zone) throws IOException {
        var to = Files.createTempDirectory(temporary, "out");
        feature(feature)
                .file(new LegacyFolder(to, ZoneId.of(zone)))
                .replace(feature(feature).database());
        return Files.readString(to.resolve(name));
    }

    private LegacyFolder folder(Path file, String name, String zone) throws IOException {
        var in = Files.createTempDirectory(temporary, "in");
        Files.createDirectories(in.resolve(name).getParent());
        Files.copy(file, in.resolve(name));
        return new LegacyFolder(in, ZoneId.of(zone));
    }

    private Feature feature(String name) {
        return features.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<Path> filesWith(String pointer) throws IOException {
        try (var files = Files.walk(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .filter(file -> !tree(file).at(pointer).isMissingNode())
                    .filter(file -> tree(file).isArray() || tree(file).has("balance"))
                    .toList();
        }
    }

    private static JsonNode tree(Path file) {
        try {
            return PythonJson.mapper().readTree(file.toFile());
        } catch (IOException other) {
            return PythonJson.mapper().nullNode();
        }
    }

    private static String counts() throws SQLException {
        try (var connection = PostgresServer.shared().connect("prescient_portfolio");
                var sql = connection.createStatement();
                var rows = sql.executeQuery("""
                        SELECT (SELECT count(*) FROM ledger_entries), (SELECT count(*) FROM portfolio_positions),
                            (SELECT count(*) FROM portfolio_snapshots), (SELECT count(*) FROM portfolio_history),
                            (SELECT s::text FROM portfolio_state s WHERE id = 1),
                            (SELECT md5(string_agg(p::text, '' ORDER BY id)) FROM portfolio_positions p)
                        """)) {
            rows.next();
            return rows.getString(1) + " " + rows.getString(2) + " " + rows.getString(3) + " " + rows.getString(4) + " "
                    + rows.getString(5) + " " + rows.getString(6);
        }
    }
}
