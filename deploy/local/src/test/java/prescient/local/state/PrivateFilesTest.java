package prescient.local.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFilesTest {

    @TempDir
    Path temporary;

    @Test
    void aFileIsReplacedWholeForItsOwnerOnlyAndNothingElseStays() throws IOException {
        // Given
        var file = Files.writeString(temporary.resolve("file"), "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
        // When
        PrivateFiles.replace(file, "new".getBytes(StandardCharsets.UTF_8));
        // Then
        assertThat(file).hasContent("new");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(temporary).isDirectoryContaining(found -> found.equals(file));
        assertThat(temporary.toFile().list()).hasSize(1);
    }

    @Test
    void linksAreRemovedNotFollowed() throws IOException {
        // Given
        var kept = Files.writeString(
                Files.createDirectories(temporary.resolve("kept")).resolve("file"), "stays");
        var folder = Files.createDirectories(temporary.resolve("gone/deeper"));
        Files.createSymbolicLink(folder.resolve("link"), kept.getParent());
        // When
        PrivateFiles.delete(temporary.resolve("gone"));
        PrivateFiles.delete(temporary.resolve("never there"));
        // Then
        assertThat(temporary.resolve("gone")).doesNotExist();
        assertThat(kept).hasContent("stays");
    }
}
