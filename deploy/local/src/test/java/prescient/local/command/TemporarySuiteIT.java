package prescient.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import prescient.local.state.DataFolder;
import prescient.local.testing.FakeInstallation;

/** A suite that is started for one command, with small programs in the place of the services. */
class TemporarySuiteIT {

    private static final String ROOT = "prescient.root";

    @TempDir
    Path temporary;

    private final PrintStream realOutput = System.out;
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final @Nullable String realRoot = System.getProperty(ROOT);

    @BeforeEach
    void makeProject() throws IOException {
        FakeInstallation.in(temporary);
        var shared = Files.createDirectories(FakeInstallation.cache());
        Files.createSymbolicLink(
                Files.createDirectories(temporary.resolve(".prescient")).resolve("cache"), shared);
        System.setProperty(ROOT, temporary.toString());
        System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void restoreProcess() {
        System.setOut(realOutput);
        if (realRoot == null) {
            System.clearProperty(ROOT);
        } else {
            System.setProperty(ROOT, realRoot);
        }
    }

    @Test
    void aDryRunOfAnImportLeavesNothingThatCouldHoldADecision() throws IOException {
        // Given
        var files = Files.createDirectories(temporary.resolve("files"));
        var data = new DataFolder(temporary.resolve("data"));
        // When
        var code = Cli.run(
                "import",
                "--from",
                files.toString(),
                "--dry-run",
                "--json",
                "--data",
                data.root().toString());
        // Then
        assertThat(code).isZero();
        assertThat(output.toString(StandardCharsets.UTF_8)).contains("\"dry_run\" : true");
        assertThat(data.hasDatabase()).isFalse();
        assertThat(data.scratch().root()).doesNotExist();
        assertThat(files).isEmptyDirectory();
    }
}
