package prescient.auth;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** Whose certificates are believed. */
@ConfigMapping(prefix = "prescient.tls")
interface TrustConfig {

    /** PEM with the certificates of the authorities that signed the neighbours'; without it, Java's own list counts. */
    Optional<Path> trust();
}
