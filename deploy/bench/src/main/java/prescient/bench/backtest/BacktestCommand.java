package prescient.bench.backtest;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import prescient.bench.BenchRun;
import prescient.local.Progress;

/** {@code deploy/bench/run backtest}. */
@Command(
        name = "backtest",
        description = "Measures how fast backtests replay snapshots, against a plain loop over the same rows.",
        mixinStandardHelpOptions = true)
public final class BacktestCommand implements Callable<Integer> {

    private static final long MOST_ROWS = 2_000_000;

    @Option(names = "--markets", paramLabel = "N", description = "Markets; ${DEFAULT-VALUE}.")
    int markets = 1_000;

    @Option(names = "--cycles", paramLabel = "N", description = "Snapshots of each market; ${DEFAULT-VALUE}.")
    int cycles = 1_000;

    @Option(names = "--rounds", paramLabel = "N", description = "Rounds; ${DEFAULT-VALUE}.")
    int rounds = 15;

    @Override
    public Integer call() throws InterruptedException, IOException {
        return BenchRun.of(this::measured);
    }

    private BenchRun.Result measured() {
        if (markets < 1 || cycles < 1 || rounds < 1 || (long) markets * cycles > MOST_ROWS) {
            throw new IllegalArgumentException(
                    "--markets, --cycles and --rounds are at least 1, with at most " + MOST_ROWS + " snapshots");
        }
        var report = new BacktestBench(markets, cycles, rounds, new Progress(System.err)).run();
        return new BenchRun.Result(report.text(), report.passed());
    }
}
