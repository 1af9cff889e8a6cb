package prescient.database;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/**
 * What Quarkus has no key for. The size of the pool is {@code quarkus.datasource.reactive.max-size}, the life of a
 * connection {@code quarkus.datasource.reactive.max-lifetime}.
 */
@ConfigMapping(prefix = "prescient.pool")
interface PoolConfig {

    /** How long a statement waits for a connection when all are in use; then it fails. */
    @WithDefault("PT30S")
    Duration acquireTimeout();
}
