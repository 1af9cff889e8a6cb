package prescient.forecast.probability;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Where fingerprints come from. */
@ConfigMapping(prefix = "prescient.probability")
interface ProbabilityConfig {

    /** Tables to import, in folders that are named as their set, and files of candles to make tables from. */
    Optional<Path> folder();

    /** How long another replica's choice of a set may go unnoticed. */
    @WithDefault("PT10S")
    Duration lookAgain();
}
