package prescient.lease;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * One of several processes of the same service, as it signs leases.
 *
 * @param name the same after a restart, so that it takes over its own lease at once
 */
public record Replica(String name) {

    /**
     * As configured, or by machine and port: two replicas on one machine have two ports, and on one port two machines.
     */
    public static Replica of(Optional<String> configured, int port) {
        return new Replica(configured.orElseGet(() -> host() + ":" + port));
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "localhost";
        }
    }
}
