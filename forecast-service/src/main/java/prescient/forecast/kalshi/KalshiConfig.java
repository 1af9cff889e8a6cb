package prescient.forecast.kalshi;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** How Kalshi's markets are read. */
@ConfigMapping(prefix = "prescient.kalshi")
public interface KalshiConfig {

    /** The venue's address, if it is not the usual one. */
    Optional<URI> url();

    /** How many price levels of an order book are asked for. */
    @WithDefault("25")
    int depth();

    /** The least time between two requests. */
    @WithDefault("PT0.1S")
    Duration apart();
}
