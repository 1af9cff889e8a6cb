package prescient.forecast.outside;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** How services outside the suite are asked. */
@ConfigMapping(prefix = "prescient.outside")
public interface OutsideConfig {

    /**
     * A simulator of all of them. A service without an address of its own is looked for below it, and a source without
     * a key is asked with an invented one.
     */
    Optional<URI> standIn();

    /** How long a connection may take. */
    @WithDefault("PT5S")
    Duration connectTimeout();

    /** How long one answer may take, body included. */
    @WithDefault("PT30S")
    Duration timeout();

    /** How often a failed request is repeated. */
    @WithDefault("2")
    int retries();

    /** The pause before the first repetition; it doubles with each. */
    @WithDefault("PT0.5S")
    Duration backOff();

    /** The longest pause, whatever a Retry-After says. */
    @WithDefault("PT10S")
    Duration longestBackOff();

    /** Seed of the jitter on the pauses. */
    @WithDefault("0")
    long jitterSeed();

    /** The largest answer that is read, in bytes. */
    @WithDefault("4194304")
    long maxAnswerBytes();
}
