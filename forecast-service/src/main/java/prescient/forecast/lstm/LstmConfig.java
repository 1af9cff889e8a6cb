package prescient.forecast.lstm;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Where the model's predictions are. */
@ConfigMapping(prefix = "prescient.lstm")
interface LstmConfig {

    /** The file that the model's program writes; without one the model is no source. */
    Optional<Path> file();

    /** A prediction that was made longer ago does not count. */
    @WithDefault("PT36H")
    Duration oldest();
}
