package prescient.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import prescient.local.gateway.Gateway;
import prescient.local.postgres.Bootstrap;
import prescient.local.postgres.PostgresServer;
import prescient.local.service.ReadyProbe;
import prescient.local.service.ServiceEnvironment;
import prescient.local.service.ServiceRunner;
import prescient.local.state.DataFolder;
import prescient.local.state.Orphans;
import prescient.local.state.RunLock;
import prescient.local.state.RunState;
import prescient.local.state.Secrets;
import prescient.venuesim.VenueSim;

/** How a suite comes up, step by step; each step knows how it is undone. One thread. */
final class SuiteStart {

    private static final Duration READY_PATIENCE = Duration.ofSeconds(120);

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
        endOrphans();

        var ports = Ports.choose(config.portBase(), new Random());
        var secrets = Secrets.of(folder);
        var recorder = stopper.step(
                "the run file", () -> new RunRecorder(folder, ports, config.clock(), progress), RunRecorder::end);
        recorder.write();

        var beforeDatabase = System.nanoTime();
        var postgres = startPostgres(ports, secrets);
        recorder.watch(postgres);
        stopper.step(
                "the watch over PostgreSQL",
                () -> PostgresWatch.start(postgres, progress, recorder::write),
                PostgresWatch::stop);
        var databaseReadyAfter = Duration.ofNanos(System.nanoTime() - beforeDatabase);
        progress.say("PostgreSQL answers on port " + ports.postgres());

        var venue = stopper.step(
                "the venue simulator",
                () -> VenueStarter.start(config, folder, clock, ports.venueSim()),
                started -> started.ifPresent(VenueSim::close));
        progress.say(venue.map(sim -> "the venue simulator answers on " + sim.url())
                .orElse("market data comes from " + Venue.Live.URL));

        stopper.step("the gateway", () -> startGateway(ports), Gateway::close);
        var environment = new ServiceEnvironment(ports, secrets, venueUrl(venue), clockOffset, config.environment());
        var services = startServices(environment, recorder);
        awaitServices(services);
        progress.say("all services are ready; the gateway is " + ports.gatewayUrl());
        return new Suite(
                new Suite.Parts(folder, ports, secrets, postgres, venue, services, recorder, clock, databaseReadyAfter),
                stopper);
    }

    private void endOrphans() {
        var ended = RunState.read(folder).map(Orphans::end).orElse(List.of());
        if (!ended.isEmpty()) {
            progress.say("stopped what a run that was killed had left: " + String.join(", ", ended));
        }
        RunState.remove(folder);
    }

    private PostgresServer startPostgres(Ports ports, Secrets secrets) throws InterruptedException {
        var postgres = stopper.step(
                "PostgreSQL",
                () -> {
                    var server = PostgresServer.of(folder, config.cache(), secrets, ports.postgres());
                    server.start();
                    return server;
                },
                PostgresServer::stop);
        new Bootstrap(postgres.login(), secrets).run();
        return postgres;
    }

    private static String venueUrl(Optional<VenueSim> venue) {
        return venue.map(sim -> sim.url().toString()).orElse(Venue.Live.URL);
    }

    private static Gateway startGateway(Ports ports) throws IOException {
        var urls = new EnumMap<ServiceName, URI>(ServiceName.class);
        for (var service : ServiceName.values()) {
            urls.put(service, URI.create(ports.url(service)));
        }
        return Gateway.start(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), ports.gateway()), urls);
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

    private void awaitServices(Services services) throws InterruptedException {
        progress.say("five services are starting");
        services.awaitReady(
                READY_PATIENCE,
                (service, after) -> progress.say("%s is ready (%.1f s)".formatted(service, Progress.seconds(after))));
    }
}
