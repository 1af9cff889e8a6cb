package prescient.database;

import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import java.time.Instant;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.flywaydb.core.Flyway;

/** A pulse that a test holds in its hand; it asks no database. */
public final class PulseForTests extends DatabasePulse {

    private final BooleanSupplier up;

    public PulseForTests(Vertx vertx, BooleanSupplier up) {
        super(
                Pool.newInstance(PgBuilder.pool()
                        .connectingTo(new PgConnectOptions())
                        .using(vertx.getDelegate())
                        .build()),
                new Migration(Flyway.configure().load(), true),
                () -> Instant.EPOCH);
        this.up = up;
    }

    @Override
    public Beat last() {
        boolean now = up.getAsBoolean();
        return new Beat(now, 1, Instant.EPOCH, now ? "up" : "down", Map.of());
    }
}
