package prescient.local.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import prescient.local.LauncherProblem;
import prescient.local.ServiceName;

class TokensTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path root;

    @Test
    void everyRoleAndServiceGetsATokenThatThePublicKeyProves() throws Exception {
        // Given
        var tokens = tokens(NOW);
        // When
        tokens.renew();
        // Then
        var key = JSON.readTree(tokens.keysFile().toFile()).at("/keys/0");
        assertThat(key.has("d")).isFalse();
        for (var role : Tokens.ROLES) {
            var claims = proven(tokens.read(role), key);
            assertThat(claims.path("aud").asText()).isEqualTo("prescient");
            assertThat(claims.at("/groups/0").asText()).isEqualTo(role);
            assertThat(claims.path("iss").asText()).isEqualTo(Tokens.ISSUER);
            assertThat(claims.path("exp").asLong()).isEqualTo(NOW.getEpochSecond() + 30 * 86_400);
        }
        for (var service : ServiceName.values()) {
            var claims = proven(tokens.read(service.moduleName()), key);
            assertThat(claims.path("aud").asText()).isEqualTo("prescient-internal");
            assertThat(claims.path("sub").asText()).isEqualTo(service.moduleName());
            assertThat(claims.at("/groups/0").asText()).isEqualTo("service");
        }
    }

    @Test
    void nobodyButTheOwnerCanReadThem() throws IOException {
        // When
        tokens(NOW).renew();
        // Then
        var folder = root.resolve("auth");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
        try (var files = Files.list(folder)) {
            assertThat(files)
                    .hasSize(10)
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void aRenewalKeepsTheKeyAndMovesTheEnd() throws IOException {
        // Given
        tokens(NOW).renew();
        var keys = Files.readString(tokens(NOW).keysFile());
        var before = tokens(NOW).read("viewer");
        // When
        tokens(NOW.plusSeconds(86_400)).renew();
        // Then
        assertThat(Files.readString(tokens(NOW).keysFile())).isEqualTo(keys);
        assertThat(tokens(NOW).read("viewer")).isNotEqualTo(before);
    }

    @Test
    void whatIsMissingOrDamagedIsSaid() throws IOException {
        assertThatThrownBy(() -> tokens(NOW).read("viewer"))
                .isInstanceOfSatisfying(
                        LauncherProblem.class,
                        problem -> assertThat(problem.code()).isEqualTo("TOKEN_MISSING"));
        Files.createDirectories(root.resolve("auth"));
        Files.writeString(root.resolve("auth/private.key"), "rubbish");
        assertThatThrownBy(() -> tokens(NOW).renew())
                .isInstanceOfSatisfying(
                        LauncherProblem.class,
                        problem -> assertThat(problem.code()).isEqualTo("KEY_DAMAGED"));
    }

    private Tokens tokens(Instant at) {
        return Tokens.of(new DataFolder(root), InstantSource.fixed(at));
    }

    private static JsonNode proven(String token, JsonNode key) throws GeneralSecurityException, IOException {
        var parts = List.of(token.split("\\.", -1));
        var decoder = Base64.getUrlDecoder();
        var signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(KeyFactory.getInstance("RSA")
                .generatePublic(new RSAPublicKeySpec(
                        new BigInteger(1, decoder.decode(key.path("n").asText())),
                        new BigInteger(1, decoder.decode(key.path("e").asText())))));
        signature.update((parts.get(0) + "." + parts.get(1)).getBytes(StandardCharsets.US_ASCII));
        assertThat(signature.verify(decoder.decode(parts.get(2)))).isTrue();
        return JSON.readTree(decoder.decode(parts.get(1)));
    }
}
