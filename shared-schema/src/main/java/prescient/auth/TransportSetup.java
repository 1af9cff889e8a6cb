package prescient.auth;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.net.URI;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;

/** Refuses to start where tokens would cross a network in the clear. */
@ApplicationScoped
class TransportSetup {

    private static final String BEHIND_PROXY = "behind-proxy";

    /** Where neighbours are, whom this service shows its token. */
    private static final Predicate<String> NEIGHBOUR = Pattern.compile(
                    "prescient\\.url\\..+|PRESCIENT_URL_.+|quarkus\\.rest-client\\.[^.]+\\.url")
            .asMatchPredicate();

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
        if (!plain.equals(BEHIND_PROXY)) {
            names().filter(NEIGHBOUR).forEach(this::checkNeighbour);
            checkOwn(value("quarkus.http.host"));
        }
    }

    private void checkNeighbour(String key) {
        var url = URI.create(value(key));
        var host = url.getHost();
        if ("http".equalsIgnoreCase(url.getScheme()) && (host == null || !Loopback.is(host))) {
            throw new RefusedStart(key + " is " + url + ", so tokens would cross a network in the clear. Make it https "
                    + "(PRESCIENT_TLS_TRUST says whose certificates are believed), or set "
                    + "PRESCIENT_PLAIN_HTTP=behind-proxy where a mesh or an ingress encrypts.");
        }
    }

    private void checkOwn(String host) {
        if (Loopback.is(host)) {
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
                || names().anyMatch(key ->
                        key.startsWith("quarkus.tls.key-store.") && !value(key).isEmpty());
    }

    private Stream<String> names() {
        return StreamSupport.stream(config.getPropertyNames().spliterator(), false);
    }

    private String value(String key) {
        return config.getOptionalValue(key, String.class).orElse("");
    }
}
