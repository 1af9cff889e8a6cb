package prescient.bench.cutover;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import prescient.bench.BenchRun;
import prescient.local.Progress;

/** {@code deploy/bench/run cutover}. */
@Command(
        name = "cutover",
        description = "Measures imports, reads in each mode and what dual-write adds, on suites of its own.",
        mixinStandardHelpOptions = true)
public final class CutoverCommand implements Callable<Integer> {

    @Option(names = "--import", paramLabel = "N", description = "Trades to import; ${DEFAULT-VALUE}.")
    int imported = 100_000;

    @Option(names = "--rounds", paramLabel = "N", description = "Rounds of the import; ${DEFAULT-VALUE}.")
    int rounds = 3;

    @Option(
            names = "--read",
            paramLabel = "N",
            split = ",",
            description = "Trades that the stores hold when they are read; ${DEFAULT-VALUE}.")
    List<Integer> read = List.of(1_000, 10_000, 50_000);

    @Option(names = "--turns", paramLabel = "N", description = "Rounds of dual-write; ${DEFAULT-VALUE}.")
    int turns = 8;

    @Option(
            names = "--orders",
            paramLabel = "N",
            description = "Orders of each state in a round of dual-write; ${DEFAULT-VALUE}.")
    int orders = 150;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            description = "Orders before the first that counts; ${DEFAULT-VALUE}.")
    int warmUp = 2_000;

    @Option(names = "--pause", paramLabel = "MS", description = "Milliseconds between two orders; ${DEFAULT-VALUE}.")
    int pauseMillis = 10;

    @Option(names = "--seed", paramLabel = "N", description = "Of what dual-write's intervals draw; ${DEFAULT-VALUE}.")
    long seed = 1;

    @Option(
            names = "--folder",
            paramLabel = "FOLDER",
            description = "Where the suites keep their data, for instance on a disk in memory; default .prescient.")
    @Nullable Path folder;

    @Option(
            names = "--only",
            paramLabel = "PART",
            description = "Measure only this part: ${COMPLETION-CANDIDATES}; may be repeated.")
    @Nullable Set<Part> only;

    /** What can be measured apart. */
    enum Part {
        imports,
        reads,
        writes
    }

    /** How much is measured. */
    record Sizes(
            int imported,
            int rounds,
            List<Integer> read,
            int turns,
            int orders,
            int warmUp,
            Duration pause,
            long seed) {}

    @Override
    public Integer call() throws InterruptedException, IOException {
        return BenchRun.of(this::measured);
    }

    private BenchRun.Result measured() throws InterruptedException, IOException {
        var sizes = new Sizes(
                imported, rounds, List.copyOf(read), turns, orders, warmUp, Duration.ofMillis(pauseMillis), seed);
        var parts = only == null ? EnumSet.allOf(Part.class) : EnumSet.copyOf(only);
        var report = new CutoverBench(BenchRun.root(), home(), sizes, parts, new Progress(System.err)).run();
        return new BenchRun.Result(report.text(), report.passed());
    }

    private Path home() {
        return folder == null ? BenchRun.root().resolve(".prescient") : folder.toAbsolutePath();
    }
}
