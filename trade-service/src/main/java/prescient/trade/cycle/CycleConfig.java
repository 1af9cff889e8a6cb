package prescient.trade.cycle;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Patience of the trading cycle. */
@ConfigMapping(prefix = "prescient.cycle")
interface CycleConfig {

    /** How long a step is repeated while a neighbour or the database does not answer. */
    @WithDefault("PT60S")
    Duration stepPatience();

    /** The pause between two attempts of a step. */
    @WithDefault("PT0.5S")
    Duration retryPause();
}
