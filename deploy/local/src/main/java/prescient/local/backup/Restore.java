package prescient.local.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import prescient.local.LauncherProblem;
import prescient.local.Progress;
import prescient.local.postgres.PostgresLogin;

/**
 * Puts a backup in the place of the database. Until the copy is complete and equal the old database stays as it is; then
 * the two change places in one step. No service may run meanwhile. One thread.
 */
public final class Restore {

    private final PostgresLogin login;
    private final Backup backup;
    private final Progress progress;

    /** Into the server behind {@code login}, whose roles exist. */
    public Restore(PostgresLogin login, Backup backup, Progress progress) {
        this.login = login;
        this.backup = backup;
        this.progress = progress;
    }

    /**
     * What may be lost.
     *
     * @param overwrite a database that holds data may be replaced, and a backup that is not good may be used
     * @param safety where a backup of what is replaced is put first; empty makes none
     */
    public record Consent(boolean overwrite, Optional<Backups> safety) {}

    /**
     * What was done.
     *
     * @param restored what the database holds now
     * @param safety the backup of what it held before, if it held anything
     */
    public record Done(Manifest restored, Optional<Manifest> safety) {}

    /** 1 the files are whole, 2 nothing is lost, 3 a copy is made and compared, 4 it takes the database's place. */
    public Done run(Path folder, Consent consent) throws InterruptedException {
        var manifest = Backups.check(folder);
        requireGood(manifest, consent);
        try (var databases = Databases.of(login)) {
            var safety = saveWhatIsThere(databases, consent);
            databases.create(Databases.RESTORED);
            try {
                progress.say("restoring " + manifest.backupId());
                requireEqual(manifest, backup.restore(manifest, folder, Databases.RESTORED));
                databases.swap();
            } finally {
                databases.drop(Databases.RESTORED);
            }
            databases.drop(Databases.REPLACED);
            progress.say("the database is what it was at " + manifest.createdAt());
            return new Done(manifest, safety);
        } catch (SQLException failure) {
            throw Backup.failed(failure);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Optional<Manifest> saveWhatIsThere(Databases databases, Consent consent)
            throws SQLException, IOException, InterruptedException {
        if (!holdsTables()) {
            return Optional.empty();
        }
        if (!consent.overwrite()) {
            throw new LauncherProblem(
                    "TARGET_HOLDS_DATA",
                    "The database holds data, which a restore would replace.",
                    "Add --force (a safety backup is made first), or restore into another folder: --data DIR.");
        }
        if (consent.safety().isEmpty()) {
            return Optional.empty();
        }
        progress.say("a safety backup of what is there now");
        var safety = backup.safety(databases, consent.safety().get());
        if (!safety.isGood()) {
            throw new LauncherProblem(
                    "SAFETY_BACKUP_FAILED",
                    "What is there now could not be saved: " + String.join("; ", safety.differences()) + ".",
                    "Restore into another folder (--data DIR), or give up what is there: --no-safety-backup.");
        }
        return Optional.of(safety);
    }

    private boolean holdsTables() throws SQLException {
        try (var connection = login.connect(PostgresLogin.DATABASE)) {
            return !Catalogue.read(connection).tables().isEmpty();
        }
    }

    private static void requireGood(Manifest manifest, Consent consent) {
        if (!manifest.isGood() && !consent.overwrite()) {
            throw new LauncherProblem(
                    "BACKUP_NOT_GOOD",
                    "The backup " + manifest.backupId() + " was never found equal to what it saved: "
                            + String.join("; ", manifest.differences()) + ".",
                    "Use another one (./prescient backup --list), or add --force.");
        }
    }

    private static void requireEqual(Manifest manifest, java.util.List<String> differences) {
        if (!differences.isEmpty()) {
            throw new LauncherProblem(
                    "RESTORE_DIFFERS",
                    "What came back is not what was saved, so the old database stays: " + String.join("; ", differences)
                            + ".",
                    "Use another backup than " + manifest.backupId() + ": ./prescient backup --list.");
        }
    }
}
