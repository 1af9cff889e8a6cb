package prescient.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** An authority that signs certificates for one test; made by the JDK's own tool, good for a day. */
final class TlsAuthority {

    private static final String PASSWORD = "for-tests-only";
    private static final String OWN = "authority";

    private final Path folder;
    private final Path store;

    private TlsAuthority(Path folder, Path store) {
        this.folder = folder;
        this.store = store;
    }

    /** A new authority whose files are in {@code folder}. */
    static TlsAuthority make(Path folder, String name) throws IOException, InterruptedException {
        var authority =
                new TlsAuthority(Files.createDirectories(folder.resolve(name)), folder.resolve(name + "/store.p12"));
        authority.generate(OWN, "-dname", "CN=" + name, "-ext", "bc:critical=ca:true");
        return authority;
    }

    /**
     * A certificate with its key.
     *
     * @param pem the certificate
     * @param key its key, PEM too
     * @param keyStore both, PKCS #12
     * @param passwordFile opens {@code keyStore}
     * @param server speaks TLS with it
     */
    record Signed(Path pem, Path key, Path keyStore, Path passwordFile, SSLContext server) {}

    /** Signs a certificate for {@code host}; {@code name} tells it from others. */
    Signed sign(String name, String host) throws IOException, InterruptedException, GeneralSecurityException {
        generate(name, "-dname", "CN=" + name, "-ext", "san=dns:" + host, "-signer", OWN);
        var all = load();
        var key = all.getKey(name, PASSWORD.toCharArray());
        var single = KeyStore.getInstance("PKCS12");
        single.load(null, null);
        single.setKeyEntry(name, key, PASSWORD.toCharArray(), all.getCertificateChain(name));
        var keyStore = folder.resolve(name + ".p12");
        try (var output = Files.newOutputStream(keyStore)) {
            single.store(output, PASSWORD.toCharArray());
        }
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(single, PASSWORD.toCharArray());
        var server = SSLContext.getInstance("TLS");
        server.init(keys.getKeyManagers(), null, null);
        return new Signed(
                pem(name, "CERTIFICATE", all.getCertificate(name).getEncoded()),
                pem(name + "-key", "PRIVATE KEY", key.getEncoded()),
                keyStore,
                Files.writeString(folder.resolve(name + ".password"), PASSWORD),
                server);
    }

    /** Its own certificate, PEM. */
    Path certificate() throws IOException, GeneralSecurityException {
        return pem(OWN, "CERTIFICATE", own().getEncoded());
    }

    /** A client that believes it and nobody else. */
    SSLContext trusting() throws IOException, GeneralSecurityException {
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry(OWN, own());
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private Certificate own() throws IOException, GeneralSecurityException {
        return load().getCertificate(OWN);
    }

    private KeyStore load() throws IOException, GeneralSecurityException {
        var loaded = KeyStore.getInstance("PKCS12");
        try (var content = Files.newInputStream(store)) {
            loaded.load(content, PASSWORD.toCharArray());
        }
        return loaded;
    }

    private Path pem(String name, String kind, byte[] content) throws IOException {
        var text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return Files.writeString(
                folder.resolve(name + ".pem"),
                "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(kind, text));
    }

    private void generate(String alias, String... more) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-alias", alias));
        command.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1", "-startdate", "-1H", "-validity", "2"));
        command.addAll(List.of("-storetype", "PKCS12", "-keystore", store.toString(), "-storepass", PASSWORD));
        command.addAll(List.of(more));
        var log = folder.resolve("keytool.log");
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(process.waitFor()).as(Files.readString(log)).isZero();
    }
}
