package prescient.bench.desk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import prescient.bench.Api;
import prescient.bench.desk.DeskCommand.Part;
import prescient.bench.desk.DeskCommand.Sizes;
import prescient.local.Progress;
import prescient.local.Suite;
import prescient.local.SuiteConfig;
import prescient.local.Venue;
import prescient.local.state.PrivateFiles;

/** One run on a suite of its own: imports while nothing trades, then requests, then the supervisor. */
final class DeskBench {

    /** Of the catalogue nothing is used here. */
    private static final Venue VENUE = new Venue.Simulated(11, 100, 500);

    /** The hour's markets trade as long as they can. */
    private static final Duration INTO_THE_HOUR = Duration.ofMinutes(1);

    private final Path root;
    private final Path home;
    private final Sizes sizes;
    private final Set<Part> parts;
    private final Progress progress;

    /**
     * @param root of the project
     * @param home where the suite keeps its data
     */
    DeskBench(Path root, Path home, Sizes sizes, Set<Part> parts, Progress progress) {
        this.root = root;
        this.home = home;
        this.sizes = sizes;
        this.parts = parts;
        this.progress = progress;
    }

    DeskReport run() throws InterruptedException, IOException {
        var pgloader = Pgloader.find();
        var skipped = parts.contains(Part.imports) && pgloader.isEmpty();
        if (skipped) {
            progress.say("import: skipped, " + Pgloader.MISSING);
        }
        var folder = Files.createTempDirectory(Files.createDirectories(home), "bench-");
        var hour = InstantSource.system().instant().truncatedTo(ChronoUnit.HOURS);
        var config =
                SuiteConfig.in(root, folder.resolve("suite")).withVenue(VENUE).withAt(hour.plus(INTO_THE_HOUR));
        try (var suite = Suite.start(config, progress)) {
            suite.awaitDatabase();
            var imports = parts.contains(Part.imports) && pgloader.isPresent()
                    ? new PriceImportBench(root, suite, pgloader.get(), sizes, progress).run(folder.resolve("prices"))
                    : null;
            var trades = parts.contains(Part.requests) || parts.contains(Part.supervisor) ? trades(suite) : null;
            return new DeskReport(
                    trades != null && parts.contains(Part.requests)
                            ? new RequestBench(suite, trades, sizes, progress).run()
                            : null,
                    imports,
                    skipped ? Pgloader.MISSING : null,
                    trades != null && parts.contains(Part.supervisor)
                            ? new TickBench(suite, trades, sizes, progress).run()
                            : null);
        } finally {
            PrivateFiles.delete(folder);
        }
    }

    private static DeskTrades trades(Suite suite) throws InterruptedException {
        var api = new Api(suite.tokens());
        var trades = new DeskTrades(suite, DeskMarkets.await(suite, api));
        trades.keep();
        return trades;
    }
}
