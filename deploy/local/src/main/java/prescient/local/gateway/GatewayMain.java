package prescient.local.gateway;

import java.io.IOException;
import java.time.Duration;
import prescient.local.PortManifest;

/**
 * The gateway on its own, for containers. {@code PRESCIENT_GATEWAY_HOST}, {@code PRESCIENT_GATEWAY_PORT} and
 * {@code PRESCIENT_URL_<SERVICE>} say where things are; without them the port manifest does, and it listens on all
 * interfaces. {@code PRESCIENT_GATEWAY_TLS_KEYSTORE} (PKCS #12) and {@code PRESCIENT_GATEWAY_TLS_PASSWORD_FILE} make it
 * speak TLS, {@code PRESCIENT_TLS_TRUST} (PEM) says whose certificates it believes of services, {@code
 * PRESCIENT_GATEWAY_RATE} limits the requests a second from one address, {@code PRESCIENT_GATEWAY_CONNECTIONS} the
 * connections at a time.
 */
public final class GatewayMain {

    /** As long as a service takes at most to end what it has begun. */
    private static final Duration DRAIN = Duration.ofSeconds(30);

    private GatewayMain() {}

    /** Runs until the process is told to end; requests under way are still answered then. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        try (var gateway = Gateway.start(GatewayConfig.of(System.getenv(), PortManifest.load()))) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> gateway.drain(DRAIN), "drain"));
            System.err.println("gateway listens on port " + gateway.port());
            Thread.currentThread().join();
        } catch (IllegalArgumentException refused) {
            System.err.println("error: " + refused.getMessage());
            System.exit(1);
        }
    }
}
