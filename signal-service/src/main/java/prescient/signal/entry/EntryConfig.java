package prescient.signal.entry;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What entering is about and how often it looks; whether it is on, and its limits, are settings in a table. */
@ConfigMapping(prefix = "prescient.entry")
interface EntryConfig {

    /** The symbol whose hourly markets are entered. */
    @WithDefault("BTC")
    String symbol();

    /** How often it looks, as a Quarkus duration; {@code off} never. */
    @WithDefault("1s")
    String every();

    /** An intent that trade-service did not answer is sent again for so long; then it counts as a position. */
    @WithDefault("PT10S")
    Duration patience();

    /** Decisions older than this are forgotten. */
    @WithDefault("P90D")
    Duration keep();
}
