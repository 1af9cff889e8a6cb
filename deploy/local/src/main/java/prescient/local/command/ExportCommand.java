package prescient.local.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import prescient.local.Progress;

/** Writes legacy files from what is stored. */
@Command(name = "export", description = "Write legacy files as the old program would have.", sortOptions = false)
final class ExportCommand implements Callable<Integer> {

    @Mixin
    CommonOptions common = new CommonOptions();

    @Option(
            names = "--to",
            paramLabel = "DIR",
            required = true,
            description = "The folder to write into; made if needed.")
    Path to = Path.of(".");

    @Mixin
    FeatureJobs jobs = new FeatureJobs();

    @Option(names = "--force", description = "Replace files that are there and differ.")
    boolean force;

    @Override
    public Integer call() throws InterruptedException {
        var body = Output.object()
                .put("to", Folders.made(to).toString())
                .put("zone", jobs.zone == null ? null : jobs.zone.getId())
                .put("force", force);
        var progress = new Progress(System.err);
        return SuiteSession.runningOrStarted(
                common,
                progress,
                jobs.work(new FeatureJobs.Job("export", body, 1, ExportCommand::judge), common.json, progress));
    }

    private static FeatureJobs.Verdict judge(JobReport report) {
        return new FeatureJobs.Verdict(
                report.exported(),
                report.isComplete()
                        ? null
                        : "Correct the cause, or export into an empty folder, and run ./prescient export again.");
    }
}
