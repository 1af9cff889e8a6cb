package prescient.local.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import prescient.local.LauncherProblem;
import prescient.local.Progress;
import prescient.local.ServiceName;
import prescient.local.Stopper;
import prescient.local.Suite;
import prescient.local.SuiteConfig;
import prescient.local.Venue;
import prescient.local.cycle.CycleClient;
import prescient.local.cycle.CycleRequest;
import prescient.local.service.ClassArchives;
import prescient.local.service.ImageArguments;
import prescient.local.service.LauncherArchive;
import prescient.local.state.PrivateFiles;

/** Records one short run, so that every later start of the same build takes half the work. */
@Command(name = "warm-up", description = "Record a short run once, so that later starts of this build are faster.")
final class WarmUpCommand implements Callable<Integer> {

    @Mixin
    CommonOptions common = new CommonOptions();

    @Option(
            names = "--image",
            paramLabel = "FOLDER",
            description = "Also write how to start each service from FOLDER of a container image.",
            hidden = true)
    @Nullable Path image;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var root = CommonOptions.root();
        var archives = ClassArchives.of(root);
        Files.createDirectories(archives.folder());
        requireSpace(archives.folder());
        var data = Files.createTempDirectory(archives.folder(), "run");
        var progress = new Progress(System.err);
        try {
            record(root, data, archives, progress, image == null);
            for (var service : ServiceName.values()) {
                progress.say("making the class archive of " + service);
                archives.make(root, service);
                if (image != null) {
                    ImageArguments.write(archives, root, service, image);
                }
            }
            print(archives.folder());
            return 0;
        } finally {
            PrivateFiles.delete(data);
        }
    }

    private void print(Path folder) {
        if (common.json) {
            Output.json(Output.object().put("archives", folder.toString()));
        } else {
            Output.line("later starts use the class archives in " + folder);
        }
    }

    /** @param launcher whether {@code ./prescient} gets an archive, too; an image has none of it */
    private static void record(Path root, Path data, ClassArchives archives, Progress progress, boolean launcher)
            throws IOException, InterruptedException {
        var stopper = new Stopper(progress);
        var hook = new StopHook(stopper, progress, true);
        Runtime.getRuntime().addShutdownHook(hook.thread());
        var config = SuiteConfig.in(root, data)
                .withCommand(archives.recording(root))
                .withVenue(new Venue.Simulated(1, 100, 400));
        try (stopper) {
            var suite = Suite.start(config, progress, stopper);
            new CycleClient(suite.url(ServiceName.TRADE), suite.tokens(), suite.clock()).run(CycleRequest.defaults());
            if (launcher) {
                progress.say("making the class archive of ./prescient");
                new LauncherArchive(root).make(data);
            }
        } finally {
            hook.done();
        }
    }

    private static void requireSpace(Path folder) {
        var freeMb = folder.toFile().getUsableSpace() / 1024 / 1024;
        if (freeMb < 2_000) {
            throw new LauncherProblem(
                    "DISK_FULL",
                    "Only " + freeMb + " MiB are free; class archives are made when there are 2000.",
                    "Nothing needs to be done: the suite works without them and starts a little slower.");
        }
    }
}
