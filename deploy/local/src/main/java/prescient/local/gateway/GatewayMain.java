package prescient.local.gateway;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import prescient.local.PortManifest;
import prescient.local.ServiceName;

/**
 * The gateway on its own, for containers. {@code PRESCIENT_GATEWAY_PORT} and {@code PRESCIENT_URL_<SERVICE>} say where
 * things are; without them the port manifest does. Listens on all interfaces unless {@code PRESCIENT_GATEWAY_HOST} says
 * otherwise.
 */
public final class GatewayMain {

    private GatewayMain() {}

    /** Runs until the process is ended. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        var environment = System.getenv();
        var manifest = PortManifest.load();
        var host = environment.getOrDefault("PRESCIENT_GATEWAY_HOST", "0.0.0.0");
        var port = Optional.ofNullable(environment.get("PRESCIENT_GATEWAY_PORT"))
                .map(Integer::parseInt)
                .orElseGet(() -> manifest.port("gateway"));
        try (var gateway = Gateway.start(new InetSocketAddress(host, port), services(environment, manifest))) {
            System.err.println("gateway listens on " + host + ":" + gateway.port());
            Thread.currentThread().join();
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
}
