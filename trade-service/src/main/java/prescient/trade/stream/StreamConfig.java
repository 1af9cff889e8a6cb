package prescient.trade.stream;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Limits of the stream of changes. */
@ConfigMapping(prefix = "prescient.stream")
interface StreamConfig {

    /** Pause between two looks at what has changed, while somebody listens. */
    @WithDefault("PT0.5S")
    Duration every();

    /** Pause between two beats, which say that the stream lives. */
    @WithDefault("PT10S")
    Duration beatEvery();

    /** Pause between two looks at the suite's status, while somebody listens. */
    @WithDefault("PT5S")
    Duration statusEvery();

    /** So long a listener is told anything before it must come again, with a token that is good then. */
    @WithDefault("PT4M")
    Duration longest();

    /** Listeners at a time. */
    @WithDefault("64")
    int listeners();

    /** Events that may wait for a listener; one that is slower is sent away. */
    @WithDefault("1000")
    int waiting();
}
