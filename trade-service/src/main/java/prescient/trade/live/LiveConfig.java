package prescient.trade.live;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Whether orders may leave for a real venue. Nothing in this repository sets {@link #environments}. */
@ConfigMapping(prefix = "prescient.live-orders")
interface LiveConfig {

    /** The accounts that orders may be sent to, of {@code demo} and {@code prod}; without any, none is. */
    Optional<Set<String>> environments();

    /** How long an order waits for the person who confirms it. */
    @WithDefault("PT2M")
    Duration confirmWithin();

    /** How long after sending an order that the venue does not tell of counts as never taken. */
    @WithDefault("PT2M")
    Duration lostAfter();
}
