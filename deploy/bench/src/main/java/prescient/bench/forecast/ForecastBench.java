package prescient.bench.forecast;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import prescient.bench.Api;
import prescient.bench.cutover.CutoverApi;
import prescient.bench.cutover.ImportBench;
import prescient.bench.forecast.ForecastCommand.Part;
import prescient.bench.forecast.ForecastCommand.Sizes;
import prescient.local.Progress;
import prescient.local.Suite;
import prescient.local.SuiteConfig;

/** One run on a suite of its own: imports into empty tables, helpers on real and on many rows, then calibration. */
final class ForecastBench {

    private final Path root;
    private final Optional<Path> realFiles;
    private final Sizes sizes;
    private final Set<Part> parts;
    private final Progress progress;

    ForecastBench(Path root, Optional<Path> realFiles, Sizes sizes, Set<Part> parts, Progress progress) {
        this.root = root;
        this.realFiles = realFiles;
        this.sizes = sizes;
        this.parts = parts;
        this.progress = progress;
    }

    ForecastReport run() throws InterruptedException, IOException {
        var home = Files.createDirectories(root.resolve(".prescient"));
        var folder = Files.createTempDirectory(home, "bench-");
        try (var suite = Suite.start(SuiteConfig.in(root, folder.resolve("suite")), progress)) {
            var rows = new ForecastRows(suite);
            return new ForecastReport(
                    parts.contains(Part.imports) ? imports(suite, folder, rows) : null,
                    parts.contains(Part.helpers) ? helpers(suite, rows) : List.of(),
                    parts.contains(Part.helpers) && realFiles.isEmpty(),
                    parts.contains(Part.calibration)
                            ? new CalibrationBench(suite, rows, sizes.rounds(), progress).run()
                            : null);
        } finally {
            delete(folder);
        }
    }

    private ImportBench.Result imports(Suite suite, Path folder, ForecastRows rows) throws InterruptedException {
        var files = folder.resolve("csv");
        SnapshotCsv.write(files, sizes.imported());
        var what = new ImportBench.Import("forecasts", "forecast", "intraday_snapshots", files, sizes.imported());
        var result = new ImportBench(suite, what, sizes.rounds(), progress).run();
        rows.clear();
        return result;
    }

    private List<HelperBench.Result> helpers(Suite suite, ForecastRows rows) throws InterruptedException {
        if (realFiles.isEmpty()) {
            progress.say("read helpers: skipped, there are no real files; --shared DIR says where they are");
            return List.of();
        }
        var cutover = new CutoverApi(suite, new Api(suite.tokens()));
        for (var feature : List.of("forecasts", "calibration", "decisions")) {
            cutover.importFrom(feature, realFiles.get());
        }
        var bench = new HelperBench(suite, sizes.reads(), progress);
        var results = new ArrayList<>(bench.run("real", rows.count(), ForecastRows.Copy.NONE));
        progress.say("read helpers: making " + ForecastRows.FACTOR + " times as many rows");
        rows.multiply();
        results.addAll(bench.run(ForecastRows.FACTOR + " x", rows.count(), ForecastRows.Copy.ALL));
        return results;
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
