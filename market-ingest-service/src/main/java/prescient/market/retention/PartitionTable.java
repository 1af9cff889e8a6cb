package prescient.market.retention;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;

/** Makes partitions of the time series. */
@ApplicationScoped
class PartitionTable {

    private final Pool pool;

    PartitionTable(Pool pool) {
        this.pool = pool;
    }

    /** Makes the monthly partitions that are missing and returns how many that were. */
    Uni<Integer> create(Instant from, int monthsAhead) {
        return pool.preparedQuery("SELECT create_month_partitions($1, $2)")
                .execute(Tuple.of(from.atOffset(ZoneOffset.UTC), monthsAhead))
                .map(rows -> rows.iterator().next().getInteger(0));
    }
}
