package prescient.bench.forecast;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import prescient.bench.BenchRun;
import prescient.local.Progress;

/** {@code deploy/bench/run forecast}. */
@Command(
        name = "forecast",
        description = "Measures the read helpers of the forecasts, their calibration and the import of CSV files.",
        mixinStandardHelpOptions = true)
public final class ForecastCommand implements Callable<Integer> {

    @Option(
            names = "--shared",
            paramLabel = "DIR",
            description = "Folder with data/weather, the real files; without it the read helpers are skipped."
                    + " Default: ../shared beside the project.")
    @Nullable Path shared;

    @Option(names = "--reads", paramLabel = "N", description = "Reads of each helper; ${DEFAULT-VALUE}.")
    int reads = 1_000;

    @Option(names = "--import", paramLabel = "N", description = "Rows of the CSV file; ${DEFAULT-VALUE}.")
    int imported = 200_000;

    @Option(names = "--rounds", paramLabel = "N", description = "Rounds of import and calibration; ${DEFAULT-VALUE}.")
    int rounds = 3;

    @Option(
            names = "--only",
            paramLabel = "PART",
            description = "Measure only this part: ${COMPLETION-CANDIDATES}; may be repeated.")
    @Nullable Set<Part> only;

    /** What can be measured apart. */
    enum Part {
        imports,
        helpers,
        calibration
    }

    /** How much is measured. */
    record Sizes(int reads, int imported, int rounds) {

        Sizes {
            if (reads < 1 || imported < 1 || rounds < 1) {
                throw new IllegalArgumentException("--reads, --import and --rounds are at least 1");
            }
        }
    }

    @Override
    public Integer call() throws InterruptedException, IOException {
        return BenchRun.of(this::measured);
    }

    private BenchRun.Result measured() throws InterruptedException, IOException {
        var sizes = new Sizes(reads, imported, rounds);
        var parts = only == null ? EnumSet.allOf(Part.class) : EnumSet.copyOf(only);
        var report = new ForecastBench(BenchRun.root(), realFiles(), sizes, parts, new Progress(System.err)).run();
        return new BenchRun.Result(report.text(), report.passed());
    }

    /** Empty when there are none. */
    private Optional<Path> realFiles() {
        var folder = (shared == null ? BenchRun.root().resolve("../shared") : shared)
                .resolve("data/weather")
                .toAbsolutePath()
                .normalize();
        return Files.isDirectory(folder) ? Optional.of(folder) : Optional.empty();
    }
}
