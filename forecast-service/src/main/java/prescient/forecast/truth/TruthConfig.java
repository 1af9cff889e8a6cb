package prescient.forecast.truth;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** How climate reports are read. */
@ConfigMapping(prefix = "prescient.truth")
public interface TruthConfig {

    /** The service's address, if it is not the usual one. */
    Optional<URI> url();

    /** How many reports are looked at, from the newest; the service keeps 50. */
    @WithDefault("50")
    int versions();

    /** The least time between two requests. */
    @WithDefault("PT0.2S")
    Duration apart();
}
