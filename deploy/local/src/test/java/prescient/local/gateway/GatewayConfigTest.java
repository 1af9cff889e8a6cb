package prescient.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import prescient.local.PortManifest;
import prescient.local.ServiceName;

class GatewayConfigTest {

    @Test
    void withoutTlsItListensOnlyWhereNobodyElseCanListenIn() {
        // Given
        var manifest = PortManifest.load();
        // Then
        assertThatThrownBy(() -> GatewayConfig.of(Map.of(), manifest))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("without TLS");
        assertThatThrownBy(() -> GatewayConfig.of(Map.of("PRESCIENT_PLAIN_HTTP", "yes"), manifest))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(GatewayConfig.of(Map.of("PRESCIENT_PLAIN_HTTP", "behind-proxy"), manifest)
                        .tls())
                .isEmpty();
        assertThat(GatewayConfig.of(local("PRESCIENT_GATEWAY_PORT", "1"), manifest)
                        .perSecond())
                .isEqualTo(200);
    }

    @Test
    void tokensGoToNoServiceInTheClear() {
        // Given
        var manifest = PortManifest.load();
        var environment = new HashMap<>(Map.of("PRESCIENT_GATEWAY_HOST", "127.0.0.1"));
        for (var service : ServiceName.values()) {
            environment.put(service.urlVariable(), "https://192.0.2.7:8443");
        }
        GatewayConfig.of(environment, manifest);
        for (var here : List.of("http://127.0.0.1:1", "http://localhost:1", "http://[::1]:1")) {
            environment.put("PRESCIENT_URL_TRADE", here);
            GatewayConfig.of(environment, manifest);
        }
        for (var elsewhere : List.of("http://192.0.2.7:1", "http://no-such-host.invalid:1", "http://no_host:1")) {
            environment.put("PRESCIENT_URL_TRADE", elsewhere);
            // Then
            assertThatThrownBy(() -> GatewayConfig.of(environment, manifest))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("PRESCIENT_URL_TRADE is " + elsewhere);
        }
    }

    @Test
    void theRateIsANumberOrOff() {
        // Given
        var manifest = PortManifest.load();
        // Then
        assertThat(GatewayConfig.of(local("PRESCIENT_GATEWAY_RATE", "7"), manifest)
                        .perSecond())
                .isEqualTo(7);
        assertThat(GatewayConfig.of(local("PRESCIENT_GATEWAY_RATE", "off"), manifest)
                        .perSecond())
                .isZero();
        for (var wrong : new String[] {"0", "-1", "many", ""}) {
            assertThatThrownBy(() -> GatewayConfig.of(local("PRESCIENT_GATEWAY_RATE", wrong), manifest))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void theConnectionsAreANumber() {
        // Given
        var manifest = PortManifest.load();
        // Then
        assertThat(GatewayConfig.of(local("PRESCIENT_GATEWAY_CONNECTIONS", "7"), manifest)
                        .connections())
                .isEqualTo(7);
        assertThat(GatewayConfig.of(local("PRESCIENT_GATEWAY_RATE", "off"), manifest)
                        .connections())
                .isEqualTo(500);
        for (var wrong : new String[] {"0", "-1", "off", ""}) {
            assertThatThrownBy(() -> GatewayConfig.of(local("PRESCIENT_GATEWAY_CONNECTIONS", wrong), manifest))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void withACertificateItSpeaksTls(@TempDir Path folder) throws Exception {
        // Given
        var store = keyStore(folder);
        Files.writeString(folder.resolve("password"), "for-tests-only\n");
        var environment = Map.of(
                "PRESCIENT_GATEWAY_HOST",
                "127.0.0.1",
                "PRESCIENT_GATEWAY_PORT",
                "0",
                "PRESCIENT_PLAIN_HTTP",
                "behind-proxy",
                "PRESCIENT_GATEWAY_TLS_KEYSTORE",
                store.toString(),
                "PRESCIENT_GATEWAY_TLS_PASSWORD_FILE",
                folder.resolve("password").toString());
        try (var gateway = Gateway.start(GatewayConfig.of(environment, PortManifest.load()));
                var http = HttpClient.newBuilder().sslContext(trusting(store)).build()) {
            // When
            var answer = http.send(
                    HttpRequest.newBuilder(URI.create("https://localhost:" + gateway.port() + "/q/health"))
                            .build(),
                    BodyHandlers.ofString());
            // Then
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.sslSession()).isPresent();
        }
    }

    @Test
    void authoritiesThatCannotBeReadAreRefused(@TempDir Path folder) throws IOException {
        // Given
        var manifest = PortManifest.load();
        var missing = folder.resolve("missing.pem");
        var empty = Files.writeString(folder.resolve("empty.pem"), "");
        var garbage = Files.writeString(folder.resolve("garbage.pem"), "no certificate");
        // Then
        for (var wrong : List.of(missing, empty, garbage)) {
            assertThatThrownBy(() -> GatewayConfig.of(local("PRESCIENT_TLS_TRUST", wrong.toString()), manifest))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("PRESCIENT_TLS_TRUST is " + wrong + ", which cannot be used");
        }
        assertThat(GatewayConfig.of(local("PRESCIENT_TLS_TRUST", ""), manifest).trust())
                .isEmpty();
    }

    private static Map<String, String> local(String name, String value) {
        return Map.of("PRESCIENT_GATEWAY_HOST", "127.0.0.1", "PRESCIENT_PLAIN_HTTP", "behind-proxy", name, value);
    }

    /** A certificate of its own, made by the JDK's own tool. */
    private static Path keyStore(Path folder) throws IOException, InterruptedException {
        var store = folder.resolve("tls.p12");
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "RSA",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost,ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        "for-tests-only")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        assertThat(process.waitFor())
                .as(Files.readString(folder.resolve("keytool.log")))
                .isZero();
        return store;
    }

    private static SSLContext trusting(Path store) throws IOException, GeneralSecurityException {
        var keys = KeyStore.getInstance("PKCS12");
        try (InputStream content = Files.newInputStream(store)) {
            keys.load(content, "for-tests-only".toCharArray());
        }
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry(
                "gateway", keys.getCertificate(keys.aliases().nextElement()));
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
