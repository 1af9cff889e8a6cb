package prescient.trade.stop;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** Where the kill switch is remembered besides the database. */
@ConfigMapping(prefix = "prescient.kill-switch")
interface StopConfig {

    /**
     * A folder that survives restarts of this service; the folder of the incidents, or of the legacy files, unless said
     * otherwise.
     */
    Optional<Path> dir();
}
