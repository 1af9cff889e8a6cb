package prescient.local.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.ZoneId;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import prescient.local.LauncherProblem;
import prescient.local.Progress;
import prescient.local.cutover.CutoverFeature;
import prescient.local.cutover.JobRun;

/** The features whose files a command reads or writes, the files' zone, and the services' job for each of them. */
final class FeatureJobs {

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            converter = LegacyOptions.Zone.class,
            description = "Time zone of the files, for instance Europe/Berlin; that of the live files by default.")
    @Nullable ZoneId zone;

    @Option(
            names = "--feature",
            paramLabel = "F",
            converter = FeatureNames.Text.class,
            description = "Only this feature; all by default, trades before signals.")
    FeatureNames names = FeatureNames.ALL;

    /**
     * A job of the services, feature by feature.
     *
     * @param verb as in the URL and on the command line
     * @param body what it is asked with
     * @param attempts how often it is begun when a service ends in the middle of it
     * @param judge how its end is to be taken
     */
    record Job(String verb, ObjectNode body, int attempts, Function<JobReport, Verdict> judge) {}

    /**
     * How the end of a job is to be taken.
     *
     * @param line what came of it
     * @param nextStep what to do now; null when it did what it should
     */
    record Verdict(String line, @Nullable String nextStep) {}

    /** What to do on a suite: runs the job for each feature, prints what came of it, and returns the exit code. */
    SuiteSession.Work work(Job job, boolean asJson, Progress progress) {
        return suite -> {
            var results = new FeatureResults(job.verb(), asJson);
            var jobs = new JobRun(suite.cutover(), progress);
            for (var feature : names.features()) {
                one(feature, job, jobs, results);
            }
            return results.end();
        };
    }

    private static void one(CutoverFeature feature, Job job, JobRun jobs, FeatureResults results)
            throws InterruptedException {
        try {
            var report = new JobReport(feature, jobs.run(feature, job.verb(), job.body()));
            for (var attempt = 1; report.wasInterrupted() && attempt < job.attempts(); attempt++) {
                report = new JobReport(feature, jobs.run(feature, job.verb(), job.body()));
            }
            var verdict = job.judge().apply(report);
            if (verdict.nextStep() == null) {
                results.done(feature, report.answer(), verdict.line());
            } else {
                results.failed(feature, report.answer(), verdict.line(), verdict.nextStep());
            }
            report.details().forEach(results::note);
        } catch (LauncherProblem refused) {
            results.refused(feature, refused);
        }
    }
}
