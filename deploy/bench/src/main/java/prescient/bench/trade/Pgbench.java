package prescient.bench.trade;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import prescient.local.LauncherProblem;
import prescient.local.postgres.PostgresLogin;

/** The pgbench program of an installed PostgreSQL; any version from 14 on measures any server. */
public final class Pgbench {

    /** Schemas of the three services a trade writes to; the names of the tables it uses are unique among them. */
    static final String SEARCH_PATH = "trade, portfolio, market";

    /** As trade-service's sessions are set, so that both sides run the same plans. */
    private static final String SESSION =
            "-c synchronous_commit=on -c enable_seqscan=off -c search_path=" + SEARCH_PATH.replace(" ", "");

    private static final Path INSTALLED = Path.of("/usr/lib/postgresql");
    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");
    private static final Pattern DONE = Pattern.compile("transactions actually processed: (\\d+)");
    private static final Pattern LATENCY = Pattern.compile("latency average = ([0-9.]+) ms");

    private final Path program;

    private Pgbench(Path program) {
        this.program = program;
    }

    /** The program on the PATH or, failing that, of the newest installed PostgreSQL. */
    public static Pgbench find() {
        return search().map(Pgbench::new)
                .orElseThrow(() -> new LauncherProblem(
                        "PGBENCH_MISSING",
                        "pgbench was not found, neither on the PATH nor under " + INSTALLED + "/*/bin.",
                        "Install it (Debian, Ubuntu: apt-get install postgresql-client postgresql-contrib; Fedora:"
                                + " dnf install postgresql-contrib; macOS: brew install libpq) or leave this part out:"
                                + " --only reads --only cycle."));
    }

    /** True when {@link #find} finds one. */
    public static boolean isInstalled() {
        return search().isPresent();
    }

    private static Optional<Path> search() {
        var onPath = Stream.of(
                        Optional.ofNullable(System.getenv("PATH")).orElse("").split(":"))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, "pgbench"))
                .filter(Files::isExecutable)
                .findFirst();
        if (onPath.isPresent() || !Files.isDirectory(INSTALLED)) {
            return onPath;
        }
        try (var versions = Files.list(INSTALLED)) {
            return versions.map(version -> version.resolve("bin/pgbench"))
                    .filter(Files::isExecutable)
                    .max(Comparator.naturalOrder());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * What a run brought.
     *
     * @param transactions committed
     * @param perSecond without the time to connect
     * @param latencyMs average
     */
    record Result(int transactions, double perSecond, double latencyMs) {}

    /** How long a run is: {@code -T} seconds, or {@code -t} transactions of each client. */
    record Length(String option, int number) {
        static Length seconds(int seconds) {
            return new Length("-T", seconds);
        }

        static Length transactionsPerClient(int transactions) {
            return new Length("-t", transactions);
        }
    }

    /** Runs {@code script} with prepared statements; {@code base} is the number of its first trade. */
    Result run(PostgresLogin login, Path script, int clients, Length length, long base) throws InterruptedException {
        var command = new ArrayList<>(List.of(program.toString(), "-n", "-M", "prepared"));
        command.addAll(List.of("-h", "127.0.0.1", "-p", Integer.toString(login.port()), "-U", login.user()));
        command.addAll(List.of("-c", Integer.toString(clients), "-j", "1"));
        command.addAll(List.of("-D", "k=0", "-D", "base=" + base, "-D", "clients=" + clients));
        command.addAll(List.of(length.option(), Integer.toString(length.number()), "-f", script.toString()));
        command.add(PostgresLogin.DATABASE);
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PGPASSWORD", login.password());
        builder.environment().put("PGOPTIONS", SESSION);
        try {
            var process = builder.start();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("pgbench failed: " + output);
            }
            return parse(output);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The figures in pgbench's own report. */
    static Result parse(String output) {
        return new Result(
                Integer.parseInt(number(DONE, output)),
                Double.parseDouble(number(RATE, output)),
                Double.parseDouble(number(LATENCY, output)));
    }

    private static String number(Pattern pattern, String output) {
        var matcher = pattern.matcher(output);
        if (!matcher.find()) {
            throw new IllegalStateException("pgbench did not say " + pattern + ": " + output);
        }
        return matcher.group(1);
    }
}
