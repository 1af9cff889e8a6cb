package prescient.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import prescient.local.Progress;
import prescient.local.backup.Backups;
import prescient.local.backup.SampleBackups;
import prescient.local.postgres.PostgresLogin;
import prescient.local.state.DataFolder;
import prescient.local.state.Secrets;

class BackupTimerTest {

    @TempDir
    Path temporary;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final Progress progress = new Progress(new PrintStream(said, true, StandardCharsets.UTF_8));

    @Test
    void aFolderThatCannotBeReadOnceIsLookedAtAgain() throws Exception {
        // Given
        var folder = new DataFolder(temporary);
        var suite = new SuiteSession(
                "http://127.0.0.1:1", new PostgresLogin(1, "postgres", "none"), Secrets.of(folder), folder);
        var backups = new Backups(temporary.resolve("backups"));
        var made = SampleBackups.put(backups, Instant.parse("2026-06-01T02:00:00Z"), false);
        var looks = new CountDownLatch(2);
        InstantSource clock = () -> {
            looks.countDown();
            if (looks.getCount() == 1) {
                throw new UncheckedIOException(new IOException("the disk is away"));
            }
            return made.created();
        };
        // When
        var timer = BackupTimer.start(suite, backups, Duration.ofMillis(50), clock, progress);
        var again = looks.await(20, TimeUnit.SECONDS);
        timer.close();
        // Then
        assertThat(again).isTrue();
        assertThat(said.toString(StandardCharsets.UTF_8))
                .contains("no backup could be made")
                .contains("disk is away");
    }
}
