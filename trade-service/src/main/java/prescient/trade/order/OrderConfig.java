package prescient.trade.order;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Rules and limits of order handling. */
@ConfigMapping(prefix = "prescient.order")
interface OrderConfig {

    /** A quote older than this is not traded on. */
    @WithDefault("PT15M")
    Duration quoteMaxAge();

    /** A pending order that has not moved for this long is driven on by the recovery job. */
    @WithDefault("PT5S")
    Duration resumeAfter();

    /** Orders handled together at most. */
    @WithDefault("256")
    int batch();

    /** Orders that may wait for a batch; what comes on top is refused. */
    @WithDefault("5000")
    int queue();

    /** Batches under way at the same time; more of them are smaller, and cost more for each order. */
    @WithDefault("1")
    int batchesInFlight();
}
