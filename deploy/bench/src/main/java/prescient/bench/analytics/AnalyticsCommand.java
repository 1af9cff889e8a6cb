package prescient.bench.analytics;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import prescient.local.LauncherProblem;
import prescient.local.Progress;

/** {@code deploy/bench/run analytics}. */
@Command(
        name = "analytics",
        description = "Measures all analytics of one portfolio with generated trades.",
        mixinStandardHelpOptions = true)
public final class AnalyticsCommand implements Callable<Integer> {

    private static final int TARGET_MISSED = 4;

    @Option(names = "--trades", paramLabel = "N", description = "Trades of the portfolio; ${DEFAULT-VALUE}.")
    int trades = 1_000_000;

    @Option(names = "--rounds", paramLabel = "N", description = "Rounds of all questions; ${DEFAULT-VALUE}.")
    int rounds = 5;

    @Override
    public Integer call() throws InterruptedException, IOException {
        try {
            if (trades < 1 || rounds < 1) {
                throw new IllegalArgumentException("--trades and --rounds are at least 1");
            }
            var report = new AnalyticsBench(root(), trades, rounds, new Progress(System.err)).run();
            System.out.print(report.text());
            return report.passed() ? 0 : TARGET_MISSED;
        } catch (LauncherProblem problem) {
            System.err.println("error: " + problem.message());
            System.err.println("next step: " + problem.nextStep());
            return problem.exitCode();
        } catch (IllegalArgumentException wrong) {
            System.err.println("error: " + wrong.getMessage());
            return LauncherProblem.USAGE;
        }
    }

    private static Path root() {
        return Path.of(Optional.ofNullable(System.getProperty("prescient.root")).orElse("."))
                .toAbsolutePath()
                .normalize();
    }
}
