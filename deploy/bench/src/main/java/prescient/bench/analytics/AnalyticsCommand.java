package prescient.bench.analytics;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import prescient.bench.BenchRun;
import prescient.local.Progress;

/** {@code deploy/bench/run analytics}. */
@Command(
        name = "analytics",
        description = "Measures all analytics of one portfolio with generated trades.",
        mixinStandardHelpOptions = true)
public final class AnalyticsCommand implements Callable<Integer> {

    @Option(names = "--trades", paramLabel = "N", description = "Trades of the portfolio; ${DEFAULT-VALUE}.")
    int trades = 1_000_000;

    @Option(names = "--rounds", paramLabel = "N", description = "Rounds of all questions; ${DEFAULT-VALUE}.")
    int rounds = 5;

    @Override
    public Integer call() throws InterruptedException, IOException {
        return BenchRun.of(this::measured);
    }

    private BenchRun.Result measured() throws InterruptedException, IOException {
        if (trades < 1 || rounds < 1) {
            throw new IllegalArgumentException("--trades and --rounds are at least 1");
        }
        var report = new AnalyticsBench(BenchRun.root(), trades, rounds, new Progress(System.err)).run();
        return new BenchRun.Result(report.text(), report.passed());
    }
}
