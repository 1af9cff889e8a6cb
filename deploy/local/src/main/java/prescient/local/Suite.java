package prescient.local;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import prescient.local.postgres.PostgresLogin;
import prescient.local.postgres.PostgresServer;
import prescient.local.process.Memory;
import prescient.local.process.ProcessRef;
import prescient.local.state.DataFolder;
import prescient.local.state.Secrets;
import prescient.local.state.Tokens;
import prescient.venuesim.VenueSim;

/**
 * A running suite on this machine: PostgreSQL, venue simulator, five services and the gateway. Safe for many threads.
 *
 * <pre>{@code
 * try (var suite = Suite.start(SuiteConfig.in(root, folder), Progress.silent())) {
 *     suite.kill(ServiceName.TRADE);
 *     suite.awaitReady(Duration.ofSeconds(30));
 * }
 * }</pre>
 */
public final class Suite implements AutoCloseable {

    private static final Duration DATABASE_PATIENCE = Duration.ofSeconds(60);

    /** What a suite consists of once it runs. */
    record Parts(
            DataFolder folder,
            Ports ports,
            Secrets secrets,
            Tokens tokens,
            PostgresServer postgres,
            Optional<VenueSim> venueSim,
            Services services,
            RunRecorder recorder,
            InstantSource clock,
            PostgresWatch postgresWatch) {}

    private final Parts parts;
    private final Stopper stopper;

    Suite(Parts parts, Stopper stopper) {
        this.parts = parts;
        this.stopper = stopper;
    }

    /** A suite with all services ready; nothing is left running when this fails. */
    public static Suite start(SuiteConfig config, Progress progress) throws InterruptedException {
        return start(config, progress, new Stopper(progress));
    }

    /** The same for callers that must be able to stop it while it starts: they close {@code stopper}. */
    public static Suite start(SuiteConfig config, Progress progress, Stopper stopper) throws InterruptedException {
        var started = false;
        try {
            var suite = new SuiteStart(config, progress, stopper).run();
            started = true;
            return suite;
        } finally {
            if (!started) {
                stopper.close();
            }
        }
    }

    /** Base URL of the gateway, without a slash at the end. */
    public String gatewayUrl() {
        return parts.ports().gatewayUrl();
    }

    /** Base URL of a service, without a slash at the end. */
    public String url(ServiceName service) {
        return parts.ports().url(service);
    }

    /** All ports. */
    public Ports ports() {
        return parts.ports();
    }

    /** Time as the suite sees it: the machine's, or shifted for a replay. */
    public InstantSource clock() {
        return parts.clock();
    }

    /** The data folder with its logs. */
    public DataFolder folder() {
        return parts.folder();
    }

    /** The venue simulator; empty with live data. */
    public Optional<VenueSim> venueSim() {
        return parts.venueSim();
    }

    /** SIGKILL to a service; its supervisor starts it again. */
    public void kill(ServiceName service) {
        parts.services().of(service).kill();
    }

    /** Returns when a service is ready, also after a restart; fails when it is not within {@code patience}. */
    public void awaitReady(ServiceName service, Duration patience) throws InterruptedException {
        parts.services().of(service).awaitReady(patience);
    }

    /** Returns when all services are ready at least once from now on; fails when not within {@code patience}. */
    public void awaitReady(Duration patience) throws InterruptedException {
        parts.services().awaitReady(patience, (service, after) -> {});
    }

    /** The process of a service; empty while it is down. */
    public Optional<ProcessRef> process(ServiceName service) {
        return parts.services().of(service).process();
    }

    /** How often a service was started again after it died. */
    public int restarts(ServiceName service) {
        return parts.services().of(service).restarts();
    }

    /** How long a service needed from its start to ready, the first time. */
    public Duration readyAfter(ServiceName service) {
        return parts.services().of(service).readyAfter().orElse(Duration.ZERO);
    }

    /** Resident memory of a service in MiB; empty while it is down. */
    public OptionalLong residentMb(ServiceName service) {
        return process(service).map(process -> Memory.residentMb(process.pid())).orElse(OptionalLong.empty());
    }

    /** How long PostgreSQL took from its start until roles and schemas were there; zero while they are not. */
    public Duration databaseReadyAfter() {
        return parts.postgresWatch().readyAfter().orElse(Duration.ZERO);
    }

    /** Returns when PostgreSQL has answered once; fails when it cannot be started, or does not answer within a minute. */
    public void awaitDatabase() throws InterruptedException {
        var deadline = System.nanoTime() + DATABASE_PATIENCE.toNanos();
        while (parts.postgresWatch().readyAfter().isEmpty()) {
            var failure = parts.postgresWatch().failure();
            if (failure.isPresent() || System.nanoTime() > deadline) {
                throw new LauncherProblem(
                        "POSTGRES_FAILED",
                        failure.orElse("PostgreSQL does not answer."),
                        "Read postgres.log (./prescient logs postgres), correct the cause and run the command again.");
            }
            Thread.sleep(50);
        }
        awaitReady(DATABASE_PATIENCE);
    }

    /** Fast shutdown of PostgreSQL; the services keep running. It stays down until {@link #startPostgres}. */
    public void stopPostgres() throws InterruptedException {
        parts.postgres().stop();
        parts.recorder().write();
    }

    /** SIGKILL to the postmaster. It stays down until {@link #startPostgres}. */
    public void killPostgres() {
        parts.postgres().kill();
        parts.recorder().write();
    }

    /** Starts PostgreSQL again on the same data and port; returns when it answers. */
    public void startPostgres() throws InterruptedException {
        parts.postgres().start();
        parts.recorder().write();
    }

    /** The postmaster; empty while it is down. */
    public Optional<ProcessRef> postgresProcess() {
        return parts.postgres().process();
    }

    /** JDBC URL of the suite's database, without user and password. */
    public String jdbcUrl() {
        return login().jdbcUrl(PostgresLogin.DATABASE);
    }

    /** How to log in as the superuser. */
    public PostgresLogin login() {
        return parts.postgres().login();
    }

    /** The password of a role, for instance {@code prescient_reader}. */
    public String password(String role) {
        return parts.secrets().password(role);
    }

    /** Keys and tokens of this suite. */
    public Tokens tokens() {
        return parts.tokens();
    }

    /** Stops services, gateway, simulator and PostgreSQL, in this order; a repeat waits for the first one. */
    @Override
    public void close() {
        stopper.close();
    }
}
