package prescient.trade.kalshi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KalshiSignerTest {

    private static final Instant AT = Instant.ofEpochMilli(1_703_123_456_789L);
    private static final String PATH = "/trade-api/v2/portfolio/fills";

    private static KalshiSigner signer(String pem) {
        return KalshiSigner.of("my-key", pem, new SecureRandom());
    }

    private static boolean isSigned(KeyPair keys, Map<String, String> headers, String text) throws Exception {
        Signature check;
        if (keys.getPublic().getAlgorithm().equals("RSA")) {
            check = Signature.getInstance("RSASSA-PSS");
            check.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
        } else {
            check = Signature.getInstance("Ed25519");
        }
        check.initVerify(keys.getPublic());
        check.update(text.getBytes(StandardCharsets.UTF_8));
        return check.verify(Base64.getDecoder().decode(headers.get("KALSHI-ACCESS-SIGNATURE")));
    }

    @Test
    void signsTimeMethodAndPathWithoutTheQuery() throws Exception {
        for (var algorithm : new String[] {"RSA", "Ed25519"}) {
            // Given
            var keys = KalshiForTests.keys(algorithm);

            // When
            var headers = signer(KalshiForTests.pem(keys, "PRIVATE KEY")).headers("GET", PATH + "?limit=5", AT);

            // Then
            assertThat(headers)
                    .containsEntry("KALSHI-ACCESS-KEY", "my-key")
                    .containsEntry("KALSHI-ACCESS-TIMESTAMP", "1703123456789")
                    .hasSize(3);
            assertThat(isSigned(keys, headers, "1703123456789GET" + PATH)).isTrue();
            assertThat(isSigned(keys, headers, "1703123456789GET" + PATH + "?limit=5"))
                    .isFalse();
        }
    }

    @Test
    void takesAnRsaKeyInTheOldFormTheVenueHandsOut() throws Exception {
        // Given
        var keys = KalshiForTests.keys("RSA");
        var pkcs8 = keys.getPrivate().getEncoded();
        // The old form is what is inside: after 26 bytes of head for a key of 2048 bits.
        var old = KalshiForTests.pem(Arrays.copyOfRange(pkcs8, 26, pkcs8.length), "RSA PRIVATE KEY");

        // When
        var headers = signer(old).headers("POST", PATH, AT);

        // Then
        assertThat(isSigned(keys, headers, "1703123456789POST" + PATH)).isTrue();
    }

    @Test
    void b50NeitherKeyNorSignatureIsInAnyText() {
        // Given
        var pem = KalshiForTests.pem(KalshiForTests.keys("RSA"), "PRIVATE KEY");
        var broken = pem.substring(0, 300);

        // When
        var text = signer(pem).toString();

        // Then
        assertThat(text).isEqualTo("a signer");
        assertThatThrownBy(() -> signer(broken))
                .isInstanceOf(IllegalArgumentException.class)
                .hasNoCause()
                .hasMessage("the private key of the account is no RSA or Ed25519 key in PEM");
    }
}
