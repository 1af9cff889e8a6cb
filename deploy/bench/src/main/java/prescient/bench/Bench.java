package prescient.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import prescient.bench.cycle.CycleBench;
import prescient.bench.read.ReadBench;
import prescient.bench.report.Report;
import prescient.bench.trade.Pgbench;
import prescient.bench.trade.TradeBench;
import prescient.local.Progress;
import prescient.local.Stopper;
import prescient.local.Suite;
import prescient.local.SuiteConfig;
import prescient.local.postgres.PostgresLogin;

/** One run: a fresh suite, the parts one after the other, and the suite stopped again. */
final class Bench {

    private final Path root;
    private final Settings settings;
    private final Set<Part> parts;
    private final Progress progress;

    Bench(Path root, Settings settings, Set<Part> parts, Progress progress) {
        this.root = root;
        this.settings = settings;
        this.parts = parts;
        this.progress = progress;
    }

    /** @param data where the suite's data stays, null to delete it at the end */
    Report run(@Nullable Path data) throws InterruptedException, IOException {
        var pgbench = parts.contains(Part.trades) ? Pgbench.find() : null;
        if (data != null) {
            return measure(data, pgbench);
        }
        // Beside the project and not in the system's temporary folder, which may be in memory, where fsync costs
        // nothing.
        var home = Files.createDirectories(root.resolve(".prescient"));
        var folder = Files.createTempDirectory(home, "bench-");
        try {
            return measure(folder, pgbench);
        } finally {
            delete(folder);
        }
    }

    private Report measure(Path data, @Nullable Pgbench pgbench) throws InterruptedException, IOException {
        var startedAt = InstantSource.system().instant().toString();
        var stopper = new Stopper(progress);
        var hook = new Thread(stopper::close, "stop");
        Runtime.getRuntime().addShutdownHook(hook);
        try (var suite = Suite.start(SuiteConfig.in(root, data), progress, stopper)) {
            // The cold cycle first; the trades then fill the tables that the reads read.
            var cycles = parts.contains(Part.cycle) ? new CycleBench(suite, settings, progress).run() : null;
            var trades = pgbench == null ? null : new TradeBench(suite, settings, progress, pgbench).run();
            var reads = parts.contains(Part.reads) ? new ReadBench(suite, settings, progress).run() : null;
            return new Report(machine(suite, startedAt), settings, trades, reads, cycles);
        } finally {
            stopper.close();
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }

    private static Report.Machine machine(Suite suite, String startedAt) throws IOException {
        return new Report.Machine(
                Runtime.getRuntime().availableProcessors(),
                processor(),
                Runtime.version().toString(),
                postgresVersion(suite),
                Files.getFileStore(suite.folder().root()).type(),
                startedAt);
    }

    private static String processor() throws IOException {
        var info = Path.of("/proc/cpuinfo");
        var lines = Files.isReadable(info) ? Files.readAllLines(info) : List.<String>of();
        return lines.stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse(System.getProperty("os.arch"));
    }

    private static String postgresVersion(Suite suite) {
        try (var connection = suite.login().connect(PostgresLogin.DATABASE)) {
            return connection.getMetaData().getDatabaseProductVersion();
        } catch (SQLException failure) {
            throw new IllegalStateException("PostgreSQL does not answer", failure);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
