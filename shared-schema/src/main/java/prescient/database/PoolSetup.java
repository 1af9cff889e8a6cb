package prescient.database;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.quarkus.runtime.StartupEvent;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnectOptions;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Makes the service's connection pool as Quarkus would, except that statements of any usual length stay prepared, and
 * that waiting for a connection has a limit that can be set. The client's own limit for statements is 2048 characters,
 * and what is longer would be parsed and planned again at every execution.
 */
@Singleton
class PoolSetup implements PgPoolCreator {

    /** The fewest connections with which requests do not wait for each other, and the most of one service of five. */
    static final int FEWEST = 5;

    static final int MOST = 50;

    private static final String SIZE = "quarkus.datasource.reactive.max-size";
    private static final int LONGEST_STATEMENT = 16 * 1024;

    private final PoolConfig config;
    private final int size;

    @Inject
    PoolSetup(PoolConfig config, @ConfigProperty(name = SIZE) int size) {
        this.config = config;
        this.size = size;
    }

    /** Early, so that a service with a pool that cannot work, or would starve the others, does not start. */
    void check(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent start) {
        if (size < FEWEST || size > MOST) {
            throw new IllegalArgumentException(SIZE + " is " + size + "; it is " + FEWEST + " to " + MOST
                    + ". PostgreSQL's max_connections must hold the pools of all services: see the runbook, The connection"
                    + " pool is full.");
        }
        if (config.acquireTimeout().isZero() || config.acquireTimeout().isNegative()) {
            throw new IllegalArgumentException("prescient.pool.acquire-timeout is " + config.acquireTimeout()
                    + "; without a limit, a statement would wait for a connection for ever.");
        }
    }

    @Override
    public Pool create(Input input) {
        var servers = List.<SqlConnectOptions>copyOf(input.pgConnectOptionsList());
        servers.forEach(server -> server.setPreparedStatementCacheSqlLimit(LONGEST_STATEMENT));
        var options = input.poolOptions()
                .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS)
                .setConnectionTimeout((int) config.acquireTimeout().toMillis());
        return PgBuilder.pool()
                .with(options)
                .connectingTo(servers)
                .using(input.vertx())
                .build();
    }
}
