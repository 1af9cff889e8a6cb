package prescient.trade.kalshi;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Which accounts at Kalshi are read, and how. An account without a key is not read. */
@ConfigMapping(prefix = "prescient.kalshi")
public interface KalshiConfig {

    /** The accounts: {@code demo}, {@code prod}, {@code simulation}. */
    @WithDefault("demo")
    Set<String> accounts();

    /** Play money. */
    Account demo();

    /** Real money. */
    Account prod();

    /** A stand-in; it has no address of its own. */
    Account simulation();

    /** How long a connection may take. */
    @WithDefault("PT5S")
    Duration connectTimeout();

    /** How long one answer may take, body included. */
    @WithDefault("PT10S")
    Duration timeout();

    /** How often a failed reading request is repeated. */
    @WithDefault("4")
    int retries();

    /** The pause before the first repetition; it doubles with each. */
    @WithDefault("PT0.25S")
    Duration backOff();

    /** The longest pause between repetitions. */
    @WithDefault("PT10S")
    Duration longestBackOff();

    /** Seed of the jitter on the pauses. */
    @WithDefault("0")
    long jitterSeed();

    /** The largest answer that is read, in bytes. */
    @WithDefault("16777216")
    long maxAnswerBytes();

    /** Rows asked for in one page, at most 1000. */
    @WithDefault("200")
    int pageLimit();

    /** Tokens a second for reading until the venue has said its limits; a request costs ten. */
    @WithDefault("200")
    int readTokensPerSecond();

    /** Tokens a second for changing; an order costs ten. */
    @WithDefault("100")
    int writeTokensPerSecond();

    /** One account. */
    interface Account {

        /** Base address of the API without {@code /trade-api/v2}, where it is not the venue's own. */
        Optional<URI> url();

        /** Address of the socket without {@code /trade-api/ws/v2}; with {@link #url} alone it follows from that. */
        Optional<URI> socket();

        /** The key's id. */
        Optional<String> keyId();

        /** The private key as PEM. */
        Optional<String> privateKey();

        /** A file with the private key as PEM. */
        Optional<Path> privateKeyFile();
    }
}
