package prescient.trade.status;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;
import prescient.trade.status.SuiteStatus.LastCycle;

/** What this service's own tables tell about the state of trading, in one round trip. */
@ApplicationScoped
class StatusTable {

    private final Pool pool;

    StatusTable(Pool pool) {
        this.pool = pool;
    }

    /**
     * @param lastCycle the newest cycle, null if there is none
     * @param pending orders whose outcome is open
     * @param undelivered outbox messages that wait
     * @param attempts failed attempts of the unluckiest of them
     */
    record Trading(@Nullable LastCycle lastCycle, long pending, long undelivered, int attempts) {}

    Uni<Trading> read() {
        return pool.query("""
                        SELECT c.cycle_id, c.status, c.started_at, c.finished_at,
                            (SELECT count(*) FROM orders WHERE status = 'pending') AS pending,
                            o.undelivered, o.attempts
                        FROM (SELECT count(*) AS undelivered, coalesce(max(attempts), 0) AS attempts FROM outbox) o
                        LEFT JOIN (SELECT * FROM trading_cycles ORDER BY started_at DESC LIMIT 1) c ON true
                        """).execute().map(rows -> trading(rows.iterator().next()));
    }

    private static Trading trading(Row row) {
        return new Trading(
                row.getString("cycle_id") == null ? null : lastCycle(row),
                row.getLong("pending"),
                row.getLong("undelivered"),
                row.getInteger("attempts"));
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
