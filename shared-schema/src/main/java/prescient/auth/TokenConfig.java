package prescient.auth;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** The token this service shows to its neighbours. */
@ConfigMapping(prefix = "prescient.token")
interface TokenConfig {

    /** Where it is; read again when it changes. Without one no neighbour lets this service in. */
    Optional<Path> file();
}
