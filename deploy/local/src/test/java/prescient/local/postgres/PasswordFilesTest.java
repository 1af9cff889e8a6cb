package prescient.local.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import prescient.local.LauncherProblem;

class PasswordFilesTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"s3cret", "s3cret\n", "s3cret\r\n"})
    void aPasswordIsItsFileButForTheLineBreakAtTheEnd(String content) throws IOException {
        // Given
        Files.writeString(folder.resolve("postgres"), content);
        // When
        var password = new PasswordFiles(folder).password("postgres");
        // Then
        assertThat(password).isEqualTo("s3cret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "two\nlines"})
    void aFileWithoutOnePasswordIsRefusedAndNeverShown(String content) throws IOException {
        // Given
        Files.writeString(folder.resolve("postgres"), content);
        // When, Then
        assertThatThrownBy(() -> new PasswordFiles(folder).password("postgres"))
                .isInstanceOf(LauncherProblem.class)
                .hasMessageContaining("postgres")
                .hasMessageNotContaining("lines\n");
    }

    @Test
    void aMissingFileIsNamed() {
        // When, Then
        assertThatThrownBy(() -> new PasswordFiles(folder).password("prescient_trade"))
                .isInstanceOf(LauncherProblem.class)
                .hasMessageContaining(folder.resolve("prescient_trade").toString());
    }

    @Test
    void theJobFindsTheServerWhereTheManifestSaysUnlessTold() throws IOException {
        // Given
        Files.writeString(folder.resolve("postgres"), "s3cret");
        Files.writeString(folder.resolve("admin"), "other");
        var secrets = Map.of("PRESCIENT_SECRETS", folder.toString());
        // When
        var byDefault = BootstrapMain.login(secrets);
        var elsewhere = BootstrapMain.login(Map.of(
                "PRESCIENT_SECRETS", folder.toString(),
                "PRESCIENT_DB_HOST", "db.example",
                "PRESCIENT_DB_PORT", "6432",
                "PRESCIENT_DB_SUPERUSER", "admin"));
        // Then
        assertThat(byDefault).isEqualTo(new PostgresLogin("postgres", 5432, "postgres", "s3cret"));
        assertThat(elsewhere).isEqualTo(new PostgresLogin("db.example", 6432, "admin", "other"));
        assertThat(elsewhere).asString().doesNotContain("other");
    }
}
