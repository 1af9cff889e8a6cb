package prescient.auth;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** What never leaves this machine. */
public final class Loopback {

    private Loopback() {}

    /** True when every address of {@code host} is a loopback address; false for an unknown one. */
    public static boolean is(String host) {
        try {
            for (var address : InetAddress.getAllByName(host)) {
                if (!address.isLoopbackAddress()) {
                    return false;
                }
            }
            return true;
        } catch (UnknownHostException unknown) {
            return false;
        }
    }
}
