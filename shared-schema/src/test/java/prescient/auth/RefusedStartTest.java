package prescient.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings under which a service would be open, or would send tokens in the clear: it does not start then. */
class RefusedStartTest {

    /** 2048 bits that are no key anybody has. */
    private static final String MODULUS = "A".repeat(342);

    @TempDir
    private Path folder;

    private record Auth(Optional<String> keys, Optional<String> issuer, String rolesClaim) implements AuthConfig {}

    @Test
    void withoutKeysOrIssuerThereIsNoStart() {
        refused(null, "issuer", "PRESCIENT_AUTH_KEYS is not set");
        refused(" ", "issuer", "PRESCIENT_AUTH_KEYS is not set");
        refused("https://issuer.test/jwks", null, "PRESCIENT_AUTH_ISSUER is not set");
        refused("https://issuer.test/jwks", " ", "PRESCIENT_AUTH_ISSUER is not set");
    }

    @Test
    void keysThatCannotProveAnythingAreRefused() throws IOException {
        refused(folder.resolve("missing").toString(), "issuer", "cannot be read");
        refused(keys("rubbish"), "issuer", "cannot be read");
        refused(keys("{}"), "issuer", "no array");
        refused(keys("{\"keys\":[]}"), "issuer", "no array");
        refused(keys("{\"keys\":[{\"kty\":\"oct\",\"k\":\"abc\"}]}"), "issuer", "not of type RSA");
        refused(keys("{\"keys\":[{\"kty\":\"RSA\",\"n\":\"AQAB\",\"e\":\"AQAB\"}]}"), "issuer", "less than 2048 bits");
        refused(
                keys("{\"keys\":[{\"kty\":\"RSA\",\"n\":\"%s\",\"e\":\"AQAB\",\"d\":\"x\"}]}".formatted(MODULUS)),
                "issuer",
                "private key");
        refused("http://issuer.test/jwks", "issuer", "by https only");
    }

    @Test
    void goodKeysStart() throws IOException {
        var file = keys("{\"keys\":[{\"kty\":\"RSA\",\"n\":\"%s\",\"e\":\"AQAB\"}]}".formatted(MODULUS));
        for (var keys : new String[] {file, "file:" + file, "https://issuer.test/jwks", "http://127.0.0.1:1/jwks"}) {
            assertThatCode(() -> setup(keys, "issuer").check(new StartupEvent()))
                    .as(keys)
                    .doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, '', '', '', true",
        "localhost, '', '', '', true",
        "::1, '', '', '', true",
        "0.0.0.0, '', '', '', false",
        "192.0.2.7, '', '', '', false",
        "no-such-host.invalid, '', '', '', false",
        "0.0.0.0, cert.pem, '', '', false",
        "0.0.0.0, cert.pem, enabled, '', false",
        "0.0.0.0, cert.pem, disabled, '', true",
        "0.0.0.0, cert.pem, redirect, '', true",
        "0.0.0.0, '', disabled, '', false",
        "0.0.0.0, '', '', behind-proxy, true",
        "0.0.0.0, '', '', yes, false",
        "127.0.0.1, '', '', yes, false"
    })
    void tokensCrossNoNetworkInTheClear(
            String host, String certificate, String insecure, String plain, boolean starts) {
        // Given
        var config = new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(
                        Map.of(
                                "quarkus.http.host", host,
                                "quarkus.http.ssl.certificate.files", certificate,
                                "quarkus.http.insecure-requests", insecure),
                        "test",
                        100))
                .build();
        var setup = new TransportSetup(() -> Optional.of(plain).filter(text -> !text.isEmpty()), config);
        // When, then
        if (starts) {
            assertThatCode(() -> setup.check(new StartupEvent())).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(() -> setup.check(new StartupEvent())).isInstanceOf(RefusedStart.class);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:8001, '', true",
        "http://localhost:8001, '', true",
        "http://[::1]:8001, '', true",
        "http://192.0.2.7:8001, '', false",
        "http://no-such-host.invalid, '', false",
        "http://no_host:8001, '', false",
        "http://192.0.2.7:8001, behind-proxy, true",
        "https://192.0.2.7:8001, '', true"
    })
    void tokensGoToNoNeighbourInTheClear(String url, String plain, boolean starts) {
        for (var key : List.of("quarkus.rest-client.portfolio.url", "prescient.url.signal", "PRESCIENT_URL_TRADE")) {
            // Given
            var config = new SmallRyeConfigBuilder()
                    .withSources(
                            new PropertiesConfigSource(Map.of("quarkus.http.host", "127.0.0.1", key, url), "test", 100))
                    .build();
            var setup = new TransportSetup(() -> Optional.of(plain).filter(text -> !text.isEmpty()), config);
            // When, then
            if (starts) {
                assertThatCode(() -> setup.check(new StartupEvent())).doesNotThrowAnyException();
            } else {
                assertThatThrownBy(() -> setup.check(new StartupEvent()))
                        .isInstanceOf(RefusedStart.class)
                        .hasMessageContaining(key + " is " + url);
            }
        }
    }

    @Test
    void authoritiesThatCannotBeReadAreRefused() throws IOException {
        // Given
        var missing = folder.resolve("missing.pem");
        var empty = Files.writeString(folder.resolve("empty.pem"), "");
        var garbage = Files.writeString(folder.resolve("garbage.pem"), "no certificate");
        var vertx = Vertx.vertx();
        try {
            // Then
            for (var wrong : List.of(missing, empty, garbage)) {
                var trust = new NeighbourTrust(() -> Optional.of(wrong));
                assertThatThrownBy(() -> trust.getTrustStore(vertx))
                        .isInstanceOf(RefusedStart.class)
                        .hasMessageContaining("PRESCIENT_TLS_TRUST is " + wrong + ", which cannot be used");
            }
            assertThat(new NeighbourTrust(Optional::empty).getTrustStore(vertx)).isNull();
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private void refused(@Nullable String keys, @Nullable String issuer, String reason) {
        assertThatThrownBy(() -> setup(keys, issuer).check(new StartupEvent()))
                .isInstanceOf(RefusedStart.class)
                .hasMessageContaining(reason);
    }

    private static KeysSetup setup(@Nullable String keys, @Nullable String issuer) {
        return new KeysSetup(
                new Auth(Optional.ofNullable(keys), Optional.ofNullable(issuer), "groups"), new ObjectMapper());
    }

    private String keys(String json) throws IOException {
        return Files.writeString(folder.resolve("keys.json"), json).toString();
    }
}
