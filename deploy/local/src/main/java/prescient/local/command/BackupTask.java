package prescient.local.command;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import prescient.local.LauncherProblem;
import prescient.local.Progress;
import prescient.local.backup.Backup;
import prescient.local.backup.Backups;
import prescient.local.backup.Manifest;
import prescient.local.cutover.CutoverFeature;
import prescient.local.cutover.JobRun;

/** Makes a backup of a running suite, tells its services of it and removes what has had its time. One thread. */
final class BackupTask {

    private final SuiteSession suite;
    private final Backups backups;
    private final Backup.Way way;
    private final InstantSource clock;
    private final Progress progress;

    BackupTask(SuiteSession suite, Backups backups, Backup.Way way, InstantSource clock, Progress progress) {
        this.suite = suite;
        this.backups = backups;
        this.way = way;
        this.clock = clock;
        this.progress = progress;
    }

    /**
     * What was done.
     *
     * @param made the backup, good or not
     * @param pruned what was removed after a good one
     */
    record Done(Manifest made, Backups.Pruned pruned) {}

    Done run() throws InterruptedException {
        var made = new Backup(suite.login(), suite.secrets(), clock, progress).make(backups, way, this::exportInto);
        if (!made.isGood()) {
            return new Done(made, new Backups.Pruned(java.util.List.of(), java.util.List.of()));
        }
        progress.say("verified: every count, checksum and value of the copy is equal");
        tell(made);
        return new Done(made, backups.prune(clock.instant()));
    }

    private Backup.Written exportInto(Path folder) throws InterruptedException {
        progress.say("the services write the legacy files");
        var features = Output.object();
        var missing = new ArrayList<String>();
        var jobs = new JobRun(suite.cutover(), progress);
        for (var feature : CutoverFeature.all()) {
            try {
                var body = Output.object().put("to", folder.toString());
                var report = new JobReport(feature, jobs.run(feature, "export", body));
                features.putObject(feature.text())
                        .put("files", report.job().path("files").size())
                        .put("records", report.job().path("records_read").asLong());
                if (!report.isComplete()) {
                    missing.add("the legacy files of " + feature.text() + ": " + report.exported());
                }
            } catch (LauncherProblem refused) {
                missing.add("the legacy files of " + feature.text() + ": " + refused.message());
            }
        }
        return new Backup.Written(features, missing);
    }

    private void tell(Manifest made) throws InterruptedException {
        var body = Output.object().put("backup_id", made.backupId()).put("verified_at", made.verifiedAt());
        body.putObject("checks")
                .put("tables", made.figures().tables().size())
                .put("rows", made.figures().rows())
                .put("checksums", "equal")
                .put("ledger_balanced", true)
                .put("portfolios", made.figures().portfolios().size())
                .put("copy", made.copy());
        suite.cutover().tellBackup(body);
    }
}
