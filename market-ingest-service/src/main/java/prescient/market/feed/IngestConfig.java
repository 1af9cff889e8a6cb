package prescient.market.feed;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How a catalogue is written. */
@ConfigMapping(prefix = "prescient.ingest")
interface IngestConfig {

    /** Markets, and events, in one statement. */
    @WithDefault("1000")
    int batch();

    /** Statements under way at once. */
    @WithDefault("2")
    int writers();

    /** How long one statement may take. */
    @WithDefault("PT30S")
    Duration statementTimeout();
}
