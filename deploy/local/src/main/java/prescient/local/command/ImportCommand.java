package prescient.local.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import prescient.local.Progress;

/** Takes legacy files into the database. */
@Command(
        name = "import",
        description = "Take legacy files into the database and compare; repeating it changes nothing.",
        sortOptions = false)
final class ImportCommand implements Callable<Integer> {

    /** A service that ends in the middle goes on where it was when it is asked again. */
    private static final int ATTEMPTS = 5;

    @Mixin
    CommonOptions common = new CommonOptions();

    @Option(
            names = "--from",
            paramLabel = "DIR",
            description = "The folder with the files; the live legacy folder by default.")
    @Nullable Path from;

    @Mixin
    FeatureJobs jobs = new FeatureJobs();

    @Option(names = "--dry-run", description = "Only say what would be done.")
    boolean dryRun;

    @Mixin
    SqliteOptions sqlite = new SqliteOptions();

    @Option(
            names = "--archive",
            paramLabel = "DIR",
            description = "With --sqlite: old records go to files here and leave the tables; without it they are only"
                    + " counted.")
    @Nullable Path archive;

    @Option(
            names = "--keep",
            paramLabel = "FILE",
            description = "With --archive: fill ids, order ids and tickers that stay, one a line.")
    @Nullable Path keep;

    @Override
    public Integer call() throws InterruptedException {
        var progress = new Progress(System.err);
        if (sqlite.folder != null) {
            var request = SqliteTask.request(sqlite, jobs.zone, dryRun);
            return bringIn(
                    progress, suite -> new SqliteTask(suite, progress, common.json).bringIn(request, archive, keep));
        }
        var body = Folders.body(from, jobs.zone).put("dry_run", dryRun);
        var work =
                jobs.work(new FeatureJobs.Job("import", body, ATTEMPTS, ImportCommand::judge), common.json, progress);
        return bringIn(progress, work);
    }

    private int bringIn(Progress progress, SuiteSession.Work work) throws InterruptedException {
        return dryRun
                ? SuiteSession.runningOrScratch(common, progress, work)
                : SuiteSession.runningOrNew(common, progress, work);
    }

    private static FeatureJobs.Verdict judge(JobReport report) {
        var done = report.isComplete() && (report.isDryRun() || (report.isClean() && report.quarantined() == 0));
        return new FeatureJobs.Verdict(report.imported(), done ? null : nextStep(report));
    }

    private static String nextStep(JobReport report) {
        var feature = report.feature().text();
        if (!report.isComplete()) {
            return "Correct the cause and run the import again; it goes on where it was.";
        }
        return report.quarantined() > 0
                ? "Look at the records put aside (GET /cutover/" + feature
                        + "/quarantine), correct the file and import it again."
                : "Look at the differences: ./prescient verify --feature " + feature + ".";
    }
}
