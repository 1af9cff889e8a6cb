package prescient.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenFileTest {

    @TempDir
    private Path folder;

    @Test
    void aRenewedTokenIsUsedWithoutARestart() throws IOException {
        // Given
        var file = write("first\n", Instant.parse("2026-01-01T00:00:00Z"));
        var tokens = new TokenFile(file);
        var before = tokens.token();
        // When
        write("second\n", Instant.parse("2026-01-02T00:00:00Z"));
        // Then
        assertThat(before).hasValue("first");
        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(tokens.token()).hasValue("second"));
    }

    @Test
    void aFileThatIsGoneLeavesTheLastTokenAndOneThatNeverWasLeavesNone() throws Exception {
        // Given
        var file = write("token", Instant.parse("2026-01-01T00:00:00Z"));
        var tokens = new TokenFile(file);
        var before = tokens.token();
        // When
        Files.delete(file);
        Thread.sleep(Duration.ofMillis(1100));
        // Then
        assertThat(tokens.token()).isEqualTo(before).hasValue("token");
        assertThat(new TokenFile(file).token()).isEmpty();
    }

    private Path write(String text, Instant modified) throws IOException {
        var file = folder.resolve("token");
        var fresh = Files.writeString(folder.resolve("fresh"), text);
        Files.setLastModifiedTime(fresh, FileTime.from(modified));
        return Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
