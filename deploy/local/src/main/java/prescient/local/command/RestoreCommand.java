package prescient.local.command;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import prescient.local.DatabaseRun;
import prescient.local.LauncherProblem;
import prescient.local.Progress;
import prescient.local.Stopper;
import prescient.local.SuiteConfig;
import prescient.local.backup.Backup;
import prescient.local.backup.Backups;
import prescient.local.backup.Restore;
import prescient.local.state.RunState;

/** Puts a backup in the place of the database. */
@Command(name = "restore", description = "Put a backup in the place of the database.", sortOptions = false)
final class RestoreCommand implements Callable<Integer> {

    private static final String LATEST = "latest";

    @Mixin
    CommonOptions common = new CommonOptions();

    @Parameters(
            arity = "1",
            paramLabel = "FOLDER|latest",
            description = "A backup's folder, or the newest good one of the data folder.")
    String which = LATEST;

    @Option(names = "--force", description = "Also over a database that holds data; what it holds is saved first.")
    boolean force;

    @Option(names = "--no-safety-backup", description = "With --force: do not save what is replaced.")
    boolean noSafetyBackup;

    @Override
    public Integer call() throws InterruptedException {
        var folder = common.folder();
        var from = which.equals(LATEST)
                ? latest()
                : Path.of(which).toAbsolutePath().normalize();
        Backups.check(from);
        if (RunState.read(folder).filter(state -> state.launcher().isAlive()).isPresent()) {
            throw new LauncherProblem(
                    "SUITE_RUNS",
                    "A suite runs on " + folder.root() + "; nothing may write while its database is replaced.",
                    "Stop it (./prescient down), then restore.");
        }
        var progress = new Progress(System.err);
        var stopper = new Stopper(progress);
        var hook = new StopHook(stopper, progress, true);
        Runtime.getRuntime().addShutdownHook(hook.thread());
        try (stopper) {
            var config = SuiteConfig.in(CommonOptions.root(), common.dataPath());
            var database = DatabaseRun.start(config, progress, stopper);
            var backup = new Backup(database.login(), database.secrets(), InstantSource.system(), progress);
            var safety = noSafetyBackup ? Optional.<Backups>empty() : Optional.of(new Backups(folder.backups()));
            print(new Restore(database.login(), backup, progress).run(from, new Restore.Consent(force, safety)));
            return 0;
        } catch (LauncherProblem problem) {
            hook.waitIfStopping();
            throw problem;
        } finally {
            stopper.close();
            hook.done();
        }
    }

    private Path latest() {
        var backups = new Backups(common.folder().backups());
        return backups.newestGood()
                .map(backups::folder)
                .orElseThrow(() -> new LauncherProblem(
                        "NO_BACKUP",
                        "There is no good backup in " + backups.root() + ".",
                        "Name a backup's folder; ./prescient backup --list --to DIR looks elsewhere."));
    }

    private void print(Restore.Done done) {
        var restored = done.restored();
        if (common.json) {
            var document = Output.object()
                    .put("restored", restored.backupId())
                    .put("created_at", restored.createdAt())
                    .put("tables", restored.figures().tables().size())
                    .put("rows", restored.figures().rows())
                    .put("ledger_balanced", restored.figures().ledger().unbalanced() == 0);
            document.set("portfolios", Output.array(restored.figures().portfolios()));
            done.safety().ifPresent(safety -> document.put("safety_backup", safety.backupId()));
            Output.json(document);
            return;
        }
        Output.line("restored %s: %d rows of %d tables, every figure equal"
                .formatted(
                        restored.backupId(),
                        restored.figures().rows(),
                        restored.figures().tables().size()));
        done.safety().ifPresent(safety -> Output.line("what was there before is in " + safety.backupId()));
        System.err.println("next step: ./prescient up");
    }
}
