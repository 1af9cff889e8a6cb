package prescient.bench.startup;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import prescient.bench.BenchRun;
import prescient.local.Progress;
import prescient.local.command.Cli;

/** {@code deploy/bench/run startup}. */
@Command(
        name = "startup",
        description = "Measures how fast the launcher's services start, with and without class archives.",
        mixinStandardHelpOptions = true)
public final class StartupCommand implements Callable<Integer> {

    @Option(names = "--rounds", paramLabel = "N", description = "Starts of each kind; ${DEFAULT-VALUE}.")
    int rounds = 3;

    @Override
    public Integer call() throws InterruptedException, IOException {
        return BenchRun.of(this::measured);
    }

    private BenchRun.Result measured() throws InterruptedException, IOException {
        // The archives of this build, made as a user would make them.
        if (Cli.run("warm-up") != 0) {
            throw new IllegalArgumentException("the archives of this build could not be made");
        }
        var report = new StartupBench(BenchRun.root(), rounds, new Progress(System.err)).run();
        return new BenchRun.Result(report.text(), report.passed());
    }
}
