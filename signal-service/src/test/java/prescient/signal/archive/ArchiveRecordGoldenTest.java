package prescient.signal.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import prescient.cutover.LegacyFolder;
import prescient.json.JsonSettings;

/** Every archive file of the old programs: read, understood, written again with the same bytes. */
class ArchiveRecordGoldenTest {

    @TempDir
    Path folder;

    @Test
    void filesOfTheOldProgramsAreWrittenAgainWithTheSameBytes() throws Exception {
        var shared = Path.of(System.getProperty("prescient.shared", "../../shared"), "data", "prescient");
        Assumptions.assumeTrue(Files.exists(shared), "the shared material is absent");
        for (var zone : List.of(ZoneOffset.UTC, ZoneId.of("Europe/Berlin"))) {
            for (var history : folders(shared)) {
                // Given
                var target = Files.createTempDirectory(folder, "export");
                var source = file(history.getParent(), zone);

                // When
                new ArchiveRecordFile(file(target, zone), target, ZoneOffset.UTC)
                        .replace(new ArchiveRecordFile(source, history.getParent(), ZoneOffset.UTC));

                // Then
                for (var original : source.months().values()) {
                    assertThat(target.resolve("history").resolve(original.getFileName()))
                            .hasSameBinaryContentAs(original);
                }
            }
        }
    }

    private static List<Path> folders(Path shared) throws IOException {
        try (var files = Files.walk(shared)) {
            return files.filter(path -> path.getFileName().toString().startsWith("signals_archive_"))
                    .map(Path::getParent)
                    .distinct()
                    .toList();
        }
    }

    private static ArchiveFile file(Path folder, ZoneId zone) {
        return new ArchiveFile(new LegacyFolder(folder, zone), false, JsonSettings.mapper());
    }
}
