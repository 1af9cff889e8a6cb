package prescient.local.gateway;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import prescient.local.PortManifest;
import prescient.local.ServiceName;

/**
 * How a gateway listens and where it passes requests on to.
 *
 * @param address where it listens; port 0 takes a free one
 * @param services base URL of each service
 * @param perSecond most requests a second from one address; 0 for no limit
 * @param connections most connections at a time, shared fairly between addresses ({@link Guests}); 0 for no limit
 * @param tls with which certificate; empty for plain HTTP
 * @param trust whose certificates are believed of services that are asked over https; empty for Java's own list
 */
public record GatewayConfig(
        InetSocketAddress address,
        Map<ServiceName, URI> services,
        int perSecond,
        int connections,
        Optional<SSLContext> tls,
        Optional<SSLContext> trust) {

    /** More than this machine can answer, so that only what runs wild is held up. */
    private static final int LOCAL_PER_SECOND = 20_000;

    private static final int PER_SECOND = 200;

    /** What a heap of 96 MiB has room for: some 50 KiB each while a request is under way. */
    private static final int CONNECTIONS = 500;

    public GatewayConfig {
        services = Map.copyOf(services);
    }

    /** A gateway for this machine only. */
    public static GatewayConfig local(int port, Map<ServiceName, URI> services) {
        var address = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
        return new GatewayConfig(address, services, LOCAL_PER_SECOND, 0, Optional.empty(), Optional.empty());
    }

    /**
     * What the environment of a container says. Refuses with {@code IllegalArgumentException} what would send tokens
     * over a network in the clear.
     */
    static GatewayConfig of(Map<String, String> environment, PortManifest manifest) {
        var host = environment.getOrDefault("PRESCIENT_GATEWAY_HOST", "0.0.0.0");
        var port = Optional.ofNullable(environment.get("PRESCIENT_GATEWAY_PORT"))
                .map(Integer::parseInt)
                .orElseGet(() -> manifest.port("gateway"));
        var address = new InetSocketAddress(host, port);
        var tls = GatewayTls.own(environment);
        var plain = environment.getOrDefault("PRESCIENT_PLAIN_HTTP", "");
        if (!plain.isEmpty() && !plain.equals("behind-proxy")) {
            throw new IllegalArgumentException("PRESCIENT_PLAIN_HTTP takes the value behind-proxy only.");
        }
        if (tls.isEmpty() && plain.isEmpty() && !isLoopback(address)) {
            throw new IllegalArgumentException("The gateway would listen on " + host + " without TLS. Set "
                    + "PRESCIENT_GATEWAY_TLS_KEYSTORE and PRESCIENT_GATEWAY_TLS_PASSWORD_FILE, or "
                    + "PRESCIENT_PLAIN_HTTP=behind-proxy where a mesh or an ingress encrypts.");
        }
        var services = services(environment, manifest);
        if (plain.isEmpty()) {
            services.forEach(GatewayConfig::requirePrivate);
        }
        return new GatewayConfig(
                address,
                services,
                perSecond(environment),
                connections(environment),
                tls,
                GatewayTls.trust(environment));
    }

    private static void requirePrivate(ServiceName service, URI url) {
        var host = url.getHost();
        if ("http".equalsIgnoreCase(url.getScheme()) && (host == null || !isLoopback(new InetSocketAddress(host, 0)))) {
            throw new IllegalArgumentException(
                    service.urlVariable() + " is " + url + ", so tokens would cross a network in the clear. Make it"
                            + " https (PRESCIENT_TLS_TRUST says whose certificates are"
                            + " believed), or set PRESCIENT_PLAIN_HTTP=behind-proxy where"
                            + " a mesh or an ingress encrypts.");
        }
    }

    static Map<ServiceName, URI> services(Map<String, String> environment, PortManifest manifest) {
        var services = new EnumMap<ServiceName, URI>(ServiceName.class);
        for (var service : ServiceName.values()) {
            var url = environment.getOrDefault(service.urlVariable(), manifest.containerUrl(service));
            services.put(service, URI.create(url.replaceAll("/+$", "")));
        }
        return services;
    }

    private static int perSecond(Map<String, String> environment) {
        var text = environment.getOrDefault("PRESCIENT_GATEWAY_RATE", Integer.toString(PER_SECOND));
        if (text.equals("off")) {
            return 0;
        }
        if (!text.matches("[1-9][0-9]{0,8}")) {
            throw new IllegalArgumentException("PRESCIENT_GATEWAY_RATE is requests a second from one address, or off.");
        }
        return Integer.parseInt(text);
    }

    private static int connections(Map<String, String> environment) {
        var text = environment.getOrDefault("PRESCIENT_GATEWAY_CONNECTIONS", Integer.toString(CONNECTIONS));
        if (!text.matches("[1-9][0-9]{0,5}")) {
            throw new IllegalArgumentException("PRESCIENT_GATEWAY_CONNECTIONS is how many may be open at a time.");
        }
        return Integer.parseInt(text);
    }

    private static boolean isLoopback(InetSocketAddress address) {
        return address.getAddress() != null && address.getAddress().isLoopbackAddress();
    }
}
