package prescient.market.venue;

import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How much patience there is with a venue. */
public interface VenueLimits {

    /** How long a connection may take. */
    @WithDefault("PT5S")
    Duration connectTimeout();

    /** How long one answer may take, body included. */
    @WithDefault("PT30S")
    Duration timeout();

    /** How often a failed request is repeated. */
    @WithDefault("4")
    int retries();

    /** The pause before the first repetition; it doubles with each. */
    @WithDefault("PT0.25S")
    Duration backOff();

    /** The longest pause, whatever the venue's Retry-After says. */
    @WithDefault("PT10S")
    Duration longestBackOff();

    /** Seed of the jitter on the pauses. */
    @WithDefault("0")
    long jitterSeed();

    /** The largest answer that is read, in bytes. */
    @WithDefault("67108864")
    long maxAnswerBytes();
}
