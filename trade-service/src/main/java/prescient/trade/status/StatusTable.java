package prescient.trade.status;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import prescient.trade.status.SuiteStatus.LastCycle;

/** What this service's own tables tell about the state of trading, in one round trip. */
@ApplicationScoped
class StatusTable {

    private final Pool pool;

    StatusTable(Pool pool) {
        this.pool = pool;
    }

    Uni<Trading> read() {
        return pool.query("""
                        SELECT c.cycle_id, c.status, c.started_at, c.finished_at,
                            p.pending, p.oldest_pending, o.undelivered, o.attempts, o.oldest_message
                        FROM (SELECT count(*) AS undelivered, coalesce(max(attempts), 0) AS attempts,
                                min(created_at) AS oldest_message FROM outbox) o
                        CROSS JOIN (SELECT count(*) AS pending, min(created_at) AS oldest_pending
                            FROM orders WHERE status = 'pending') p
                        LEFT JOIN (SELECT * FROM trading_cycles ORDER BY started_at DESC LIMIT 1) c ON true
                        """).execute().map(rows -> trading(rows.iterator().next()));
    }

    private static Trading trading(Row row) {
        return new Trading(
                row.getString("cycle_id") == null ? null : lastCycle(row),
                row.getLong("pending"),
                row.getLong("undelivered"),
                row.getInteger("attempts"),
                instant(row, "oldest_pending"),
                instant(row, "oldest_message"));
    }

    private static @Nullable Instant instant(Row row, String column) {
        var time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }

    private static LastCycle lastCycle(Row row) {
        var finished = row.getOffsetDateTime("finished_at");
        return new LastCycle(
                row.getString("cycle_id"),
                row.getString("status"),
                row.getOffsetDateTime("started_at").toInstant(),
                finished == null ? null : finished.toInstant());
    }
}
