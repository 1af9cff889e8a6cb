package prescient.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is old leaves the tables for a file; a run that broke off is repeated. It is 1 September 2025. */
class ArchiveTest {

    private final ImportRig rig = ImportRig.shared();

    @TempDir
    Path folder;

    @BeforeEach
    void imported() throws Exception {
        rig.empty();
        ImportRig.sqlite(
                folder.resolve("db/fills.db"),
                "CREATE TABLE fills (trade_id TEXT PRIMARY KEY, ticker TEXT, side TEXT, count INTEGER, yes_price REAL,"
                        + " no_price REAL, created_time TEXT)",
                "INSERT INTO fills VALUES ('old', 'A', 'yes', 1, 0.4, 0.6, '2025-02-28T23:59:59Z'),"
                        + " ('kept', 'B', 'yes', 1, 0.4, 0.6, '2025-01-01T00:00:00Z'),"
                        + " ('kept-by-ticker', 'C', 'yes', 1, 0.4, 0.6, '2025-01-01T00:00:00Z'),"
                        + " ('new', 'A', 'yes', 1, 0.4, 0.6, '2025-03-01T00:00:00Z')");
        ImportRig.sqlite(
                folder.resolve("db/btc_price_history.db"),
                "CREATE TABLE price_log (timestamp TEXT PRIMARY KEY, price REAL)",
                "INSERT INTO price_log VALUES ('2024-08-31T19:59:59', 1), ('2024-08-31T20:00:00', 2)");
    }

    @Test
    void withoutAFolderItOnlySaysWhatItWouldDo() {
        // Given
        rig.run(folder.resolve("db"));

        // When
        var report = archive(Optional.empty(), Set.of());

        // Then
        assertThat(report.path("dry_run").asBoolean()).isTrue();
        assertThat(of(report, "account_fills").path("rows").asLong()).isEqualTo(3);
        assertThat(of(report, "price_log").path("rows").asLong()).isEqualTo(1);
        assertThat(rig.value("trade", "SELECT count(*) FROM account_fills")).isEqualTo("4");
    }

    @Test
    void oldRecordsGoToAFileUnlessTheyAreKept() throws Exception {
        // Given
        rig.run(folder.resolve("db"));

        // When
        var report = archive(Optional.of(folder.resolve("archive")), Set.of("kept", "C"));

        // Then
        assertThat(rig.query("trade", "SELECT fill_id FROM account_fills ORDER BY 1")
                        .toString())
                .isEqualTo("[[kept], [kept-by-ticker], [new]]");
        assertThat(rig.query("market", "SELECT price FROM price_log").toString())
                .isEqualTo("[[2.0]]");
        assertThat(of(report, "account_fills").path("kept").asLong()).isEqualTo(2);
        var lines = unpacked(Path.of(of(report, "account_fills").path("file").asText()));
        assertThat(lines)
                .startsWith("environment,fill_id,")
                .contains("\nprod,old,")
                .doesNotContain("kept");
        assertThat(rig.query("trade", "SELECT target, row_count, kept, sha256 FROM legacy_archive")
                        .toString())
                .isEqualTo("[[account_fills, 1, " + rig.value("trade", "SELECT kept FROM legacy_archive") + ", "
                        + of(report, "account_fills").path("sha256").asText() + "]]");
    }

    @Test
    void whatWasArchivedStaysOutWhenItIsImportedAgain() {
        // Given
        rig.run(folder.resolve("db"));
        archive(Optional.of(folder.resolve("archive")), Set.of("kept", "C"));

        // When
        var report = rig.run(folder.resolve("db"));

        // Then
        assertThat(report.path("clean").asBoolean()).as(report.toPrettyString()).isTrue();
        assertThat(ImportRig.table(report, "fills").path("archived").asLong()).isEqualTo(1);
        assertThat(ImportRig.table(report, "price_log").path("archived").asLong())
                .isEqualTo(1);
        assertThat(rig.value("trade", "SELECT count(*) FROM account_fills")).isEqualTo("3");
        assertThat(of(archive(Optional.empty(), Set.of("kept", "C")), "account_fills")
                        .path("rows")
                        .asLong())
                .isZero();
    }

    @Test
    void whatTheVenueItselfHasToldIsNeitherOverwrittenNorArchived() throws Exception {
        // Given
        rig.execute(
                "trade",
                "INSERT INTO account_fills (environment, fill_id, ticker, filled_at)"
                        + " VALUES ('prod', 'old', 'told', '2025-02-28T23:59:59Z')");

        // When
        var report = rig.run(folder.resolve("db"));
        archive(Optional.of(folder.resolve("archive")), Set.of());

        // Then
        assertThat(report.path("clean").asBoolean()).isTrue();
        assertThat(ImportRig.table(report, "fills").path("from_venue").asLong()).isEqualTo(1);
        assertThat(rig.query("trade", "SELECT fill_id, ticker FROM account_fills ORDER BY 1")
                        .toString())
                .isEqualTo("[[new, A], [old, told]]");
    }

    @Test
    void aRunThatBrokeOffIsRepeatedWithoutHarm() {
        // Given
        Consumer<String> killer = step -> {
            if (step.contains("price_log")) {
                throw new IllegalStateException("killed");
            }
        };
        assertThatThrownBy(() -> rig.run(ImportRequest.of(folder.resolve("db")), killer))
                .hasMessage("killed");

        // When
        var report = rig.run(folder.resolve("db"));

        // Then
        assertThat(report.path("clean").asBoolean()).isTrue();
        assertThat(rig.value("trade", "SELECT count(*) FROM account_fills")).isEqualTo("4");
        assertThat(rig.value("market", "SELECT count(*) FROM price_log")).isEqualTo("2");
    }

    private JsonNode archive(Optional<Path> to, Set<String> kept) {
        try (var schemas = new Schemas(rig)) {
            return new Archive(schemas, ImportRig.CLOCK, step -> {}).run(to, kept);
        }
    }

    private static JsonNode of(JsonNode report, String table) {
        return StreamSupport.stream(report.path("archived").spliterator(), false)
                .filter(entry -> entry.path("table").asText().endsWith("." + table))
                .findFirst()
                .orElseThrow();
    }

    private static String unpacked(Path file) throws IOException {
        try (var input = new GZIPInputStream(Files.newInputStream(file))) {
            return new String(input.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
