package prescient.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import prescient.bench.analytics.AnalyticsCommand;
import prescient.bench.backtest.BacktestCommand;
import prescient.bench.cutover.CutoverCommand;
import prescient.bench.desk.DeskCommand;
import prescient.bench.forecast.ForecastCommand;
import prescient.bench.report.JsonReport;
import prescient.bench.report.TextReport;
import prescient.bench.startup.StartupCommand;
import prescient.local.Progress;

/** The command line of the benchmark. */
@Command(
        name = "deploy/bench/run",
        description = "Measures trades, reads and trading cycles of a suite of its own and prints a table.",
        subcommands = {
            AnalyticsCommand.class,
            BacktestCommand.class,
            CutoverCommand.class,
            DeskCommand.class,
            ForecastCommand.class,
            StartupCommand.class
        },
        sortOptions = false)
final class BenchCommand implements Callable<Integer> {

    @Option(names = "--json", description = "Print the result as JSON.")
    boolean json;

    @Option(
            names = "--only",
            paramLabel = "PART",
            description = "Measure only this part: ${COMPLETION-CANDIDATES}; may be repeated.")
    @Nullable Set<Part> only;

    @Option(names = "--clients", paramLabel = "N", description = "Clients at the same time; ${DEFAULT-VALUE}.")
    int clients = 16;

    @Option(names = "--rounds", paramLabel = "N", description = "Rounds of each measurement; ${DEFAULT-VALUE}.")
    int rounds = 3;

    @Option(names = "--seconds", paramLabel = "N", description = "Length of a round of trades; ${DEFAULT-VALUE}.")
    int seconds = 12;

    @Option(names = "--warm-up", paramLabel = "N", description = "Seconds of load before; ${DEFAULT-VALUE}.")
    int warmUp = 15;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Keep the suite's data and logs here; without it they are deleted at the end.")
    @Nullable Path data;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    @Override
    public Integer call() throws InterruptedException, IOException {
        return BenchRun.of(this::measured);
    }

    private BenchRun.Result measured() throws InterruptedException, IOException {
        var settings = new Settings(clients, rounds, seconds, warmUp);
        var parts = only == null ? EnumSet.allOf(Part.class) : EnumSet.copyOf(only);
        var report = new Bench(BenchRun.root(), settings, parts, new Progress(System.err)).run(data);
        return new BenchRun.Result(json ? JsonReport.of(report) + "\n" : TextReport.of(report), report.passed());
    }
}
