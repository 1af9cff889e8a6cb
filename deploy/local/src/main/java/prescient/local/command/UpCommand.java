package prescient.local.command;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;
import prescient.local.LauncherProblem;
import prescient.local.Progress;
import prescient.local.Stopper;
import prescient.local.Suite;
import prescient.local.SuiteConfig;
import prescient.local.backup.Backups;
import prescient.local.cutover.CutoverFeature;
import prescient.local.cutover.LegacyFiles;
import prescient.local.service.JarCommand;

/** Starts the suite, runs trading cycles, and stops everything at the end. */
@Command(name = "up", description = "Start the suite and run trading cycles.", sortOptions = false)
final class UpCommand implements Callable<Integer> {

    /** RFC 3339 with zone. */
    static final class InstantText implements ITypeConverter<Instant> {
        @Override
        public Instant convert(String text) {
            try {
                return Instant.parse(text);
            } catch (DateTimeParseException other) {
                throw new TypeConversionException("'" + text + "' is not a time like 2025-10-15T16:10:00Z");
            }
        }
    }

    private static final Duration MODES_PATIENCE = Duration.ofSeconds(20);

    @Mixin
    CommonOptions common = new CommonOptions();

    @Option(names = "--once", description = "Run one cycle, print its result as JSON, stop everything.")
    boolean once;

    @Option(names = "--no-cycle", description = "Start without trading.")
    boolean noCycle;

    @Option(names = "--cycles", paramLabel = "N", description = "Stop after this many cycles.")
    @Nullable Integer cycles;

    @Option(names = "--interval", paramLabel = "SECONDS", description = "From cycle to cycle; 60 by default.")
    long intervalSeconds = 60;

    @Option(
            names = "--port-base",
            paramLabel = "N",
            description = "Gateway N, services N+1 to N+5, simulator N+9, PostgreSQL N+32; free ports by default.")
    @Nullable Integer portBase;

    @Option(
            names = "--at",
            paramLabel = "TIME",
            converter = InstantText.class,
            description = "Let the suite believe it is this time, for instance 2025-10-15T16:10:00Z.")
    @Nullable Instant at;

    @Option(
            names = "--backup-every",
            paramLabel = "PERIOD",
            converter = BackupTimer.Period.class,
            description = "Make a backup whenever the newest good one is older than this, for instance 24h.")
    @Nullable Duration backupEvery;

    @Mixin
    LegacyOptions legacy = new LegacyOptions();

    @Mixin
    VenueOptions venue = new VenueOptions();

    @Mixin
    CycleOptions cycle = new CycleOptions();

    @Override
    public Integer call() throws InterruptedException {
        requireSense();
        var progress = new Progress(System.err);
        var stopper = new Stopper(progress);
        var hook = new StopHook(stopper, progress, once);
        Runtime.getRuntime().addShutdownHook(hook.thread());
        try (stopper) {
            var files = legacy.files(common.folder());
            var suite = Suite.start(config(files), progress, stopper);
            if (legacy.mode != null) {
                var features = files.map(LegacyFiles::features).orElse(CutoverFeature.all());
                new ModeCheck(SuiteSession.of(suite).cutover(), MODES_PATIENCE, features).require(legacy.mode);
            }
            var trading = new Trading(suite, cycle.request(), common.json, progress);
            return once ? trading.once() : keepRunning(trading, progress, suite);
        } catch (LauncherProblem problem) {
            hook.waitIfStopping();
            throw problem;
        } finally {
            stopper.close();
            hook.done();
        }
    }

    private int keepRunning(Trading trading, Progress progress, Suite suite) throws InterruptedException {
        if (backupEvery == null) {
            return trade(trading, progress, suite);
        }
        var backups = new Backups(suite.folder().backups());
        var timer = BackupTimer.start(SuiteSession.of(suite), backups, backupEvery, InstantSource.system(), progress);
        try {
            return trade(trading, progress, suite);
        } finally {
            timer.close();
        }
    }

    private int trade(Trading trading, Progress progress, Suite suite) throws InterruptedException {
        progress.say("running; Ctrl-C or `./prescient down` stops everything, logs are in "
                + suite.folder().logs());
        if (noCycle) {
            Thread.currentThread().join();
        }
        return trading.repeat(cycles == null ? Integer.MAX_VALUE : cycles, Duration.ofSeconds(intervalSeconds));
    }

    private SuiteConfig config(Optional<LegacyFiles> files) {
        var root = CommonOptions.root();
        return SuiteConfig.in(root, common.dataPath())
                .withEnvironment(files.map(LegacyFiles::variables).orElse(Map.of()))
                .withCommand(once ? JarCommand.forShortRun(root) : JarCommand.of(root))
                .withPortBase(portBase == null ? OptionalInt.empty() : OptionalInt.of(portBase))
                .withVenue(venue.venue())
                .withAt(at);
    }

    private void requireSense() {
        if (Stream.of(once, noCycle, cycles != null).filter(chosen -> chosen).count() > 1) {
            throw usage("--once, --no-cycle and --cycles exclude each other.", "Keep one of them.");
        }
        if ((cycles != null && cycles < 1) || intervalSeconds < 1) {
            throw usage("--cycles and --interval must be at least 1.", "Choose larger numbers.");
        }
    }

    private static LauncherProblem usage(String message, String nextStep) {
        return new LauncherProblem("USAGE", message, nextStep, LauncherProblem.USAGE);
    }
}
