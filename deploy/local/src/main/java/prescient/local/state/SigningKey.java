package prescient.local.state;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;

/** The key that signs the tokens of one data folder: RSA, 2048 bits. Nothing of it but the public half is ever shown. */
final class SigningKey {

    private static final int BITS = 2048;

    private final RSAPrivateCrtKey key;
    private final String id;

    private SigningKey(RSAPrivateCrtKey key) throws GeneralSecurityException {
        this.key = key;
        var hash = MessageDigest.getInstance("SHA-256").digest(bytes(key.getModulus()));
        this.id = base64(Arrays.copyOf(hash, 9));
    }

    static SigningKey make() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            return of(generator.generateKeyPair().getPrivate());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** From what {@link #encoded} gave; {@code IllegalArgumentException} when it is something else. */
    static SigningKey read(byte[] encoded) {
        try {
            return of(KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded)));
        } catch (GeneralSecurityException damaged) {
            throw new IllegalArgumentException("not a private key", damaged);
        }
    }

    private static SigningKey of(PrivateKey key) throws GeneralSecurityException {
        if (key instanceof RSAPrivateCrtKey whole) {
            return new SigningKey(whole);
        }
        throw new IllegalArgumentException("not an RSA key with its public half");
    }

    /** PKCS #8. */
    byte[] encoded() {
        return key.getEncoded();
    }

    /** The public half as a set of one key, RFC 7517. */
    ObjectNode publicKeys() {
        var set = JsonNodeFactory.instance.objectNode();
        set.putArray("keys")
                .addObject()
                .put("kty", "RSA")
                .put("use", "sig")
                .put("alg", "RS256")
                .put("kid", id)
                .put("n", base64(bytes(key.getModulus())))
                .put("e", base64(bytes(key.getPublicExponent())));
        return set;
    }

    /** A JWT with these claims. */
    String sign(ObjectNode claims) {
        var header = JsonNodeFactory.instance
                .objectNode()
                .put("alg", "RS256")
                .put("typ", "JWT")
                .put("kid", id);
        var content = part(header) + "." + part(claims);
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(content.getBytes(StandardCharsets.US_ASCII));
            return content + "." + base64(signature.sign());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String part(ObjectNode json) {
        return base64(json.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Without the zero byte that only says that the number is positive. */
    private static byte[] bytes(BigInteger number) {
        var bytes = number.toByteArray();
        return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
