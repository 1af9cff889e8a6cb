package prescient.auth;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;

/** Refuses to start where tokens would cross a network in the clear. */
@ApplicationScoped
class TransportSetup {

    private static final String BEHIND_PROXY = "behind-proxy";

    private final TransportConfig transport;
    private final Config config;

    TransportSetup(TransportConfig transport, Config config) {
        this.transport = transport;
        this.config = config;
    }

    void check(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent start) {
        var plain = transport.http().orElse("");
        if (!plain.isEmpty() && !plain.equals(BEHIND_PROXY)) {
            throw new RefusedStart("PRESCIENT_PLAIN_HTTP is " + plain + "; the only value it takes is behind-proxy.");
        }
        var host = value("quarkus.http.host");
        if (Loopback.is(host) || plain.equals(BEHIND_PROXY)) {
            return;
        }
        if (!hasCertificate()) {
            throw new RefusedStart(
                    "quarkus.http.host is " + host + ", which others can reach, and there is no TLS. Set "
                            + "QUARKUS_HTTP_SSL_CERTIFICATE_FILES and QUARKUS_HTTP_SSL_CERTIFICATE_KEY_FILES, or "
                            + "PRESCIENT_PLAIN_HTTP=behind-proxy where a mesh or an ingress encrypts.");
        }
        if (value("quarkus.http.insecure-requests").matches("|enabled")) {
            throw new RefusedStart("quarkus.http.host is " + host + ", which others can reach, and plain HTTP is open "
                    + "beside TLS. Set QUARKUS_HTTP_INSECURE_REQUESTS=disabled.");
        }
    }

    private boolean hasCertificate() {
        var named = Stream.of(
                        "quarkus.http.ssl.certificate.files",
                        "quarkus.http.ssl.certificate.key-store-file",
                        "quarkus.http.tls-configuration-name")
                .anyMatch(key -> !value(key).isEmpty());
        return named
                || StreamSupport.stream(config.getPropertyNames().spliterator(), false)
                        .anyMatch(key -> key.startsWith("quarkus.tls.key-store.")
                                && !value(key).isEmpty());
    }

    private String value(String key) {
        return config.getOptionalValue(key, String.class).orElse("");
    }
}
