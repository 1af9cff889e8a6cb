package prescient.local.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** What the environment says of certificates; files that cannot be used are an {@code IllegalArgumentException}. */
final class GatewayTls {

    private static final String KEY_STORE = "PRESCIENT_GATEWAY_TLS_KEYSTORE";
    private static final String PASSWORD_FILE = "PRESCIENT_GATEWAY_TLS_PASSWORD_FILE";
    private static final String TRUST = "PRESCIENT_TLS_TRUST";

    private GatewayTls() {}

    /** The certificate that the gateway shows; empty without one. */
    static Optional<SSLContext> own(Map<String, String> environment) {
        return made(environment, KEY_STORE, file -> context(keys(environment, file), null));
    }

    /** Whose certificates it believes of services; empty for Java's own list. */
    static Optional<SSLContext> trust(Map<String, String> environment) {
        return made(environment, TRUST, file -> context(null, authorities(file)));
    }

    private interface Making {
        SSLContext from(Path file) throws IOException, GeneralSecurityException;
    }

    private static Optional<SSLContext> made(Map<String, String> environment, String variable, Making making) {
        var file = environment.getOrDefault(variable, "");
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(making.from(Path.of(file)));
        } catch (IOException | GeneralSecurityException unusable) {
            throw new IllegalArgumentException(
                    variable + " is " + file + ", which cannot be used: " + unusable, unusable);
        }
    }

    private static KeyManager[] keys(Map<String, String> environment, Path file)
            throws IOException, GeneralSecurityException {
        var passwordFile = environment.getOrDefault(PASSWORD_FILE, "");
        var password = passwordFile.isEmpty()
                ? new char[0]
                : Files.readString(Path.of(passwordFile)).strip().toCharArray();
        try (var content = Files.newInputStream(file)) {
            var store = KeyStore.getInstance("PKCS12");
            store.load(content, password);
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, password);
            return keys.getKeyManagers();
        }
    }

    private static TrustManager[] authorities(Path file) throws IOException, GeneralSecurityException {
        try (var content = Files.newInputStream(file)) {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            for (var authority : CertificateFactory.getInstance("X.509").generateCertificates(content)) {
                store.setCertificateEntry("authority-" + store.size(), authority);
            }
            if (store.size() == 0) {
                throw new IOException("it holds no certificate");
            }
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            return trust.getTrustManagers();
        }
    }

    private static SSLContext context(KeyManager @Nullable [] keys, TrustManager @Nullable [] trust)
            throws GeneralSecurityException {
        var context = SSLContext.getInstance("TLS");
        context.init(keys, trust, new SecureRandom());
        return context;
    }
}
