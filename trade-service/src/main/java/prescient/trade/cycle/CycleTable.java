package prescient.trade.cycle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import prescient.trade.cycle.Cycle.Step;
import prescient.trade.cycle.CycleRequest.Parameters;
import prescient.trade.notification.Notice;
import prescient.trade.notification.NotificationTable;

/** The trading cycles' rows. */
@ApplicationScoped
class CycleTable {

    /** The lease under which cycles are driven. */
    static final String LEASE = "trading-cycle";

    /** Only for who still has the lease; a cycle that began on files has none to lose. */
    private static final String HELD = """
            AND status = 'running' AND ($1::bigint = 0
                OR EXISTS (SELECT FROM job_lease WHERE job = 'trading-cycle' AND token = $1))
            """;

    private static final String COLUMNS = """
            SELECT cycle_id, portfolio_id, parameters::text AS parameters, status, steps::text AS steps,
                summary::text AS summary, started_at, finished_at FROM trading_cycles
            """;

    private final Pool pool;
    private final ObjectMapper json;
    private final NotificationTable notifications;

    CycleTable(Pool pool, ObjectMapper json, NotificationTable notifications) {
        this.pool = pool;
        this.json = json;
        this.notifications = notifications;
    }

    /** Stores a new cycle as running; one of that id is left as it is. */
    Uni<Void> start(String cycleId, Parameters parameters, Instant now) {
        return pool.preparedQuery("""
                        INSERT INTO trading_cycles (cycle_id, portfolio_id, parameters, status, started_at)
                        VALUES ($1, $2, $3::text::jsonb, 'running', $4) ON CONFLICT (cycle_id) DO NOTHING
                        """)
                .execute(Tuple.of(cycleId, parameters.portfolioId(), text(parameters), now.atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    /** Stores how far a running cycle has come; fails with a refusal when {@code token} is not the lease's any more. */
    Uni<Void> progress(long token, String cycleId, List<Step> steps) {
        return pool.preparedQuery("UPDATE trading_cycles SET steps = $3::text::jsonb WHERE cycle_id = $2 " + HELD)
                .execute(Tuple.of(token, cycleId, text(steps)))
                .invoke(rows -> requireOne(rows, cycleId))
                .replaceWithVoid();
    }

    /** Ends a running cycle, and tells of it; fails with a refusal when {@code token} is not the lease's any more. */
    Uni<Void> finish(
            long token, String cycleId, String status, Map<String, Object> summary, List<Notice> notices, Instant now) {
        return pool.withTransaction(connection -> finish(connection, token, cycleId, status, summary, now)
                .call(() -> notifications.write(connection, notices)));
    }

    private Uni<Void> finish(
            SqlConnection connection,
            long token,
            String cycleId,
            String status,
            Map<String, Object> summary,
            Instant now) {
        return connection
                .preparedQuery("""
                        UPDATE trading_cycles SET status = $3, summary = $4::text::jsonb, finished_at = $5
                        WHERE cycle_id = $2
                        """ + HELD)
                .execute(Tuple.of(token, cycleId, status, text(summary), now.atOffset(ZoneOffset.UTC)))
                .invoke(rows -> requireOne(rows, cycleId))
                .replaceWithVoid();
    }

    private static void requireOne(RowSet<Row> rows, String cycleId) {
        if (rows.rowCount() == 0) {
            throw CycleProblem.CYCLE_RUNNING.with("another replica goes on with cycle " + cycleId);
        }
    }

    Uni<Optional<Cycle>> find(String cycleId) {
        return pool.preparedQuery(COLUMNS + "WHERE cycle_id = $1")
                .execute(Tuple.of(cycleId))
                .map(rows -> stream(rows).findFirst());
    }

    /** Cycles that were started and not finished, oldest first. */
    Uni<List<Cycle>> running() {
        return pool.query(COLUMNS + "WHERE status = 'running' ORDER BY started_at")
                .execute()
                .map(rows -> stream(rows).toList());
    }

    /** Cycles, newest first, from behind the given start on; null for the newest. */
    Uni<List<Cycle>> list(@Nullable Instant before, int limit) {
        return pool.preparedQuery(
                        COLUMNS + "WHERE $1::timestamptz IS NULL OR started_at < $1 ORDER BY started_at DESC LIMIT $2")
                .execute(Tuple.of(before == null ? null : before.atOffset(ZoneOffset.UTC), limit))
                .map(rows -> stream(rows).toList());
    }

    private Stream<Cycle> stream(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false).map(this::cycle);
    }

    private Cycle cycle(Row row) {
        var summary = row.getString("summary");
        var finished = row.getOffsetDateTime("finished_at");
        return new Cycle(
                row.getString("cycle_id"),
                row.getInteger("portfolio_id"),
                read(row.getString("parameters"), new TypeReference<Parameters>() {}),
                row.getString("status"),
                read(row.getString("steps"), new TypeReference<List<Step>>() {}),
                summary == null ? null : read(summary, new TypeReference<Map<String, Object>>() {}),
                row.getOffsetDateTime("started_at").toInstant(),
                finished == null ? null : finished.toInstant());
    }

    private <T> T read(String text, TypeReference<T> type) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException("a trading cycle was stored in another form", unreadable);
        }
    }

    private String text(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("records of plain values are always JSON", impossible);
        }
    }
}
