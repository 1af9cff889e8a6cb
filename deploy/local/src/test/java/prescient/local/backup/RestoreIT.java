package prescient.local.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import prescient.local.LauncherProblem;
import prescient.local.postgres.MachinePostgres;
import prescient.local.postgres.PostgresLogin;
import prescient.local.state.DataFolder;
import prescient.local.state.Secrets;

/** Restores into a real database with the suite's own tables. */
class RestoreIT extends SavedDatabase {

    @Test
    void whatWasSavedComesBackEqualAfterEverythingIsGone() throws Exception {
        // Given
        fill();
        var before = figures();
        var made = backup.make(backups, Backup.Way.COPY, JSON_FILES);
        dropEverything();
        // When
        restore(made, new Restore.Consent(false, Optional.of(backups)));
        // Then
        assertThat(made.differences()).isEmpty();
        assertThat(made.isGood()).isTrue();
        assertThat(made.verifiedAt()).isNotNull();
        assertThat(before.differences(figures())).isEmpty();
        assertThat(before.ledger().entries()).isGreaterThan(2);
        assertThat(databases()).containsExactlyInAnyOrder("postgres", PostgresLogin.DATABASE);
        assertServicesCanWork();
    }

    @Test
    void postgresOwnProgramsSaveAndBringBackTheSame() throws Exception {
        // Given
        var installation = MachinePostgres.installation();
        assumeTrue(installation.isPresent(), "PostgreSQL is not installed on this machine");
        var folder = new DataFolder(temporary.resolve("installed"));
        folder.prepare();
        var ownSecrets = Secrets.of(folder);
        var installed = MachinePostgres.create(installation.get(), folder, ownSecrets);
        try {
            installed.start();
            use(installed, ownSecrets);
            fill();
            var before = figures();
            var made = backup.make(backups, Backup.Way.BEST, JSON_FILES);
            dropEverything();
            // When
            restore(made, new Restore.Consent(false, Optional.of(backups)));
            // Then
            assertThat(made.copy()).isEqualTo(PgDump.KIND);
            assertThat(made.differences()).isEmpty();
            assertThat(before.differences(figures())).isEmpty();
            assertServicesCanWork();
        } finally {
            installed.stop();
        }
    }

    @Test
    void aDatabaseThatHoldsDataIsReplacedOnlyByForceAndAfterASafetyBackup() throws Exception {
        // Given
        fill();
        var saved = figures();
        var made = backup.make(backups, Backup.Way.COPY, JSON_FILES);
        run("DELETE FROM trade.trades WHERE trade_id = 'trade-2'");
        var later = figures();
        assertThatThrownBy(() -> restore(made, new Restore.Consent(false, Optional.of(backups))))
                .isInstanceOfSatisfying(LauncherProblem.class, problem -> {
                    assertThat(problem.code()).isEqualTo("TARGET_HOLDS_DATA");
                    assertThat(problem.nextStep()).contains("--force");
                });
        assertThat(later.differences(figures())).isEmpty();
        // When
        var done = restore(made, new Restore.Consent(true, Optional.of(backups)));
        // Then
        assertThat(saved.differences(figures())).isEmpty();
        var safety = done.safety().orElseThrow();
        assertThat(safety.safety()).isTrue();
        restore(safety, new Restore.Consent(true, Optional.empty()));
        assertThat(later.differences(figures())).isEmpty();
    }

    @Test
    void aRestoreThatFailsHalfwayLeavesTheDatabaseAsItWas() throws Exception {
        // Given
        fill();
        var made = backup.make(backups, Backup.Way.COPY, JSON_FILES);
        var before = figures();
        var path = backups.folder(made);
        made.withoutJson(java.util.Map.of(), made.createdAt()).write(path);
        Files.delete(path.resolve("database/portfolio.ledger_entries.copy.gz"));
        // When, Then
        assertThatThrownBy(() -> restore(made, new Restore.Consent(true, Optional.empty())))
                .isInstanceOf(RuntimeException.class);
        assertThat(before.differences(figures())).isEmpty();
        assertThat(databases()).containsExactlyInAnyOrder("postgres", PostgresLogin.DATABASE);
    }
}
