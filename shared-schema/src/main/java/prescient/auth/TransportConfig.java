package prescient.auth;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** How tokens travel. */
@ConfigMapping(prefix = "prescient.plain")
interface TransportConfig {

    /** {@code behind-proxy} where a mesh or an ingress encrypts what this service sends and gets in the clear. */
    Optional<String> http();
}
