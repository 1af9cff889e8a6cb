package prescient.bench.cutover;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import prescient.bench.Api;
import prescient.bench.cutover.CutoverCommand.Part;
import prescient.local.Progress;
import prescient.local.Stopper;
import prescient.local.Suite;
import prescient.local.SuiteConfig;
import prescient.local.Venue;

/** One run: suites of its own, one after the other. */
final class CutoverBench {

    private static final int READS = 300;

    private final Path root;
    private final Path home;
    private final CutoverCommand.Sizes sizes;
    private final Set<Part> parts;
    private final Progress progress;

    /**
     * @param root of the project
     * @param home where the suites keep their data
     */
    CutoverBench(Path root, Path home, CutoverCommand.Sizes sizes, Set<Part> parts, Progress progress) {
        this.root = root;
        this.home = home;
        this.sizes = sizes;
        this.parts = parts;
        this.progress = progress;
    }

    CutoverReport run() throws InterruptedException, IOException {
        var folder = Files.createTempDirectory(Files.createDirectories(home), "bench-");
        try {
            return new CutoverReport(
                    parts.contains(Part.imports) ? imports(folder) : null,
                    parts.contains(Part.reads) ? reads(folder) : List.of(),
                    parts.contains(Part.writes) ? dualWrite(folder) : null);
        } finally {
            delete(folder);
        }
    }

    private ImportBench.Result imports(Path folder) throws InterruptedException {
        try (var suite = start(folder.resolve("import"), Map.of())) {
            var files = folder.resolve("import-files");
            LegacyFiles.write(files, sizes.imported());
            var trades = new ImportBench.Import("trades", "trade", "trades", files, sizes.imported());
            return new ImportBench(suite, trades, sizes.rounds(), progress).run();
        }
    }

    private List<StoreReadBench.Result> reads(Path folder) throws InterruptedException, IOException {
        var results = new ArrayList<StoreReadBench.Result>();
        for (int trades : sizes.read()) {
            var files = folder.resolve("read-" + trades);
            LegacyFiles.write(files, trades);
            try (var suite = start(folder.resolve("file-" + trades), legacy(files, "file-only", Map.of()))) {
                results.add(said(StoreReadBench.run(suite, "file", trades, READS)));
            }
            try (var suite = start(folder.resolve("database-" + trades), Map.of())) {
                imported(suite, files);
                results.add(said(StoreReadBench.run(suite, "database", trades, READS)));
            }
            var sampled = Map.of("PRESCIENT_CUTOVER_SHADOW_SAMPLE", "1");
            try (var suite = start(folder.resolve("shadow-" + trades), legacy(files, "database-read", sampled))) {
                imported(suite, files);
                results.add(said(StoreReadBench.run(suite, "database, every read compared", trades, READS)));
            }
        }
        return results;
    }

    private DualWriteBench.Result dualWrite(Path folder) throws InterruptedException, IOException {
        var files = Files.createDirectories(folder.resolve("dual-files"));
        // Nothing but trades: no prices and books of the hour are followed meanwhile.
        var quiet = Map.of("PRESCIENT_TICKS_URL", "", "PRESCIENT_BOOKS_SERIES", "", "PRESCIENT_BOOKS_SOCKET", "");
        int markets = DualWriteBench.orders(sizes) * 5 / 4;
        var config = SuiteConfig.in(root, folder.resolve("dual"))
                .withVenue(new Venue.Simulated(11, markets / 5, markets))
                .withEnvironment(legacy(files, "file-only", quiet));
        // Whoever ends the benchmark early must not leave services behind that stand still.
        var stopper = new Stopper(progress);
        var hook = new Thread(stopper::close, "stop");
        Runtime.getRuntime().addShutdownHook(hook);
        try (var suite = Suite.start(config, progress, stopper)) {
            return new DualWriteBench(suite, sizes, progress).run();
        } finally {
            stopper.close();
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }

    private static void imported(Suite suite, Path files) throws InterruptedException {
        var cutover = new CutoverApi(suite, new Api(suite.tokens()));
        cutover.importFrom("trades", files);
        cutover.importFrom("portfolio", files);
    }

    private StoreReadBench.Result said(StoreReadBench.Result result) {
        progress.say("reads from %s with %d trades: history %.2f ms, portfolio %.2f ms"
                .formatted(result.store(), result.trades(), result.historyMs(), result.portfolioMs()));
        return result;
    }

    private Suite start(Path data, Map<String, String> environment) throws InterruptedException {
        return Suite.start(SuiteConfig.in(root, data).withEnvironment(environment), progress);
    }

    private static Map<String, String> legacy(Path files, String mode, Map<String, String> more) {
        var all = new java.util.HashMap<>(more);
        all.put("PRESCIENT_LEGACY_DIR", files.toAbsolutePath().toString());
        all.put("PRESCIENT_CUTOVER_MODE", mode);
        return all;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (var path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
