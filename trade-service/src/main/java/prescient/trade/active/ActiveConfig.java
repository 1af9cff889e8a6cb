package prescient.trade.active;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Limits of the active trade supervisor; its rules are settings in the database. */
@ConfigMapping(prefix = "prescient.active")
interface ActiveConfig {

    /** A feed whose last word is older than this raises an alarm. */
    @WithDefault("PT10S")
    Duration staleAfter();

    /** How long a neighbour may take to answer within one tick. */
    @WithDefault("PT0.8S")
    Duration patience();

    /** Questions under way at the same time: enough to keep two processors busy, and few enough to let others in. */
    @WithDefault("4")
    int concurrency();
}
