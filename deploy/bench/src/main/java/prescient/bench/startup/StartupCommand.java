package prescient.bench.startup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import prescient.local.LauncherProblem;
import prescient.local.Progress;
import prescient.local.command.Cli;

/** {@code deploy/bench/run startup}. */
@Command(
        name = "startup",
        description = "Measures how fast the launcher's services start, with and without class archives.",
        mixinStandardHelpOptions = true)
public final class StartupCommand implements Callable<Integer> {

    private static final int TARGET_MISSED = 4;

    @Option(names = "--rounds", paramLabel = "N", description = "Starts of each kind; ${DEFAULT-VALUE}.")
    int rounds = 3;

    @Override
    public Integer call() throws InterruptedException, IOException {
        try {
            // The archives of this build, made as a user would make them.
            if (Cli.run("warm-up") != 0) {
                return LauncherProblem.USAGE;
            }
            var report = new StartupBench(root(), rounds, new Progress(System.err)).run();
            System.out.print(report.text());
            return report.passed() ? 0 : TARGET_MISSED;
        } catch (LauncherProblem problem) {
            System.err.println("error: " + problem.message());
            System.err.println("next step: " + problem.nextStep());
            return problem.exitCode();
        }
    }

    private static Path root() {
        return Path.of(Optional.ofNullable(System.getProperty("prescient.root")).orElse("."))
                .toAbsolutePath()
                .normalize();
    }
}
