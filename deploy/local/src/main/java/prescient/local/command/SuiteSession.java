package prescient.local.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import prescient.local.LauncherProblem;
import prescient.local.Progress;
import prescient.local.Stopper;
import prescient.local.Suite;
import prescient.local.SuiteConfig;
import prescient.local.Venue;
import prescient.local.api.ApiClient;
import prescient.local.cutover.CutoverClient;
import prescient.local.cutover.LegacyFiles;
import prescient.local.postgres.PostgresLogin;
import prescient.local.postgres.PostgresServer;
import prescient.local.service.JarCommand;
import prescient.local.state.DataFolder;
import prescient.local.state.LegacyMemory;
import prescient.local.state.PrivateFiles;
import prescient.local.state.RunState;
import prescient.local.state.Secrets;
import prescient.local.state.Tokens;

/**
 * The suite of a data folder while a command works on it: the one that runs, or one that is started for the command and
 * stopped after it.
 *
 * @param gatewayUrl without a slash at the end
 * @param login the superuser's
 */
record SuiteSession(String gatewayUrl, PostgresLogin login, Secrets secrets, DataFolder folder) {

    /** With one request: a step of the cut-over may write all files anew first, a cycle waits for its providers. */
    static final Duration PATIENCE = Duration.ofMinutes(10);

    /** What a command does. */
    @FunctionalInterface
    interface Work {
        /** Returns the exit code. */
        int on(SuiteSession suite) throws InterruptedException;
    }

    /** The services' API, as the operator. */
    ApiClient api() {
        return new ApiClient(gatewayUrl, Tokens.of(folder), PATIENCE);
    }

    CutoverClient cutover() {
        return new CutoverClient(api());
    }

    /** Works on the suite that runs; refuses when none does. */
    static int running(CommonOptions common, Work work) throws InterruptedException {
        var folder = common.folder();
        var state = running(folder);
        if (state.isEmpty()) {
            throw new LauncherProblem(
                    "NOT_RUNNING", "No suite runs on " + folder.root() + ".", "Start one: ./prescient up.");
        }
        return work.on(of(state.get(), folder));
    }

    /**
     * Works on the suite that runs, or starts database and services for the time of the work. Refuses a folder without a
     * database: starting one would decide which store is trusted there.
     */
    static int runningOrStarted(CommonOptions common, Progress progress, Work work) throws InterruptedException {
        if (running(common.folder()).isEmpty() && !common.folder().hasDatabase()) {
            throw new LauncherProblem(
                    "NO_DATABASE",
                    "Nothing is stored in " + common.folder().root() + " yet.",
                    "Name the data folder you started with: --data DIR; or start a suite: ./prescient up.");
        }
        return runningOrNew(common, progress, work);
    }

    /** The same, but makes the database where there is none. */
    static int runningOrNew(CommonOptions common, Progress progress, Work work) throws InterruptedException {
        var folder = common.folder();
        var state = running(folder);
        if (state.isPresent()) {
            return work.on(of(state.get(), folder));
        }
        progress.say("no suite runs on " + folder.root() + "; starting one for this command, without trading");
        var files = new LegacyMemory(folder).read().map(LegacyFiles::variables);
        return started(config(folder).withEnvironment(files.orElse(Map.of())), progress, work);
    }

    /** The same, but where there is no database works on one that is gone afterwards, so that nothing is decided. */
    static int runningOrScratch(CommonOptions common, Progress progress, Work work) throws InterruptedException {
        var folder = common.folder();
        if (running(folder).isPresent() || folder.hasDatabase()) {
            return runningOrNew(common, progress, work);
        }
        progress.say("nothing is stored in " + folder.root() + " yet; starting a suite that leaves nothing there");
        try {
            return started(config(folder.scratch()).withEnvironment(LegacyFiles.none()), progress, work);
        } finally {
            remove(folder.scratch());
        }
    }

    private static void remove(DataFolder scratch) {
        try {
            PrivateFiles.delete(scratch.root());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Optional<RunState> running(DataFolder folder) {
        return RunState.read(folder).filter(known -> known.launcher().isAlive());
    }

    private static int started(SuiteConfig config, Progress progress, Work work) throws InterruptedException {
        var stopper = new Stopper(progress);
        var hook = new StopHook(stopper, progress, true);
        Runtime.getRuntime().addShutdownHook(hook.thread());
        try (stopper) {
            var suite = Suite.start(config, progress, stopper);
            suite.awaitDatabase();
            return work.on(of(suite));
        } catch (LauncherProblem problem) {
            hook.waitIfStopping();
            throw problem;
        } finally {
            stopper.close();
            hook.done();
        }
    }

    private static SuiteConfig config(DataFolder folder) {
        var root = CommonOptions.root();
        return SuiteConfig.in(root, folder.root())
                .withCommand(JarCommand.forShortRun(root))
                .withPortBase(OptionalInt.empty())
                .withVenue(new Venue.None())
                // Nobody is there to listen to, and that is no reason for an alarm.
                .withEnvironment(Map.of("PRESCIENT_TICKS_URL", "", "PRESCIENT_BOOKS_SERIES", ""));
    }

    /** The one this program runs. */
    static SuiteSession of(Suite suite) {
        return new SuiteSession(suite.gatewayUrl(), suite.login(), Secrets.of(suite.folder()), suite.folder());
    }

    private static SuiteSession of(RunState state, DataFolder folder) {
        var secrets = Secrets.of(folder);
        var port = state.ports().getOrDefault("postgres", 0);
        var login = new PostgresLogin(port, PostgresServer.SUPERUSER, secrets.password(PostgresServer.SUPERUSER));
        return new SuiteSession("http://127.0.0.1:" + state.ports().getOrDefault("gateway", 0), login, secrets, folder);
    }
}
