package prescient.trade.status;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;

/** How old data may be, and how long a round trip may take, before it is evidence of a failure. */
@ConfigMapping(prefix = "prescient.evidence")
interface EvidenceConfig {

    /** A service must answer its health checks within this; after 1.2 s it counts as offline. */
    @WithDefault("PT1S")
    Duration answerTime();

    /** PostgreSQL must answer the quickest of the services within this. */
    @WithDefault("PT0.5S")
    Duration databaseTime();

    /** The last whole success of a feed; a catalogue is read in every cycle, usually once a minute. */
    @WithDefault("PT15M")
    Duration feedAge();

    /** The same for single feeds, by name. */
    Map<String, Duration> feedAges();

    /** An order whose outcome is open for longer says that the exchange does not answer. */
    @WithDefault("PT5M")
    Duration pendingAge();

    /** A message that waits for longer says that a neighbour does not take it. */
    @WithDefault("PT5M")
    Duration outboxAge();

    /** Per cent of a disk that may be used. */
    @WithDefault("80")
    int diskUsed();
}
