package prescient.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import prescient.local.Ports;
import prescient.local.Progress;
import prescient.local.ServiceName;
import prescient.local.Venue;
import prescient.local.process.ProcessRef;
import prescient.local.service.JarCommand;
import prescient.local.service.ReadyProbe;
import prescient.local.service.ServiceEnvironment;
import prescient.local.service.ServiceRunner;
import prescient.local.state.DataFolder;
import prescient.local.state.Secrets;

/**
 * A suite with two replicas of each service behind {@link ServiceHop}s, through which the gateway and the services reach
 * each other. The first replicas and everything else are a {@link LiveSuite}; the second ones have a folder of their own
 * for their logs.
 */
final class RolloutSuite implements AutoCloseable {

    /** How long a replica that has left the list still works, 10 s in Kubernetes. */
    private static final Duration PRE_STOP = Duration.ofMillis(Integer.getInteger("prescient.prestop", 1_000));

    /** What deploy/kubernetes gives it to end what it has begun, and a little for the rest. */
    private static final Duration DRAINED = Duration.ofSeconds(35);

    private static final Duration READY = Duration.ofMinutes(1);

    private final Map<ServiceName, ServiceHop> hops = new EnumMap<>(ServiceName.class);
    private final Map<ServiceName, ServiceRunner> second = new EnumMap<>(ServiceName.class);
    private final DataFolder secondFolder;
    private final Ports secondPorts;
    private final LiveSuite live;
    private final GatewayProcess gateway;

    RolloutSuite(String name, Venue venue) throws IOException, InterruptedException {
        var urls = new EnumMap<ServiceName, String>(ServiceName.class);
        for (var service : ServiceName.values()) {
            hops.put(service, new ServiceHop());
            urls.put(service, hops.get(service).url());
        }
        live = LiveSuite.start(name, config -> config.withVenue(venue).withEnvironment(environment(urls, "first")));
        secondFolder = new DataFolder(LiveSuite.emptyFolder(name + "-second"));
        secondFolder.prepare();
        secondPorts = portsForSecond();
        var probe = new ReadyProbe(HttpClient.newHttpClient());
        var setup = new ServiceRunner.Setup(
                JarCommand.forShortRun(LiveSuite.root()),
                new ServiceEnvironment(
                        secondPorts,
                        Secrets.of(live.suite().folder()),
                        live.suite().tokens(),
                        live.suite().venueSim().orElseThrow().url().toString(),
                        Duration.ZERO,
                        environment(urls, "second")),
                secondFolder,
                probe,
                Progress.silent(),
                () -> {});
        for (var service : ServiceName.values()) {
            second.put(service, new ServiceRunner(service, setup));
            second.get(service).start();
        }
        for (var service : ServiceName.values()) {
            second.get(service).awaitReady(READY);
            hops.get(service).add(live.suite().ports().of(service));
            hops.get(service).add(secondPorts.of(service));
        }
        gateway = GatewayProcess.start(urls, live.suite().folder().log("gateway"));
    }

    /** What a Deployment of deploy/kubernetes tells its pods, as far as it matters here. */
    private static Map<String, String> environment(Map<ServiceName, String> urls, String instance) {
        var environment = new HashMap<String, String>();
        urls.forEach((service, url) -> environment.put(service.urlVariable(), url));
        environment.put("PRESCIENT_INSTANCE", instance);
        environment.put("QUARKUS_SHUTDOWN_TIMEOUT", "30s");
        return environment;
    }

    /** Free ports for services; what does not come twice is where it was. */
    private Ports portsForSecond() {
        var free = Ports.choose(OptionalInt.empty(), new Random());
        var first = live.suite().ports();
        return new Ports(first.gateway(), free.services(), first.venueSim(), first.postgres());
    }

    LiveSuite live() {
        return live;
    }

    /** The suite as somebody with a role uses it, through the gateway and the hops; the caller closes it. */
    Api as(String role) {
        return new Api(gateway.url(), live.suite().tokens().read(role));
    }

    ServiceLogs secondLogs() {
        return new ServiceLogs(secondFolder);
    }

    /**
     * Replaces one replica as Kubernetes does: off the list, a pause, SIGTERM, and on the list again when its successor is
     * ready.
     *
     * @return from SIGTERM to its end
     */
    Duration replace(ServiceName service, boolean first) throws InterruptedException {
        var port = first ? live.suite().ports().of(service) : secondPorts.of(service);
        var old = process(service, first);
        hops.get(service).remove(port);
        Thread.sleep(PRE_STOP);
        var told = System.nanoTime();
        old.find().orElseThrow().destroy();
        assertThat(old.awaitEnd(DRAINED)).as(service + " ended by itself").isTrue();
        var took = Duration.ofNanos(System.nanoTime() - told);
        if (first) {
            live.suite().awaitReady(service, READY);
        } else {
            second.get(service).awaitReady(READY);
        }
        assertThat(process(service, first)).isNotEqualTo(old);
        hops.get(service).add(port);
        return took;
    }

    /** How many connections each replica has had, by service; the first replica's before the second's. */
    Map<ServiceName, List<Long>> connections() {
        var connections = new EnumMap<ServiceName, List<Long>>(ServiceName.class);
        hops.forEach((service, hop) -> connections.put(
                service,
                List.of(hop.handedOver(live.suite().ports().of(service)), hop.handedOver(secondPorts.of(service)))));
        return connections;
    }

    private ProcessRef process(ServiceName service, boolean first) {
        return (first ? live.suite().process(service) : second.get(service).process()).orElseThrow();
    }

    @Override
    public void close() throws IOException {
        gateway.close();
        second.values().forEach(ServiceRunner::beginStop);
        second.values().forEach(ServiceRunner::finishStop);
        live.close();
        for (var hop : hops.values()) {
            hop.close();
        }
    }
}
