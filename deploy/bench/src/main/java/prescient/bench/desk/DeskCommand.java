package prescient.bench.desk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import prescient.bench.BenchRun;
import prescient.bench.report.JsonReport;
import prescient.local.Progress;

/** {@code deploy/bench/run desk}. */
@Command(
        name = "desk",
        description = "Measures the trading desk's requests, the import of old prices and the supervisor's tick.",
        mixinStandardHelpOptions = true)
public final class DeskCommand implements Callable<Integer> {

    @Option(names = "--json", description = "Print the result as JSON.")
    boolean json;

    @Option(names = "--seconds", paramLabel = "N", description = "Length of requests at each rate; ${DEFAULT-VALUE}.")
    int seconds = 60;

    @Option(names = "--warm-up", paramLabel = "N", description = "Seconds before; ${DEFAULT-VALUE}.")
    int warmUp = 60;

    @Option(names = "--held", paramLabel = "N", description = "Trades watched meanwhile; ${DEFAULT-VALUE}.")
    int held = 50;

    @Option(names = "--rows", paramLabel = "N", description = "Prices to import; ${DEFAULT-VALUE}.")
    int rows = 1_000_000;

    @Option(names = "--rounds", paramLabel = "N", description = "Rounds of the import; ${DEFAULT-VALUE}.")
    int rounds = 9;

    @Option(names = "--active", paramLabel = "N", description = "Trades the supervisor watches; ${DEFAULT-VALUE}.")
    int active = 1_000;

    @Option(names = "--ticks", paramLabel = "N", description = "Ticks of the supervisor; ${DEFAULT-VALUE}.")
    int ticks = 60;

    @Option(
            names = "--folder",
            paramLabel = "FOLDER",
            description = "Where the suite keeps its data, for instance on a disk in memory; default .prescient.")
    @Nullable Path folder;

    @Option(
            names = "--only",
            paramLabel = "PART",
            description = "Measure only this part: ${COMPLETION-CANDIDATES}; may be repeated.")
    @Nullable Set<Part> only;

    /** What can be measured apart. */
    enum Part {
        requests,
        imports,
        supervisor
    }

    /** How much is measured. */
    record Sizes(int seconds, int warmUp, int held, int rows, int rounds, int active, int ticks) {

        /** @throws IllegalArgumentException for sizes that measure nothing, or for longer than the hour's markets last */
        Sizes {
            if (seconds < 1 || seconds > 600 || warmUp < 1 || warmUp > 120 || ticks < 1 || ticks > 600) {
                throw new IllegalArgumentException("--seconds and --ticks are 1 to 600, --warm-up is 1 to 120");
            }
            if (rows < 1 || rounds < 1 || rounds > 20 || held < 1 || active < held || active > 5_000) {
                throw new IllegalArgumentException(
                        "--rows is at least 1, --rounds 1 to 20, --held at least 1, --active from there to 5000");
            }
        }
    }

    @Override
    public Integer call() throws InterruptedException, IOException {
        return BenchRun.of(this::measured);
    }

    private BenchRun.Result measured() throws InterruptedException, IOException {
        var sizes = new Sizes(seconds, warmUp, held, rows, rounds, active, ticks);
        var parts = only == null ? EnumSet.allOf(Part.class) : EnumSet.copyOf(only);
        var report = new DeskBench(BenchRun.root(), home(), sizes, parts, new Progress(System.err)).run();
        return new BenchRun.Result(
                json ? JsonReport.of(report, report.targets()) + "\n" : report.text(), report.passed());
    }

    private Path home() {
        return folder == null ? BenchRun.root().resolve(".prescient") : folder.toAbsolutePath();
    }
}
