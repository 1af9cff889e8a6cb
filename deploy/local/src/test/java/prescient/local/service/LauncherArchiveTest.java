package prescient.local.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/** What lies beside the launcher's class archive. */
class LauncherArchiveTest {

    @TempDir
    Path folder;

    @Test
    void aCutLibraryIsReplacedByTheWholeOneAndNothingElseIsLeft() throws Exception {
        // Given
        var library = folder.resolve(LibraryLoaderUtil.getNativeLibName());
        byte[] whole;
        try (var packed = SQLiteJDBCLoader.class.getResourceAsStream(
                LibraryLoaderUtil.getNativeLibResourcePath() + "/" + library.getFileName())) {
            whole = packed.readAllBytes();
        }
        Files.write(library, new byte[] {0x7f, 'E', 'L', 'F'});

        // When
        LauncherArchive.unpackSqlite(folder);

        // Then
        assertThat(library).hasBinaryContent(whole);
        try (var left = Files.list(folder)) {
            assertThat(left).containsExactly(library);
        }
    }
}
