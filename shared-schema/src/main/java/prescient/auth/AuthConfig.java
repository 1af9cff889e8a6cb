package prescient.auth;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** Whose tokens are believed. */
@ConfigMapping(prefix = "prescient.auth")
interface AuthConfig {

    /** JWKS with the public RSA keys that sign tokens: a file, or the URL of an identity provider. */
    Optional<String> keys();

    /** Who signs: the value of {@code iss} in every token. */
    Optional<String> issuer();

    /** Where a person's token holds the roles; a path with slashes, for instance {@code realm_access/roles}. */
    @WithDefault("groups")
    String rolesClaim();
}
