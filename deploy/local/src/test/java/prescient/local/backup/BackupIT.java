package prescient.local.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import prescient.local.LauncherProblem;
import prescient.local.ServiceName;
import prescient.local.postgres.PostgresLogin;
import prescient.local.state.PrivateFiles;

/** Backups of a real database with the suite's own tables. */
class BackupIT extends SavedDatabase {

    @Test
    void whatIsWrittenWhileItIsSavedIsNoPartOfIt() throws Exception {
        // Given
        fill();
        var before = figures();
        Backup.JsonFiles writing = json -> {
            run("INSERT INTO trade.trading_cycles (cycle_id, portfolio_id, parameters, status, started_at)"
                    + " VALUES ('late', 1, '{}', 'running', now())");
            return JSON_FILES.into(json);
        };
        // When
        var made = backup.make(backups, Backup.Way.COPY, writing);
        // Then
        assertThat(made.isGood()).isTrue();
        assertThat(before.differences(made.figures())).isEmpty();
    }

    @Test
    void oneChangedByteInAnyFileIsFoundBeforeAnythingIsTouched() throws Exception {
        // Given
        fill();
        var made = backup.make(backups, Backup.Way.COPY, JSON_FILES);
        var before = figures();
        var path = backups.folder(made);
        // When, Then
        for (var file : PrivateFiles.all(path)) {
            var good = Files.readAllBytes(file);
            Files.write(file, flipped(good));
            assertThatThrownBy(() -> Backups.check(path))
                    .as(file.toString())
                    .isInstanceOfSatisfying(
                            LauncherProblem.class,
                            problem -> assertThat(problem.code()).isEqualTo("BACKUP_CORRUPTED"));
            assertThatThrownBy(() -> restore(made, new Restore.Consent(true, Optional.of(backups))))
                    .isInstanceOf(LauncherProblem.class);
            Files.write(file, good);
        }
        Files.delete(path.resolve("database/trade.trades.copy.gz"));
        assertThatThrownBy(() -> Backups.check(path)).hasMessageContaining("trade.trades.copy.gz is missing");
        assertThat(before.differences(figures())).isEmpty();
        assertThat(backups.list()).hasSize(1);
    }

    @Test
    void whatARunThatWasKilledLeftIsClearedAway() throws Exception {
        // Given
        fill();
        run("CREATE DATABASE " + Databases.SCRATCH);
        run("CREATE DATABASE " + Databases.RESTORED);
        Files.createDirectories(backups.root().resolve("backup-20260101T000000Z.partial/database"));
        // When
        var made = backup.make(backups, Backup.Way.COPY, JSON_FILES);
        // Then
        assertThat(made.isGood()).isTrue();
        assertThat(databases()).containsExactlyInAnyOrder("postgres", PostgresLogin.DATABASE);
        try (var left = Files.list(backups.root())) {
            assertThat(left).containsExactly(backups.folder(made));
        }
    }

    @Test
    void onlyOneWorksOnADatabaseAtATime() throws Exception {
        // Given
        fill();
        try (var other = Databases.of(server.login())) {
            // When, Then
            assertThatThrownBy(() -> backup.make(backups, Backup.Way.COPY, JSON_FILES))
                    .isInstanceOfSatisfying(
                            LauncherProblem.class,
                            problem -> assertThat(problem.code()).isEqualTo("BACKUP_RUNS"));
            assertThat(other).isNotNull();
        }
    }

    @Test
    void aBackupWhoseCopyIsNotEqualIsNotGood() throws Exception {
        // Given
        fill();
        var made = backup.make(backups, Backup.Way.COPY, JSON_FILES);
        // When
        var judged = made.judged(List.of("trade.trades: 2 rows were saved, 1 came back"), NOW.toString());
        judged.write(backups.folder(made));
        // Then
        assertThat(backups.list().getFirst().isGood()).isFalse();
        assertThat(backups.newestGood()).isEmpty();
        assertThatThrownBy(() -> restore(judged, new Restore.Consent(false, Optional.empty())))
                .isInstanceOfSatisfying(
                        LauncherProblem.class,
                        problem -> assertThat(problem.code()).isEqualTo("BACKUP_NOT_GOOD"));
    }

    @Test
    void booksThatDoNotBalanceAreSavedButNotCalledGood() throws Exception {
        // Given
        fill();
        run("ALTER TABLE portfolio.ledger_entries DISABLE TRIGGER ALL;"
                + "INSERT INTO portfolio.ledger_entries (transaction_id, portfolio_id, account, amount)"
                + " VALUES ('fill:one', 1, 'fees', 0.01);"
                + "ALTER TABLE portfolio.ledger_entries ENABLE TRIGGER ALL");
        // When
        var made = backup.make(backups, Backup.Way.COPY, JSON_FILES);
        // Then
        assertThat(made.isGood()).isFalse();
        assertThat(made.differences()).singleElement().asString().contains("not balanced");
    }

    @Test
    void withoutTheTablesOfAllServicesThereIsNothingToRelyOn() throws Exception {
        // Given
        fill();
        run("DROP SCHEMA signal CASCADE");
        // When, Then
        assertThatThrownBy(() -> backup.make(backups, Backup.Way.COPY, JSON_FILES))
                .isInstanceOfSatisfying(LauncherProblem.class, problem -> {
                    assertThat(problem.code()).isEqualTo("NOT_MIGRATED");
                    assertThat(problem.message()).contains("signal");
                });
        assertThat(backups.list()).isEmpty();
    }

    @Test
    void itIsReadableByItsOwnerOnlyAndHoldsNoPassword() throws Exception {
        // Given
        fill();
        // When
        var made = backup.make(backups, Backup.Way.COPY, JSON_FILES);
        // Then
        for (var path : List.of(backups.root(), backups.folder(made))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    .isEqualTo("rwx------");
        }
        for (var file : PrivateFiles.all(backups.folder(made))) {
            var text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
            for (var service : ServiceName.values()) {
                assertThat(text).doesNotContain(secrets.password(service.role()));
                assertThat(text).doesNotContain(secrets.password(service.ownerRole()));
            }
        }
    }

    @Test
    void oldOnesAreRemovedWhenTheClockHasMovedTheNewestGoodOneNever() throws Exception {
        // Given
        fill();
        var made = backup.make(backups, Backup.Way.COPY, JSON_FILES);
        var newer = new Backup(server.login(), secrets, InstantSource.fixed(NOW.plus(Duration.ofDays(7))), SILENT)
                .make(backups, Backup.Way.COPY, JSON_FILES);
        // When
        var afterFourMonths = backups.prune(NOW.plus(Duration.ofDays(120)));
        var checked = Backups.check(backups.folder(made));
        var afterAYear = backups.prune(NOW.plus(Duration.ofDays(365)));
        // Then
        assertThat(afterFourMonths.backups()).isEmpty();
        assertThat(afterFourMonths.jsonFiles()).containsExactly(made.backupId());
        assertThat(checked.jsonRemovedAt()).isNotNull();
        assertThat(backups.folder(made).resolve("json")).doesNotExist();
        assertThat(afterAYear.backups()).containsExactly(made.backupId());
        assertThat(backups.list()).extracting(Manifest::backupId).containsExactly(newer.backupId());
        assertThat(backups.folder(newer).resolve("json")).exists();
    }
}
