package prescient.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;

/** {@code deploy/ports.properties}: the one place that says which port everything has inside containers. */
public final class PortManifest {

    private final Properties ports;

    private PortManifest(Properties ports) {
        this.ports = ports;
    }

    /** The manifest this launcher was built with. */
    public static PortManifest load() {
        var ports = new Properties();
        try (var file = PortManifest.class.getResourceAsStream("/ports.properties")) {
            if (file == null) {
                throw new IllegalStateException("ports.properties is not on the class path");
            }
            ports.load(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return new PortManifest(ports);
    }

    /** The port called {@code name}, for instance {@code gateway} or {@code trade-service}. */
    public int port(String name) {
        var text = ports.getProperty(name);
        if (text == null) {
            throw new IllegalArgumentException("ports.properties has no entry " + name);
        }
        return Integer.parseInt(text.strip());
    }

    /** Where a service is when nobody says otherwise: a host of its own name, at its port of the manifest. */
    public String containerUrl(ServiceName service) {
        return "http://" + service.moduleName() + ":" + port(service.moduleName());
    }
}
