package prescient.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The keys of one test JVM and the tokens made with them. The keys are in a folder that a system property names, because
 * a test, the service it starts and the configuration live in different class loaders.
 */
public final class TokensForTests {

    public static final String ISSUER = "https://issuer.test";
    public static final String PEOPLE = "prescient";
    public static final String SERVICES = "prescient-internal";

    private static final String FOLDER = "prescient.test.keys";

    private TokensForTests() {}

    /** A person's token with this role, valid for an hour. */
    public static String person(String role) {
        return signed(claims("a " + role, PEOPLE, role));
    }

    /** The token of a service, valid for an hour. */
    public static String service(String name) {
        return signed(claims(name, SERVICES, "service"));
    }

    /** Claims of a good token, to be changed and {@link #signed}. */
    public static Map<String, Object> claims(String subject, String audience, String group) {
        var now = Instant.now();
        var claims = new LinkedHashMap<String, Object>();
        claims.put("iss", ISSUER);
        claims.put("aud", audience);
        claims.put("sub", subject);
        claims.put("groups", Set.of(group));
        claims.put("iat", now.getEpochSecond());
        claims.put("exp", now.plus(Duration.ofHours(1)).getEpochSecond());
        return claims;
    }

    /** A token with these claims, signed with the key that services under test believe. */
    public static String signed(Map<String, Object> claims) {
        return signed(claims, privateKey());
    }

    /** A token with these claims, signed with any RSA key. */
    public static String signed(Map<String, Object> claims, PrivateKey key) {
        var content = part("{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"test\"}") + "." + part(json(claims));
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(content.getBytes(StandardCharsets.US_ASCII));
            return content + "." + base64(signature.sign());
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** A token with these claims and no signature, whose header says so. */
    public static String unsigned(Map<String, Object> claims) {
        return part("{\"alg\":\"none\",\"typ\":\"JWT\"}") + "." + part(json(claims)) + ".";
    }

    /** Another key pair than the one that services under test believe. */
    public static KeyPair otherKeys() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** The public keys, as a service reads them. */
    static Path keys() {
        return folder().resolve("jwks.json");
    }

    /** The token of a service named {@code test}, as a service reads its own. */
    static Path tokenFile() {
        return folder().resolve("service.token");
    }

    private static PrivateKey privateKey() {
        try {
            var bytes = Files.readAllBytes(folder().resolve("private.key"));
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(bytes));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Every class loader has its own copy of this class: the first one of them to fill a folder says which it is. */
    private static Path folder() {
        var known = System.getProperty(FOLDER);
        if (known != null) {
            return Path.of(known);
        }
        try {
            var folder = Files.createTempDirectory("prescient-keys");
            fill(folder);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
            var first = System.getProperties().putIfAbsent(FOLDER, folder.toString());
            return first == null ? folder : Path.of(String.valueOf(first));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void fill(Path folder) throws IOException {
        var pair = otherKeys();
        Files.write(folder.resolve("private.key"), pair.getPrivate().getEncoded());
        Files.writeString(folder.resolve("jwks.json"), jwks((RSAPublicKey) pair.getPublic()));
        Files.writeString(
                folder.resolve("service.token"), signed(claims("test", SERVICES, "service"), pair.getPrivate()));
    }

    private static String jwks(RSAPublicKey key) {
        return "{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"test\",\"alg\":\"RS256\",\"use\":\"sig\",\"n\":\"%s\",\"e\":\"%s\"}]}"
                .formatted(number(key.getModulus()), number(key.getPublicExponent()));
    }

    /** Without the zero byte that only says that the number is positive. */
    private static String number(BigInteger number) {
        var bytes = number.toByteArray();
        return base64(bytes[0] == 0 ? java.util.Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
    }

    private static String json(Map<String, Object> claims) {
        return claims.entrySet().stream()
                .map(claim -> "\"" + claim.getKey() + "\":" + value(claim.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String value(Object value) {
        return switch (value) {
            case Number number -> number.toString();
            case Iterable<?> list -> {
                var texts = new java.util.ArrayList<String>();
                list.forEach(item -> texts.add(value(item)));
                yield "[" + String.join(",", texts) + "]";
            }
            default -> "\"" + value + "\"";
        };
    }

    private static String part(String json) {
        return base64(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static void delete(Path folder) {
        try {
            for (var name : new String[] {"private.key", "jwks.json", "service.token"}) {
                Files.deleteIfExists(folder.resolve(name));
            }
            Files.deleteIfExists(folder);
        } catch (IOException left) {
            // The keys open nothing once this JVM has ended.
        }
    }
}
