package prescient.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Real files of the JSON era come into the tables whole, and out of them as the same bytes. */
class RealFilesGoldenIT {

    private static final String ZONE = "America/New_York";

    private final Path data = Path.of(System.getProperty("prescient.shared", "../../../shared"))
            .toAbsolutePath()
            .normalize()
            .resolve("data/prescient");

    @BeforeEach
    void onlyWithTheFiles() {
        Assumptions.assumeTrue(Files.exists(data), () -> data + " is not here");
    }

    @Test
    void thePortfolioOfTheBackupIsWhatItWas() throws Exception {
        // Given
        try (var live = LiveSuite.start("real-files-backup", config -> config)) {
            var cutover = new CutoverApi(live.api());
            // When
            var trades = cutover.importFrom("trades", data, ZONE);
            var portfolio = cutover.importFrom("portfolio", data, ZONE);
            // Then
            thenComplete(trades);
            thenComplete(portfolio);
            thenItIsTheBackup(live);
            // When again
            var before = live.reader().rowsPerTable();
            thenNothingWritten(cutover.importFrom("trades", data, ZONE));
            thenNothingWritten(cutover.importFrom("portfolio", data, ZONE));
            // Then
            thenItIsTheBackup(live);
            assertThat(financial(live.reader().rowsPerTable())).isEqualTo(financial(before));
            // And back
            var target = Files.createDirectories(LiveSuite.emptyFolder("real-files-backup-out"));
            thenComplete(cutover.exportTo("trades", target, ZONE));
            thenComplete(cutover.exportTo("portfolio", target, ZONE));
            thenSameBytes(Map.of(
                    data.resolve("paper_trades.json"), target.resolve("trades/paper_trades.json"),
                    data.resolve("portfolio.json"), target.resolve("trades/portfolio.json")));
        }
    }

    @Test
    void everyFolderOfARunComesOutAsItWentIn() throws Exception {
        for (var folder : legacyFolders()) {
            try (var live = LiveSuite.start("real-files-run", config -> config)) {
                var cutover = new CutoverApi(live.api());
                // When
                for (var feature : CutoverApi.FEATURES) {
                    thenComplete(cutover.importFrom(feature, folder, ZONE));
                }
                // Then
                assertThat(live.api().get("/ledger/check").ok().path("balanced").asBoolean())
                        .isTrue();
                var before = live.reader().rowsPerTable();
                for (var feature : CutoverApi.FEATURES) {
                    thenNothingWritten(cutover.importFrom(feature, folder, ZONE));
                }
                assertThat(financial(live.reader().rowsPerTable())).isEqualTo(financial(before));
                // And back
                var target = Files.createDirectories(LiveSuite.emptyFolder("real-files-run-out"));
                for (var feature : CutoverApi.FEATURES) {
                    thenComplete(cutover.exportTo(feature, target, ZONE));
                }
                var twins = new LinkedHashMap<Path, Path>();
                for (var file : filesOf(folder)) {
                    twins.put(file, target.resolve(folder.relativize(file)));
                }
                thenSameBytes(twins);
                thenNoSignalIsBoughtAgain(live);
                System.out.printf("RealFilesGoldenIT: %d files of %s are the same bytes%n", twins.size(), folder);
            }
        }
    }

    /** What the documentation of the backup says of it, asked of the tables. */
    private void thenItIsTheBackup(LiveSuite live) throws Exception {
        var reader = live.reader();
        var shown = live.api().get("/paper-trading/portfolio?portfolio_id=1").ok();
        assertThat(reader.count("SELECT count(*) FROM trade.trades")).isEqualTo(100);
        assertThat(reader.count("SELECT count(*) FROM portfolio.portfolio_positions"))
                .isEqualTo(100);
        assertThat(reader.number("SELECT balance FROM portfolio.portfolio_state WHERE id = 1"))
                .isEqualByComparingTo("0.00");
        assertThat(reader.number("SELECT total_invested FROM portfolio.portfolio_state WHERE id = 1"))
                .isEqualByComparingTo("10000.00");
        assertThat(shown.path("portfolio").path("balance").decimalValue()).isEqualByComparingTo("0");
        assertThat(reader.count("SELECT count(DISTINCT trade_id) FROM trade.trades"))
                .isEqualTo(100);
        assertThat(reader.count("SELECT count(DISTINCT market_id) FROM trade.trades"))
                .isEqualTo(98);
        assertThat(reader.count("""
                SELECT count(*) FROM trade.trades t JOIN portfolio.portfolio_positions p USING (trade_id)
                WHERE p.entry_timestamp = t.timestamp AND p.entry_price = t.entry_price AND p.amount = t.amount
                """)).isEqualTo(100);
        assertThat(reader.number("SELECT sum(amount) FROM trade.trades")).isEqualByComparingTo("10000");
        assertThat(reader.number("SELECT trade_count FROM portfolio.portfolio_state WHERE id = 1"))
                .isEqualByComparingTo("100");
        assertThat(reader.number("SELECT max(scale(entry_price)) FROM trade.trades"))
                .as("digits of a price")
                .isEqualByComparingTo("16");
        assertThat(live.api().get("/ledger/check").ok().path("balanced").asBoolean())
                .isTrue();
        var confidences = reader.rows("SELECT trade_id, entry_price, confidence, reason, action FROM trade.trades");
        for (var trade : confidences) {
            var price = (java.math.BigDecimal) trade.get("entry_price");
            var rule = LegacyRule.of(
                    trade.get("action").equals("buy_yes") ? price : java.math.BigDecimal.ONE.subtract(price),
                    trade.get("action").equals("buy_yes") ? java.math.BigDecimal.ONE.subtract(price) : price);
            assertThat((java.math.BigDecimal) trade.get("confidence"))
                    .as(trade.toString())
                    .isEqualByComparingTo(rule.confidence());
        }
    }

    private static void thenNoSignalIsBoughtAgain(LiveSuite live) throws Exception {
        var trades = live.reader().count("SELECT count(*) FROM trade.trades");
        live.api().post("/paper-trading/execute", "{}").ok();
        assertThat(live.reader().count("SELECT count(*) FROM trade.trades")).isEqualTo(trades);
    }

    private static void thenComplete(JsonNode job) {
        assertThat(job.path("status").asText()).as(job.toString()).isEqualTo("complete");
        assertThat(job.path("records_quarantined").asInt()).as(job.toString()).isZero();
    }

    private static void thenNothingWritten(JsonNode job) {
        thenComplete(job);
        assertThat(job.path("records_new").asInt() + job.path("records_changed").asInt())
                .as(job.toString())
                .isZero();
    }

    private static void thenSameBytes(Map<Path, Path> twins) throws IOException {
        for (var twin : twins.entrySet()) {
            assertThat(twin.getValue()).as(twin.getKey().toString()).exists();
            assertThat(Files.mismatch(twin.getKey(), twin.getValue()))
                    .as("first different byte of " + twin.getKey())
                    .isEqualTo(-1);
        }
    }

    /**
     * Row counts without those of the cut-over itself, which notes every import, and without the account that the paper
     * exchange opens soon after its start.
     */
    private static Map<String, Long> financial(Map<String, Long> counts) {
        var kept = new LinkedHashMap<>(counts);
        kept.keySet().removeIf(table -> table.contains(".cutover_") || table.equals("trade.simulation_cash"));
        return kept;
    }

    /** Every folder that has the layout of the old program's {@code data}. */
    private List<Path> legacyFolders() throws IOException {
        try (Stream<Path> all = Files.walk(data)) {
            var folders = new TreeSet<Path>();
            all.filter(path ->
                            path.endsWith("trades/portfolio.json") || path.endsWith("history/portfolio_history.json"))
                    .forEach(path -> folders.add(path.getParent().getParent()));
            return List.copyOf(folders);
        }
    }

    private static List<Path> filesOf(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(path -> path.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }
}
