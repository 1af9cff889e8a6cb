package prescient.trade.kalshi;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.PSSParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Signs requests: the millisecond, the method and the path from the API's root, without host, prefix and query. RSA
 * keys sign with PSS over SHA-256 with a salt as long as the digest, Ed25519 keys as they are. Tells nobody what it
 * holds. Safe for many threads.
 */
final class KalshiSigner {

    private static final PSSParameterSpec PSS =
            new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, PSSParameterSpec.TRAILER_FIELD_BC);
    /** What stands before an RSA key that is only itself (PKCS #1) to make it a PKCS #8 key: version and algorithm. */
    private static final byte[] RSA_HEAD = {
        0x02,
        0x01,
        0x00,
        0x30,
        0x0d,
        0x06,
        0x09,
        0x2a,
        (byte) 0x86,
        0x48,
        (byte) 0x86,
        (byte) 0xf7,
        0x0d,
        0x01,
        0x01,
        0x01,
        0x05,
        0x00
    };

    private static final int SEQUENCE = 0x30;
    private static final int OCTETS = 0x04;

    private final String keyId;
    private final PrivateKey key;
    private final SecureRandom random;

    private KalshiSigner(String keyId, PrivateKey key, SecureRandom random) {
        this.keyId = keyId;
        this.key = key;
        this.random = random;
    }

    /**
     * @param pem a private key, RSA or Ed25519, as {@code PRIVATE KEY} or {@code RSA PRIVATE KEY}
     * @param random of the salts
     * @throws IllegalArgumentException when it is no such key; the message holds nothing of it
     */
    static KalshiSigner of(String keyId, String pem, SecureRandom random) {
        var body = pem.replaceAll("-----[A-Z0-9 ]+-----", "").replaceAll("\\s", "");
        try {
            var bytes = Base64.getDecoder().decode(body);
            var pkcs8 = pem.contains("BEGIN RSA PRIVATE KEY") ? wrapped(bytes) : bytes;
            return new KalshiSigner(keyId, key(new PKCS8EncodedKeySpec(pkcs8)), random);
        } catch (IllegalArgumentException | GeneralSecurityException unusable) {
            throw new IllegalArgumentException("the private key of the account is no RSA or Ed25519 key in PEM");
        }
    }

    /** The three headers of a request; {@code path} such as {@code /trade-api/v2/portfolio/fills}. */
    Map<String, String> headers(String method, String path, Instant at) {
        var millis = String.valueOf(at.toEpochMilli());
        int query = path.indexOf('?');
        var signed = millis + method + (query < 0 ? path : path.substring(0, query));
        var headers = new LinkedHashMap<String, String>();
        headers.put("KALSHI-ACCESS-KEY", keyId);
        headers.put("KALSHI-ACCESS-TIMESTAMP", millis);
        headers.put("KALSHI-ACCESS-SIGNATURE", Base64.getEncoder().encodeToString(sign(signed)));
        return headers;
    }

    private byte[] sign(String text) {
        try {
            Signature signature;
            if (key.getAlgorithm().equals("RSA")) {
                signature = Signature.getInstance("RSASSA-PSS");
                signature.setParameter(PSS);
            } else {
                signature = Signature.getInstance("Ed25519");
            }
            signature.initSign(key, random);
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return signature.sign();
        } catch (GeneralSecurityException unusable) {
            throw new IllegalStateException("the account's key does not sign: " + unusable.getMessage());
        }
    }

    private static PrivateKey key(PKCS8EncodedKeySpec encoded) throws GeneralSecurityException {
        try {
            return KeyFactory.getInstance("RSA").generatePrivate(encoded);
        } catch (InvalidKeySpecException other) {
            return KeyFactory.getInstance("Ed25519").generatePrivate(encoded);
        }
    }

    private static byte[] wrapped(byte[] rsa) {
        var inner = new ByteArrayOutputStream();
        inner.writeBytes(RSA_HEAD);
        inner.writeBytes(tagged(OCTETS, rsa));
        return tagged(SEQUENCE, inner.toByteArray());
    }

    private static byte[] tagged(int tag, byte[] content) {
        var out = new ByteArrayOutputStream();
        out.write(tag);
        if (content.length < 0x80) {
            out.write(content.length);
        } else if (content.length < 0x100) {
            out.write(0x81);
            out.write(content.length);
        } else {
            out.write(0x82);
            out.write(content.length >> 8);
            out.write(content.length);
        }
        out.writeBytes(content);
        return out.toByteArray();
    }

    @Override
    public String toString() {
        return "a signer";
    }
}
