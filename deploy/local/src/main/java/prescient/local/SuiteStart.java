package prescient.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import prescient.local.cutover.CutoverFeature;
import prescient.local.cutover.LegacyFiles;
import prescient.local.gateway.Gateway;
import prescient.local.gateway.GatewayConfig;
import prescient.local.postgres.Bootstrap;
import prescient.local.postgres.PostgresServer;
import prescient.local.service.ReadyProbe;
import prescient.local.service.ServiceEnvironment;
import prescient.local.service.ServiceRunner;
import prescient.local.state.DataFolder;
import prescient.local.state.LegacyMemory;
import prescient.local.state.RunLock;
import prescient.local.state.Secrets;
import prescient.local.state.TokenRenewal;
import prescient.local.state.Tokens;
import prescient.venuesim.VenueSim;

/** How a suite comes up, step by step; each step knows how it is undone. One thread. */
final class SuiteStart {

    /** How long services that cannot do without PostgreSQL are waited for while it does not answer. */
    private static final Duration DATABASE_PATIENCE = Duration.ofSeconds(20);

    private static final String TAPES = "PRESCIENT_BACKTEST_TAPES";

    private final SuiteConfig config;
    private final Progress progress;
    private final Stopper stopper;
    private final DataFolder folder;
    private final Duration clockOffset;
    private final InstantSource clock;

    SuiteStart(SuiteConfig config, Progress progress, Stopper stopper) {
        this.config = config;
        this.progress = progress;
        this.stopper = stopper;
        this.folder = new DataFolder(config.data());
        var at = config.at();
        this.clockOffset =
                at == null ? Duration.ZERO : Duration.between(config.clock().instant(), at);
        this.clock = InstantSource.offset(config.clock(), clockOffset);
    }

    /** 1 the folder, 2 the ports, 3 PostgreSQL, 4 the venue, 5 the gateway, 6 the services. */
    Suite run() throws InterruptedException {
        folder.prepare();
        stopper.step("the lock", () -> RunLock.take(folder), RunLock::close);
        Leftovers.end(folder, progress);

        var ports = Ports.choose(config.portBase(), new Random());
        var secrets = Secrets.of(folder);
        var tokens = Tokens.of(folder, config.clock());
        stopper.step("the tokens", () -> TokenRenewal.start(tokens, progress), TokenRenewal::close);
        var recorder = stopper.step(
                "the run file", () -> new RunRecorder(folder, ports, config.clock(), progress), RunRecorder::end);
        recorder.write();

        var legacy = LegacyFiles.of(variables());
        var undecided = legacy.filter(files -> !files.undecided().isEmpty());
        // Files without modes and a database have to be asked both, before anything rests on one of them.
        var askDatabase = undecided.isPresent() && folder.hasDatabase();
        var withoutDatabase =
                !askDatabase && legacy.filter(LegacyFiles::workWithoutDatabase).isPresent();
        legacy.ifPresent(files -> tellOf(files, withoutDatabase));
        var postgres = stopper.step(
                "PostgreSQL",
                () -> PostgresServer.of(folder, config.cache(), secrets, ports.postgres()),
                PostgresServer::stop);
        recorder.watch(postgres);
        var watch = startPostgres(postgres, new Bootstrap(postgres.login(), secrets), recorder, withoutDatabase);

        undecided.ifPresent(files ->
                FirstModes.require(files, askDatabase ? FirstModes.stored(postgres.login()) : Map.of(), folder));
        legacy.ifPresent(new LegacyMemory(folder)::keep);

        var venue = stopper.step(
                "the venue simulator",
                () -> VenueStarter.start(config, folder, clock, ports.venueSim()),
                started -> started.ifPresent(VenueSim::close));
        progress.say(venue.map(sim -> "the venue simulator answers on " + sim.url())
                .orElse(
                        config.venue() instanceof Venue.None
                                ? "no market data is fetched"
                                : "market data comes from " + Venue.Live.URL));

        stopper.step("the gateway", () -> startGateway(ports), Gateway::close);
        var environment =
                new ServiceEnvironment(ports, secrets, tokens, venueUrl(venue, ports), clockOffset, environment());
        var services = startServices(environment, recorder);
        awaitServices(services, watch, legacy.filter(files -> withoutDatabase));
        progress.say(
                "the gateway is " + ports.gatewayUrl() + "; `./prescient cockpit` prints what to open in a browser");
        return new Suite(
                new Suite.Parts(folder, ports, secrets, tokens, postgres, venue, services, recorder, clock, watch),
                stopper);
    }

    /** What is remembered of failures outlives the process that does, even while PostgreSQL is down. */
    private Map<String, String> environment() {
        var variables =
                new HashMap<>(Map.of("PRESCIENT_INCIDENT_DIR", folder.root().toString()));
        variables.put(TAPES, System.getenv().getOrDefault(TAPES, folder.tapes().toString()));
        variables.putAll(config.environment());
        return variables;
    }

    /** What the services will see: the launcher's own variables and those of the configuration. */
    private Map<String, String> variables() {
        var variables = new HashMap<>(System.getenv());
        variables.putAll(config.environment());
        return variables;
    }

    private void tellOf(LegacyFiles files, boolean withoutDatabase) {
        progress.say("legacy files are in " + files.folder()
                + (withoutDatabase
                        ? "; every feature works without PostgreSQL, so the services do not wait for it"
                        : ""));
    }

    private PostgresWatch startPostgres(
            PostgresServer postgres, Bootstrap bootstrap, RunRecorder recorder, boolean inBackground)
            throws InterruptedException {
        var watch = new PostgresWatch(postgres, bootstrap, progress, recorder::write);
        if (!inBackground) {
            // A step, so that whoever stops the suite meanwhile waits for it and then stops PostgreSQL.
            stopper.step(
                    "PostgreSQL",
                    () -> {
                        watch.startNow();
                        return watch;
                    },
                    started -> {});
            recorder.write();
            progress.say("PostgreSQL answers on port " + postgres.login().port());
        }
        stopper.step(
                "the watch over PostgreSQL",
                () -> {
                    watch.begin();
                    return watch;
                },
                PostgresWatch::stop);
        return watch;
    }

    private String venueUrl(Optional<VenueSim> venue, Ports ports) {
        var elsewhere = config.venue() instanceof Venue.None ? "http://127.0.0.1:" + ports.venueSim() : Venue.Live.URL;
        return venue.map(sim -> sim.url().toString()).orElse(elsewhere);
    }

    private static Gateway startGateway(Ports ports) throws IOException {
        var urls = new EnumMap<ServiceName, URI>(ServiceName.class);
        for (var service : ServiceName.values()) {
            urls.put(service, URI.create(ports.url(service)));
        }
        return Gateway.start(GatewayConfig.local(ports.gateway(), urls));
    }

    private Services startServices(ServiceEnvironment environment, RunRecorder recorder) throws InterruptedException {
        var probe = new ReadyProbe(HttpClient.newHttpClient());
        var setup = new ServiceRunner.Setup(config.command(), environment, folder, probe, progress, recorder::write);
        var services = stopper.step(
                "the services", () -> new Services(name -> new ServiceRunner(name, setup)), Services::stop);
        recorder.watch(services);
        for (var service : ServiceName.values()) {
            services.of(service).start();
        }
        return services;
    }

    /** @param trusted the files in use, when the services that have them need not wait for PostgreSQL */
    private void awaitServices(Services services, PostgresWatch watch, Optional<LegacyFiles> trusted)
            throws InterruptedException {
        progress.say("five services are starting");
        var begun = System.nanoTime();
        services.awaitReady(
                config.command().readyPatience(),
                (service, after) -> progress.say("%s is ready (%.1f s)".formatted(service, Progress.seconds(after))),
                missing -> {
                    var waited = System.nanoTime() - begun;
                    return trusted.isPresent()
                            && needNotWait(missing, trusted.get().features(), watch, Duration.ofNanos(waited));
                });
    }

    /** Services without legacy files cannot work before PostgreSQL does; the others need not wait for them. */
    private boolean needNotWait(
            Set<ServiceName> missing, List<CutoverFeature> withFiles, PostgresWatch watch, Duration waited) {
        var onlyOthers = withFiles.stream().noneMatch(feature -> missing.contains(feature.owner()));
        var noDatabase = watch.readyAfter().isEmpty()
                && (watch.failure().isPresent() || waited.compareTo(DATABASE_PATIENCE) > 0);
        if (onlyOthers && noDatabase) {
            progress.say("PostgreSQL does not answer; the files are in use and " + missing + " will be ready after it");
        }
        return onlyOthers && noDatabase;
    }
}
