package prescient.signal.backtest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * SQL on {@code backtests}. What a run writes names the token of its lease and changes nothing once another replica may
 * hold it.
 */
@ApplicationScoped
class BacktestTable {

    static final String LEASE = "backtest";

    private static final String HELD =
            " EXISTS (SELECT FROM job_lease WHERE job = 'backtest' AND token = $2 AND expires_at > now())";

    private final Pool pool;
    private final ObjectMapper json;

    BacktestTable(Pool pool, ObjectMapper json) {
        this.pool = pool;
        this.json = json;
    }

    /** Stores a backtest that waits; false when its id is taken. */
    Uni<Boolean> add(Backtest backtest) {
        return pool.preparedQuery("""
                        INSERT INTO backtests (backtest_id, request_hash, request, strategy, strategy_version, variants,
                            created_at)
                        VALUES ($1, $2, $3::text::jsonb, $4, $5, $6, $7) ON CONFLICT (backtest_id) DO NOTHING
                        """)
                .execute(Tuple.from(Arrays.<@Nullable Object>asList(
                        backtest.id(),
                        backtest.requestHash(),
                        text(backtest.request()),
                        backtest.request().strategy(),
                        backtest.strategyVersion(),
                        backtest.variants(),
                        utc(backtest.createdAt()))))
                .map(rows -> rows.rowCount() == 1);
    }

    Uni<Optional<Backtest>> find(String id) {
        return pool.preparedQuery("SELECT *, request::text AS body FROM backtests WHERE backtest_id = $1")
                .execute(Tuple.of(id))
                .map(this::first);
    }

    /**
     * Backtests, newest first.
     *
     * @param before the moment behind which the list goes on, null for the newest
     * @param beforeId with {@code before}, the backtest of that moment behind which it goes on
     */
    Uni<List<Backtest>> list(@Nullable Instant before, String beforeId, int limit) {
        return pool.preparedQuery("""
                        SELECT *, request::text AS body FROM backtests
                        WHERE $1::timestamptz IS NULL OR (created_at, backtest_id) < ($1, $2)
                        ORDER BY created_at DESC, backtest_id DESC LIMIT $3
                        """)
                .execute(Tuple.from(Arrays.<@Nullable Object>asList(utc(before), beforeId, limit)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(this::backtest)
                        .toList());
    }

    /** Ends one that waits, asks one that runs to end; answers how it stands then, empty when there is none. */
    Uni<Optional<Backtest>> cancel(String id, Instant now) {
        return pool.preparedQuery("""
                        UPDATE backtests SET cancel_requested = true,
                            status = CASE WHEN status = 'queued' THEN 'cancelled' ELSE status END,
                            ended_at = CASE WHEN status = 'queued' THEN $2 ELSE ended_at END
                        WHERE backtest_id = $1 AND ended_at IS NULL
                        """).execute(Tuple.of(id, utc(now))).chain(() -> find(id));
    }

    /** The oldest one that is not finished, as running from now on; whoever ran it before has lost the lease. */
    Uni<Optional<Backtest>> start(long token, Instant now) {
        return pool.preparedQuery("""
                        UPDATE backtests SET status = 'running', started_at = coalesce(started_at, $1)
                        WHERE backtest_id = (SELECT backtest_id FROM backtests
                            WHERE status IN ('queued', 'running', 'interrupted')
                            ORDER BY created_at, backtest_id LIMIT 1) AND%s RETURNING *, request::text AS body
                        """.formatted(HELD))
                .execute(Tuple.of(utc(now), token))
                .map(this::first);
    }

    /** What it runs on, once that is read; false when the lease is lost. */
    Uni<Boolean> loaded(String id, long token, Recording recording) {
        int rows = recording.rows();
        return pool.preparedQuery("""
                        UPDATE backtests SET snapshots = $3, markets = $4, first_at = $5, last_at = $6, input_hash = $7
                        WHERE backtest_id = $1 AND""" + HELD)
                .execute(Tuple.from(Arrays.<@Nullable Object>asList(
                        id,
                        token,
                        (long) rows,
                        recording.markets.size(),
                        utc(Recording.instant(recording.at[0])),
                        utc(Recording.instant(recording.at[rows - 1])),
                        recording.hash())))
                .map(done -> done.rowCount() == 1);
    }

    /** Tells how far it is; answers whether it shall go on. */
    Uni<Boolean> progress(String id, long token, long snapshotsDone) {
        return pool.preparedQuery("UPDATE backtests SET snapshots_done = $3 WHERE backtest_id = $1 AND" + HELD
                        + " RETURNING cancel_requested")
                .execute(Tuple.of(id, token, snapshotsDone))
                .map(rows ->
                        rows.iterator().hasNext() && !rows.iterator().next().getBoolean(0));
    }

    /** How it ended, or that it was interrupted; false when the lease is lost. */
    Uni<Boolean> end(String id, long token, BacktestStatus status, @Nullable Failure failure, Instant now) {
        return pool.preparedQuery("""
                        UPDATE backtests SET status = $3, code = $4, detail = $5, ended_at = $6,
                            snapshots_done = CASE WHEN $3 = 'done' THEN snapshots * variants ELSE snapshots_done END
                        WHERE backtest_id = $1 AND""" + HELD)
                .execute(Tuple.from(Arrays.<@Nullable Object>asList(
                        id,
                        token,
                        status.text(),
                        failure == null ? null : failure.code(),
                        failure == null ? null : failure.detail(),
                        status.isEnd() ? utc(now) : null)))
                .map(rows -> rows.rowCount() == 1);
    }

    /** Why a backtest failed. */
    record Failure(String code, String detail) {}

    private Optional<Backtest> first(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(this::backtest)
                .findFirst();
    }

    private Backtest backtest(Row row) {
        var request = request(row.getString("body"));
        return new Backtest(
                row.getString("backtest_id"),
                request,
                row.getString("strategy_version"),
                BacktestStatus.of(row.getString("status")),
                row.getBoolean("cancel_requested"),
                row.getString("code"),
                row.getString("detail"),
                Bounds.NOT_RECORDED,
                row.getInteger("variants"),
                row.getLong("snapshots"),
                row.getInteger("markets"),
                instant(row.getOffsetDateTime("first_at")),
                instant(row.getOffsetDateTime("last_at")),
                row.getString("input_hash"),
                row.getLong("snapshots_done"),
                row.getOffsetDateTime("created_at").toInstant(),
                instant(row.getOffsetDateTime("started_at")),
                instant(row.getOffsetDateTime("ended_at")),
                row.getString("request_hash"));
    }

    private BacktestRequest request(String body) {
        try {
            return json.readValue(body, BacktestRequest.class);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("a stored backtest cannot be read", broken);
        }
    }

    private String text(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }
}
