package prescient.trade.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A server's certificate that it signed itself, made by the JDK's own tool and good for a day.
 *
 * @param certificate PEM, for whoever is to believe it
 * @param tls what the server speaks with
 */
record FakeIdentity(Path certificate, SSLContext tls) {

    private static final String PASSWORD = "for-tests-only";

    /** For the server of this name. */
    static FakeIdentity make(Path folder, String host)
            throws IOException, InterruptedException, GeneralSecurityException {
        var store = folder.resolve(host + ".p12");
        var certificate = folder.resolve(host + ".pem");
        keytool(store, "-genkeypair", "-dname", "CN=" + host, "-ext", "san=dns:" + host, "-keyalg", "EC");
        keytool(store, "-exportcert", "-rfc", "-file", certificate.toString());
        var all = KeyStore.getInstance("PKCS12");
        try (var content = Files.newInputStream(store)) {
            all.load(content, PASSWORD.toCharArray());
        }
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(all, PASSWORD.toCharArray());
        var tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), null, null);
        return new FakeIdentity(certificate, tls);
    }

    private static void keytool(Path store, String... words) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(words));
        command.addAll(List.of("-alias", "server", "-keystore", store.toString(), "-storepass", PASSWORD));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }
}
