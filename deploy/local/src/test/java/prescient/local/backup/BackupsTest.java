package prescient.local.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupsTest {

    @TempDir
    Path temporary;

    @Test
    void whatARestorePutAsideIsNotTheNewestGoodOne() throws IOException {
        // Given
        var backups = new Backups(temporary);
        var made = SampleBackups.put(backups, Instant.parse("2026-06-01T02:00:00Z"), false);
        var aside = SampleBackups.put(backups, Instant.parse("2026-06-02T02:00:00Z"), true);
        // When
        var newest = backups.newestGood();
        // Then
        assertThat(newest).map(Manifest::backupId).hasValue(made.backupId());
        assertThat(backups.list()).extracting(Manifest::backupId).containsExactly(aside.backupId(), made.backupId());
    }
}
