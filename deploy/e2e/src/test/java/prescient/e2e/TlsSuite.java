package prescient.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import prescient.local.Ports;
import prescient.local.ServiceName;
import prescient.local.postgres.Bootstrap;
import prescient.local.postgres.PostgresLogin;
import prescient.local.postgres.PostgresServer;
import prescient.local.process.ProcessRef;
import prescient.local.service.JarCommand;
import prescient.local.service.ServiceCommand;
import prescient.local.service.ServiceEnvironment;
import prescient.local.state.DataFolder;
import prescient.local.state.Secrets;
import prescient.local.state.Tokens;
import prescient.venuesim.VenueSim;
import prescient.venuesim.VenueSimConfig;
import prescient.venuesim.VenueSource;

/**
 * A suite as {@code docs/SECURITY.md} says it is operated where others can reach it: services and gateway listen on
 * all addresses, with TLS only, and call each other over https with an authority of their own. The launcher's suite is
 * none: its probes are plain HTTP.
 */
final class TlsSuite implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration END = Duration.ofSeconds(20);

    private final TlsAuthority authority;
    private final DataFolder folder;
    private final Ports ports = Ports.choose(OptionalInt.empty(), new Random());
    private final Secrets secrets;
    private final Tokens tokens;
    private final PostgresServer postgres;
    private final VenueSim venue;
    private final ServiceCommand command = JarCommand.forShortRun(LiveSuite.root());
    private final ServiceEnvironment environment;
    private final Map<ServiceName, ProcessRef> services = new EnumMap<>(ServiceName.class);
    private final GatewayProcess gateway;

    /** A suite on an empty folder named after the test; returns when everything answers. */
    TlsSuite(String name, TlsAuthority authority) throws Exception {
        LiveSuite.requireJars();
        this.authority = authority;
        folder = new DataFolder(LiveSuite.emptyFolder(name));
        folder.prepare();
        secrets = Secrets.of(folder);
        tokens = Tokens.of(folder, InstantSource.system());
        tokens.renew();
        postgres = PostgresServer.of(folder, LiveSuite.root().resolve(".prescient/cache"), secrets, ports.postgres());
        venue = VenueSim.start(VenueSimConfig.generated(InstantSource.system())
                .withSource(new VenueSource.Generated(200, 1_000, true)));
        var certificate = authority.sign("suite", "localhost");
        environment = new ServiceEnvironment(
                ports, secrets, tokens, venue.url().toString(), Duration.ZERO, environment(certificate));
        try {
            postgres.start();
            new Bootstrap(postgres.login(), secrets).run();
            for (var service : ServiceName.values()) {
                start(service);
            }
            gateway = GatewayProcess.start(urls(), gatewayEnvironment(certificate), folder.log("gateway"));
            for (var service : ServiceName.values()) {
                awaitReady(service);
            }
        } catch (Exception | AssertionError failure) {
            stopServices();
            throw failure;
        }
    }

    /** What an operator tells every service; each has a port of its own beside it. */
    private Map<String, String> environment(TlsAuthority.Signed certificate)
            throws IOException, GeneralSecurityException {
        var variables = new HashMap<String, String>();
        variables.put("QUARKUS_HTTP_HOST", "0.0.0.0");
        variables.put("QUARKUS_HTTP_INSECURE_REQUESTS", "disabled");
        variables.put("QUARKUS_HTTP_SSL_CERTIFICATE_FILES", certificate.pem().toString());
        variables.put(
                "QUARKUS_HTTP_SSL_CERTIFICATE_KEY_FILES", certificate.key().toString());
        variables.put("PRESCIENT_TLS_TRUST", authority.certificate().toString());
        urls().forEach((service, url) -> variables.put(service.urlVariable(), url));
        // A neighbour that stays away is given up soon, so that the test has not to wait for it.
        variables.put("PRESCIENT_CYCLE_STEP_PATIENCE", "PT1S");
        return variables;
    }

    private Map<String, String> gatewayEnvironment(TlsAuthority.Signed certificate)
            throws IOException, GeneralSecurityException {
        return Map.of(
                "PRESCIENT_GATEWAY_HOST", "0.0.0.0",
                "PRESCIENT_GATEWAY_TLS_KEYSTORE", certificate.keyStore().toString(),
                "PRESCIENT_GATEWAY_TLS_PASSWORD_FILE",
                        certificate.passwordFile().toString(),
                "PRESCIENT_TLS_TRUST", authority.certificate().toString());
    }

    private Map<ServiceName, String> urls() {
        var urls = new EnumMap<ServiceName, String>(ServiceName.class);
        for (var service : ServiceName.values()) {
            urls.put(service, "https://localhost:" + port(service));
        }
        return urls;
    }

    int port(ServiceName service) {
        return ports.of(service);
    }

    int gatewayPort() {
        return gateway.port();
    }

    /** The suite as an operator uses it, through the gateway; the caller closes it. */
    Api operator() throws IOException, GeneralSecurityException {
        return new Api("https://localhost:" + gatewayPort(), tokens.read("operator"), authority.trusting());
    }

    /** The token that {@code service} shows to its neighbours. */
    String token(ServiceName service) throws IOException {
        return Files.readString(tokens.file(service)).strip();
    }

    /** The role that may only read. */
    Database reader() {
        return new Database(
                postgres.login().jdbcUrl(PostgresLogin.DATABASE), Bootstrap.READER, secrets.password(Bootstrap.READER));
    }

    ServiceLogs logs() {
        return new ServiceLogs(folder);
    }

    /** Ends a service, if it runs; its port is free then. */
    void stop(ServiceName service) {
        var running = services.remove(service);
        if (running != null) {
            running.end(END);
        }
    }

    /** Starts a service, unless it runs; returns when it is ready. */
    void startAgain(ServiceName service) throws Exception {
        if (!services.containsKey(service)) {
            start(service);
            awaitReady(service);
        }
    }

    private void start(ServiceName service) throws IOException {
        var start = command.of(service);
        var builder = new ProcessBuilder(start.command())
                .directory(folder.root().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log(service).toFile()));
        builder.environment().putAll(start.environment());
        builder.environment().putAll(environment.of(service));
        builder.environment().put("QUARKUS_HTTP_SSL_PORT", Integer.toString(port(service)));
        services.put(service, ProcessRef.of(builder.start().toHandle()));
    }

    private void awaitReady(ServiceName service) throws Exception {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        try (var probe = new Api("https://localhost:" + port(service), "", authority.trusting())) {
            while (!isReady(probe)) {
                if (!services.get(service).isAlive() || System.nanoTime() > deadline) {
                    throw new AssertionError(service + " is not ready; see " + log(service));
                }
                Thread.sleep(60);
            }
        }
    }

    private static boolean isReady(Api probe) throws InterruptedException {
        try {
            return probe.get("/q/health/ready").status() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private Path log(ServiceName service) {
        return folder.log(service.moduleName());
    }

    private void stopServices() throws InterruptedException {
        for (var service : ServiceName.values()) {
            stop(service);
        }
        venue.close();
        postgres.stop();
    }

    /** Ends everything; of its folder the logs stay. */
    @Override
    public void close() throws IOException {
        gateway.close();
        try {
            stopServices();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        LiveSuite.delete(folder.postgres());
    }
}
