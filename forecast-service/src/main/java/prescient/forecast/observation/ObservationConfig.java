package prescient.forecast.observation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** How stations' observations are read. */
@ConfigMapping(prefix = "prescient.observation")
public interface ObservationConfig {

    /** The service's address, if it is not the usual one. */
    Optional<URI> url();

    /** Whom the service can turn to; it refuses requests without. */
    @WithDefault("prescient (weather observations)")
    String userAgent();

    /** How many observations are asked for; 288 are a day of one each five minutes. */
    @WithDefault("288")
    int limit();

    /** The least time between two requests. */
    @WithDefault("PT0.1S")
    Duration apart();
}
