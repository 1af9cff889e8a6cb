package prescient.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import prescient.cutover.Mode;
import prescient.problem.Refused;
import prescient.testing.StrictLog;

class ExportTest {

    @RegisterExtension
    final StrictLog log = new StrictLog();

    @TempDir
    Path live;

    @TempDir
    Path to;

    private TransferRig rig;

    @BeforeEach
    void files() {
        TestDatabase.empty();
        TransferRig.write(live, FakeFeature.ROWS, "r", 20);
        TransferRig.write(live, FakeFeature.CHUNKS, "c", 20);
        rig = new TransferRig(live, 1000);
    }

    private TransferJob export(boolean force) {
        return rig.exports.runNow(TransferRig.FEATURE, to.toString(), null, force);
    }

    @Test
    void givesBackTheBytesThatWereImported() {
        // Given
        rig.importLive();
        rig.modes.mode = Mode.DATABASE_ONLY;
        // When
        var job = export(false);
        // Then
        assertThat(job.status()).isEqualTo("complete");
        assertThat(job.recordsRead()).isEqualTo(40);
        assertThat(job.inexact()).isEmpty();
        assertThat(to.resolve("rows.json")).hasSameBinaryContentAs(live.resolve("rows.json"));
        assertThat(to.resolve("chunks.json")).hasSameBinaryContentAs(live.resolve("chunks.json"));
        assertThat(job.files())
                .extracting(FileFacts::sha256)
                .contains(FileFacts.of(live.resolve("rows.json")).sha256());
    }

    @Test
    void saysOfEachRecordWhyItsBytesDiffer() throws Exception {
        // Given
        var rows = live.resolve("rows.json");
        Files.writeString(
                rows, Files.readString(rows).replace("\"r4\",", "\"r4\" ,").replace(" 6.5", " 6.50"));
        rig.importLive();
        rig.modes.mode = Mode.DATABASE_ONLY;
        for (boolean there : new boolean[] {true, false}) {
            if (!there) {
                Files.delete(rows);
            }
            // When
            var job = export(true);
            // Then
            assertThat(job.inexact()).extracting(Inexact::element).containsExactly(4L, 6L);
            assertThat(job.inexact().getFirst().reason()).contains("spaces");
            assertThat(job.inexact().getLast().reason()).contains("numbers");
        }
    }

    @Test
    void saysWhenRecordsHaveChangedSinceTheImport() {
        // Given
        rig.importLive();
        rig.modes.mode = Mode.DATABASE_ONLY;
        rig.sql("DELETE FROM fake_record WHERE key = 'r5'");
        // When
        var job = export(false);
        // Then
        assertThat(job.inexact())
                .singleElement()
                .satisfies(one -> assertThat(one.reason()).isEqualTo("records have changed since the import"));
    }

    @Test
    void takesTheFileWhereItIsTrusted() {
        // When
        var job = export(false);
        // Then
        assertThat(job.status()).isEqualTo("complete");
        assertThat(to.resolve("rows.json")).hasSameBinaryContentAs(live.resolve("rows.json"));
    }

    @Test
    void replacesOtherFilesOnlyWhenForced() throws Exception {
        // Given
        export(false);
        Files.writeString(to.resolve("rows.json"), "[]");
        // When
        var refused = export(false);
        // Then
        assertThat(refused.status()).isEqualTo("failed");
        assertThat(refused.error()).contains("rows.json exists and would be changed");
        assertThat(to.resolve("rows.json")).hasContent("[]");
        try (var left = Files.list(to)) {
            assertThat(left.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("rows.json", "chunks.json");
        }
        // And
        assertThat(export(true).status()).isEqualTo("complete");
        assertThat(export(false).status()).isEqualTo("complete");
        assertThat(to.resolve("rows.json")).hasSameBinaryContentAs(live.resolve("rows.json"));
    }

    @Test
    void neverWritesIntoTheLiveFolder() {
        // When / Then
        assertThatThrownBy(() -> rig.exports.start(TransferRig.FEATURE, live.toString(), null, true))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.problem()).isEqualTo(TransferProblem.LIVE_FOLDER));
    }
}
