package prescient.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import prescient.sqlite.file.Checksum;
import prescient.sqlite.file.StoredTable;
import prescient.sqlite.kind.Clock;
import prescient.sqlite.kind.Kind;
import prescient.sqlite.kind.PriceKind;
import prescient.sqlite.table.PriceProof;
import prescient.sqlite.table.TableJob;

/** How an import proves a price log that it has read once. */
class PriceProofTest {

    private static final String LOG = "CREATE TABLE price_log (timestamp TEXT PRIMARY KEY, price REAL)";

    private final ImportRig rig = ImportRig.shared();

    @TempDir
    Path folder;

    @BeforeEach
    void empty() throws Exception {
        rig.empty();
    }

    @Test
    void aFileIsProvedByTheSumThatPostgresqlMakes() throws Exception {
        // Given
        ImportRig.sqlite(
                folder.resolve("btc_price_history.db"),
                LOG,
                "INSERT INTO price_log VALUES ('2025-07-28T08:00:00', 1), ('2025-11-02T01:00:00', 2.25)");
        var rows = new ByteArrayOutputStream();
        var out = new DataOutputStream(rows);
        row(out, "2025-07-28T12:00:00Z", "2025-07-28T08:00:00", new int[] {1, 0, 0, 1, 1}, null);
        out.writeByte(0);
        row(out, "2025-11-02T05:00:00Z", "2025-11-02T01:00:00", new int[] {2, 0, 0, 2, 2, 2500}, "time-ambiguous");
        var part = new PriceProof.Part(
                "2025-07-28 12:00:00+00",
                "2025-11-02 05:00:00+00",
                Checksum.of(Files.write(folder.resolve("rows"), rows.toByteArray())));

        // When
        rig.run(folder);
        var stored = isHeld(part);
        rig.execute(
                "market",
                "INSERT INTO price_log (symbol, environment, venue, \"timestamp\", price)"
                        + " VALUES ('BTC-USD', 'prod', 'coinbase', '2025-08-01T00:00:00Z', 1)");
        var oneMore = isHeld(part);
        rig.execute("market", "DELETE FROM price_log WHERE legacy_timestamp IS NULL");
        rig.execute("market", "UPDATE price_log SET legacy = '{}' WHERE price = 1");
        var moreColumns = isHeld(part);
        rig.execute("market", "UPDATE price_log SET legacy = NULL");
        var again = isHeld(part);
        rig.execute("market", "UPDATE price_log SET price = 2.250 WHERE price = 2.25");
        var otherwise = isHeld(part);
        rig.execute("market", "DELETE FROM price_log");
        var nothing = isHeld(part);

        // Then
        assertThat(stored).isTrue();
        assertThat(again).isTrue();
        assertThat(oneMore).isFalse();
        assertThat(moreColumns).isFalse();
        assertThat(otherwise).isFalse();
        assertThat(nothing).isFalse();
    }

    /**
     * A row's time, price, flags and text as their send functions give them.
     *
     * @param price digits, weight, sign, decimals, and the digits of base 10,000
     */
    private static void row(DataOutputStream out, String at, String text, int[] price, @Nullable String flag)
            throws IOException {
        out.writeLong(ChronoUnit.MICROS.between(Instant.parse("2000-01-01T00:00:00Z"), Instant.parse(at)));
        for (int word : price) {
            out.writeShort(word);
        }
        if (flag != null) {
            for (int word : new int[] {1, 0, 25, 1, 1, flag.length()}) {
                out.writeInt(word);
            }
            out.writeBytes(flag);
        }
        out.writeBytes(text);
    }

    private boolean isHeld(PriceProof.Part part) throws SQLException {
        var job = new TableJob(
                1,
                0,
                "",
                new StoredTable("price_log", List.of("timestamp", "price"), OptionalLong.empty()),
                new PriceKind(),
                new Kind.Source("prod", "BTC-USD", new Clock(ImportRequest.ZONE)),
                List.of());
        try (var schemas = new Schemas(rig)) {
            return part.isHeld(schemas.of("market"), job);
        }
    }

    @Test
    void onlyWhatIsNoPlainSequenceIsComparedRowByRow() throws Exception {
        // Given: an hour that was shown twice is flagged, and plain; a price that is missing is not
        ImportRig.sqlite(
                folder.resolve("plain.db"),
                LOG,
                "INSERT INTO price_log VALUES ('2025-11-02T00:59:59', 1.5), ('2025-11-02T01:00:00', 2)");
        ImportRig.sqlite(
                folder.resolve("odd.db"),
                LOG,
                "INSERT INTO price_log VALUES ('2025-07-28T08:00:00', 1), ('2025-07-28T08:00:01', NULL)");
        var steps = new ArrayList<String>();

        // When
        var first = rig.run(ImportRequest.of(folder), steps::add);
        var second = rig.run(ImportRequest.of(folder), steps::add);

        // Then
        assertThat(first.path("clean").asBoolean()).isTrue();
        assertThat(second.path("clean").asBoolean()).isTrue();
        assertThat(steps)
                .filteredOn(step -> step.endsWith("row by row"))
                .hasSize(2)
                .allMatch(step -> step.contains("odd.db"));
    }

    @Test
    void aPriceThatIsStoredOtherwiseIsFoundByTheImportItself() throws Exception {
        // Given: PostgreSQL does not keep what it is told
        ImportRig.sqlite(
                folder.resolve("btc_price_history.db"),
                LOG,
                "INSERT INTO price_log VALUES ('2025-07-28T08:00:00', 1), ('2025-07-28T08:00:01', 2),"
                        + " ('2025-07-28T08:00:02', 3)");
        rig.execute("market", """
            CREATE FUNCTION spoil() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN IF NEW.price = 2 THEN NEW.price = 2.5; END IF; RETURN NEW; END $$;
            CREATE TRIGGER spoil BEFORE INSERT ON price_log FOR EACH ROW EXECUTE FUNCTION spoil()
            """);

        // When
        var verified = ImportRig.table(spoiled(), "price_log").path("verified");

        // Then
        assertThat(verified.path("clean").asBoolean()).isFalse();
        assertThat(verified.path("different").asLong()).isEqualTo(1);
        assertThat(verified.path("differences").path(0).path("row").asLong()).isEqualTo(2);
        assertThat(verified.path("differences").path(0).path("database").asText())
                .contains("2.5");
    }

    private ObjectNode spoiled() {
        try {
            return rig.run(folder);
        } finally {
            rig.execute("market", "DROP FUNCTION spoil CASCADE");
        }
    }

    @Test
    void aFileThatIsWrittenToMeanwhileIsNotProved() throws Exception {
        // Given
        var file = ImportRig.sqlite(
                folder.resolve("btc_price_history.db"), LOG, "INSERT INTO price_log VALUES ('2025-07-28T08:00:00', 1)");
        Consumer<String> writer = step -> append(file);

        // When
        var report = rig.run(ImportRequest.of(folder), writer);

        // Then
        assertThat(report.path("clean").asBoolean()).isFalse();
        assertThat(ImportRig.file(report, ".db")
                        .path("refused")
                        .path(0)
                        .path("code")
                        .asText())
                .isEqualTo("FILE_CHANGED");
    }

    private static void append(Path file) {
        try {
            ImportRig.sqlite(file, "INSERT INTO price_log SELECT '2025-07-28T08:00:0' || count(*), 2 FROM price_log");
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }
}
