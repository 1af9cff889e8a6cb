package prescient.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/**
 * The ports of one suite, all on 127.0.0.1.
 *
 * @param gateway where users connect
 * @param services one per service
 * @param venueSim the venue simulator
 * @param postgres PostgreSQL
 */
public record Ports(int gateway, Map<ServiceName, Integer> services, int venueSim, int postgres) {

    private static final int VENUE_SIM_OFFSET = 9;
    private static final int POSTGRES_OFFSET = 32;
    private static final int HIGHEST = 65_535;

    /** Chosen below the range from which systems take ports for outgoing connections, so a restart finds its own. */
    private static final int LOWEST_CHOSEN = 10_000;

    private static final int HIGHEST_CHOSEN = 32_000;
    private static final int ATTEMPTS = 50;

    public Ports {
        services = Map.copyOf(services);
    }

    /** The ports of {@code --port-base base}; nothing is checked but the number itself. */
    public static Ports from(int base) {
        if (base < 1024 || base + POSTGRES_OFFSET > HIGHEST) {
            throw new LauncherProblem(
                    "PORT_BASE_OUT_OF_RANGE",
                    "A port base of " + base + " does not work.",
                    "Choose --port-base between 1024 and " + (HIGHEST - POSTGRES_OFFSET) + ".",
                    LauncherProblem.USAGE);
        }
        var services = new EnumMap<ServiceName, Integer>(ServiceName.class);
        var next = base + 1;
        for (var service : ServiceName.values()) {
            services.put(service, next++);
        }
        return new Ports(base, services, base + VENUE_SIM_OFFSET, base + POSTGRES_OFFSET);
    }

    /** The ports of {@code base}, all of which must be free; without a base, any block of free ports. */
    public static Ports choose(OptionalInt base, RandomGenerator random) {
        if (base.isPresent()) {
            var ports = from(base.getAsInt());
            ports.requireFree();
            return ports;
        }
        for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
            var ports = from(random.nextInt(LOWEST_CHOSEN, HIGHEST_CHOSEN));
            if (ports.byName().values().stream().allMatch(Ports::isFree)) {
                return ports;
            }
        }
        throw new LauncherProblem(
                "NO_FREE_PORTS", "No block of free ports was found.", "Choose one yourself with --port-base N.");
    }

    /** Every port with the name of who uses it, in a fixed order. */
    public Map<String, Integer> byName() {
        var all = new LinkedHashMap<String, Integer>();
        all.put("gateway", gateway);
        for (var service : ServiceName.values()) {
            all.put(service.moduleName(), of(service));
        }
        all.put("venue-sim", venueSim);
        all.put("postgres", postgres);
        return all;
    }

    /** The port of a service. */
    public int of(ServiceName service) {
        var port = services.get(service);
        if (port == null) {
            throw new IllegalStateException("no port for " + service);
        }
        return port;
    }

    /** The base URL of a service. */
    public String url(ServiceName service) {
        return "http://127.0.0.1:" + of(service);
    }

    /** The base URL of the gateway. */
    public String gatewayUrl() {
        return "http://127.0.0.1:" + gateway;
    }

    private void requireFree() {
        byName().forEach((name, port) -> {
            if (!isFree(port)) {
                throw new LauncherProblem(
                        "PORT_BUSY",
                        "Port " + port + ", wanted for " + name + ", is in use by another program.",
                        "Choose another --port-base or leave it out; `lsof -i :" + port + "` shows who has it.");
            }
        });
    }

    static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
            return true;
        } catch (IOException busy) {
            return false;
        }
    }
}
