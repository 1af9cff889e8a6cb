package prescient.local.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import prescient.local.Progress;

/** Compares legacy files with the database. */
@Command(
        name = "verify",
        description = "Compare legacy files with the database, record by record.",
        sortOptions = false)
final class VerifyCommand implements Callable<Integer> {

    @Mixin
    CommonOptions common = new CommonOptions();

    @Option(
            names = "--from",
            paramLabel = "DIR",
            description = "The folder with the files; the live legacy folder by default.")
    @Nullable Path from;

    @Mixin
    FeatureJobs jobs = new FeatureJobs();

    @Mixin
    SqliteOptions sqlite = new SqliteOptions();

    @Override
    public Integer call() throws InterruptedException {
        var progress = new Progress(System.err);
        if (sqlite.folder != null) {
            var request = SqliteTask.request(sqlite, jobs.zone, false);
            return SuiteSession.runningOrStarted(
                    common, progress, suite -> new SqliteTask(suite, progress, common.json).compare(request));
        }
        var body = Folders.body(from, jobs.zone);
        return SuiteSession.runningOrStarted(
                common,
                progress,
                jobs.work(new FeatureJobs.Job("verify", body, 1, VerifyCommand::judge), common.json, progress));
    }

    private static FeatureJobs.Verdict judge(JobReport report) {
        var done = report.isComplete() && report.isClean();
        return new FeatureJobs.Verdict(report.compared(), done ? null : nextStep(report));
    }

    private static String nextStep(JobReport report) {
        return report.isComplete()
                ? "Correct what differs and verify again, or accept it with a reason (POST /cutover/"
                        + report.feature().text() + "/accept)."
                : "Correct the cause and run ./prescient verify again.";
    }
}
