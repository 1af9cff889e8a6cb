package prescient.e2e;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.function.UnaryOperator;
import prescient.local.LauncherProblem;
import prescient.local.Progress;
import prescient.local.ServiceName;
import prescient.local.Suite;
import prescient.local.SuiteConfig;
import prescient.local.service.JarCommand;

/** A running suite for one test class, with everything a test asks it through. */
public final class LiveSuite implements AutoCloseable {

    private final Suite suite;
    private final Api api;

    private LiveSuite(Suite suite) {
        this.suite = suite;
        this.api = as("operator");
    }

    /** A suite on an empty folder named after the test; what the folder held before is deleted. */
    public static LiveSuite start(String name, UnaryOperator<SuiteConfig> change) throws InterruptedException {
        var folder = emptyFolder(name);
        return on(folder, change);
    }

    /** A suite on a folder that may have data. */
    static LiveSuite on(Path folder, UnaryOperator<SuiteConfig> change) throws InterruptedException {
        requireJars();
        var output = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try {
            // A test is over before the optimising compiler would have paid.
            var plain = SuiteConfig.in(root(), folder).withCommand(JarCommand.forShortRun(root()));
            var config = change.apply(plain);
            return new LiveSuite(Suite.start(config, new Progress(output)));
        } catch (LauncherProblem problem) {
            throw new AssertionError(problem.message() + " " + problem.nextStep(), problem);
        }
    }

    /** An empty data folder under {@code target}, where its logs stay for whoever has to look. */
    static Path emptyFolder(String name) {
        var folder = Path.of("target", "it", name).toAbsolutePath();
        try {
            delete(folder);
            return Files.createDirectories(folder);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The project's folder. */
    static Path root() {
        return Path.of(System.getProperty("prescient.root", "../.."))
                .toAbsolutePath()
                .normalize();
    }

    static void requireJars() {
        for (var service : ServiceName.values()) {
            var jar = root().resolve(service.moduleName()).resolve("target/quarkus-app/quarkus-run.jar");
            if (!Files.isRegularFile(jar)) {
                throw new AssertionError(
                        jar + " is missing: these tests start the packaged services. Run `mvn package -DskipTests` in "
                                + root() + " first; in a whole `mvn verify` they are always there.");
            }
        }
    }

    public Suite suite() {
        return suite;
    }

    /** All five services under one port, for an operator. */
    public Api api() {
        return api;
    }

    /** The gateway as somebody with another role uses it; the caller closes it. */
    public Api as(String role) {
        return new Api(suite.gatewayUrl(), suite.tokens().read(role));
    }

    /** A service as one of the others uses it, past the gateway; the caller closes it. */
    Api neighbour(ServiceName service) {
        return new Api(suite.url(service), suite.tokens().read(ServiceName.TRADE.moduleName()));
    }

    /** The role that may only read. */
    Database reader() {
        return new Database(suite.jdbcUrl(), "prescient_reader", suite.password("prescient_reader"));
    }

    ServiceLogs logs() {
        return new ServiceLogs(suite.folder());
    }

    BooksAudit audit() {
        return new BooksAudit(reader());
    }

    /** Ends the suite; of its folder the logs stay. */
    @Override
    public void close() {
        api.close();
        suite.close();
        try {
            delete(suite.folder().postgres());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Deletes a folder with everything in it, if it is there. */
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var all = Files.walk(folder)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
