package prescient.local.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import prescient.local.LauncherProblem;
import prescient.local.cutover.LegacyFiles;

class LegacyMemoryTest {

    @TempDir
    Path temporary;

    private LegacyMemory memory;

    @BeforeEach
    void prepare() {
        var folder = new DataFolder(temporary.resolve("data"));
        folder.prepare();
        memory = new LegacyMemory(folder);
    }

    @Test
    void theFilesOfADataFolderAreKnownAtItsNextStart() {
        // Given
        assertThat(memory.read()).isEmpty();
        // When
        memory.keep(files("Sh\u00e9 legacy", Optional.of("Europe/Berlin")));
        // Then
        assertThat(memory.read()).hasValue(files("Sh\u00e9 legacy", Optional.of("Europe/Berlin")));
    }

    @Test
    void otherFilesOrAnotherZoneAreRefused() {
        // Given
        memory.keep(files("a", Optional.of("UTC")));
        // When, Then
        memory.keep(files("a", Optional.empty()));
        memory.keep(files("a", Optional.of("UTC")));
        assertThatThrownBy(() -> memory.keep(files("b", Optional.empty())))
                .isInstanceOfSatisfying(
                        LauncherProblem.class,
                        problem -> assertThat(problem.code()).isEqualTo("LEGACY_DIFFERS"));
        assertThatThrownBy(() -> memory.keep(files("a", Optional.of("Europe/Berlin"))))
                .isInstanceOf(LauncherProblem.class);
        assertThat(memory.read()).hasValue(files("a", Optional.of("UTC")));
    }

    @Test
    void aZoneThatWasLeftOutIsUtcFromThenOn() {
        // Given
        memory.keep(files("a", Optional.empty()));
        // When
        memory.keep(files("a", Optional.of("UTC")));
        assertThatThrownBy(() -> memory.keep(files("a", Optional.of("America/New_York"))))
                .isInstanceOfSatisfying(
                        LauncherProblem.class,
                        problem -> assertThat(problem.code()).isEqualTo("LEGACY_DIFFERS"));
        // Then
        assertThat(memory.read()).hasValue(files("a", Optional.of("UTC")));
    }

    private LegacyFiles files(String name, Optional<String> zone) {
        return new LegacyFiles(temporary.resolve(name), zone, Optional.empty());
    }
}
