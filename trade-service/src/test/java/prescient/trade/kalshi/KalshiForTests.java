package prescient.trade.kalshi;

import java.net.URI;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/** Accounts that are read from a stand-in, with keys made for the test. */
public final class KalshiForTests {

    private static final KeyPair KEYS = keys("RSA");

    private KalshiForTests() {}

    /** Quick to give up, so that a test of an outage is quick too. */
    public record Config(URI address, int pageLimit) implements KalshiConfig {

        private record At(Optional<URI> url) implements Account {
            @Override
            public Optional<URI> socket() {
                return Optional.empty();
            }

            @Override
            public Optional<String> keyId() {
                return Optional.of("key-for-tests");
            }

            @Override
            public Optional<String> privateKey() {
                return Optional.of(pem(KEYS, "PRIVATE KEY"));
            }

            @Override
            public Optional<Path> privateKeyFile() {
                return Optional.empty();
            }
        }

        @Override
        public Set<String> accounts() {
            return Set.of("demo", "prod", "simulation");
        }

        @Override
        public Account demo() {
            return new At(Optional.of(address));
        }

        @Override
        public Account prod() {
            return demo();
        }

        @Override
        public Account simulation() {
            return demo();
        }

        @Override
        public Duration connectTimeout() {
            return Duration.ofSeconds(5);
        }

        @Override
        public Duration timeout() {
            return Duration.ofSeconds(5);
        }

        @Override
        public int retries() {
            return 1;
        }

        @Override
        public Duration backOff() {
            return Duration.ofMillis(2);
        }

        @Override
        public Duration longestBackOff() {
            return Duration.ofMillis(5);
        }

        @Override
        public long jitterSeed() {
            return 0;
        }

        @Override
        public long maxAnswerBytes() {
            return 1 << 24;
        }

        @Override
        public int readTokensPerSecond() {
            return 100_000;
        }

        @Override
        public int writeTokensPerSecond() {
            return 100_000;
        }
    }

    /** An account read from {@code url}, in pages of at most {@code pageLimit} rows. */
    public static KalshiClient client(String environment, String url, int pageLimit, InstantSource clock) {
        var config = new Config(URI.create(url), pageLimit);
        return new KalshiClient(
                KalshiEndpoints.of(environment, Optional.of(URI.create(url)), Optional.empty()),
                KalshiSigner.of("key-for-tests", pem(KEYS, "PRIVATE KEY"), new SecureRandom()),
                config,
                clock);
    }

    /** The private key of these accounts, as the settings take it. */
    public static String privateKey() {
        return pem(KEYS, "PRIVATE KEY");
    }

    static KeyPair keys(String algorithm) {
        try {
            return KeyPairGenerator.getInstance(algorithm).generateKeyPair();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static String pem(KeyPair keys, String name) {
        return pem(keys.getPrivate().getEncoded(), name);
    }

    static String pem(byte[] key, String name) {
        return "-----BEGIN " + name + "-----\n" + Base64.getMimeEncoder().encodeToString(key) + "\n-----END " + name
                + "-----\n";
    }
}
