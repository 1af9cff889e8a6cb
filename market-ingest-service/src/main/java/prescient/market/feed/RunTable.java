package prescient.market.feed;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Statements on ingest_runs. */
@ApplicationScoped
class RunTable {

    private final Pool pool;

    RunTable(Pool pool) {
        this.pool = pool;
    }

    Uni<Optional<IngestRun>> find(String runId) {
        return pool.preparedQuery("SELECT * FROM ingest_runs WHERE run_id = $1")
                .execute(Tuple.of(runId))
                .map(rows -> all(rows).stream().findFirst());
    }

    /**
     * Newest first.
     *
     * @param before a run id whose page this one continues; null for the first page
     */
    Uni<List<IngestRun>> list(@Nullable String before, int limit) {
        return pool.preparedQuery("""
                        SELECT * FROM ingest_runs
                        WHERE $1::text IS NULL
                            OR (started_at, run_id)
                                < (SELECT started_at, run_id FROM ingest_runs WHERE run_id = $1::text)
                        ORDER BY started_at DESC, run_id DESC LIMIT $2
                        """)
                .execute(Tuple.from(Arrays.<@Nullable Object>asList(before, limit)))
                .map(RunTable::all);
    }

    /** Notes that a run begins, or begins again after a crash. */
    Uni<Void> begin(String runId, String venue, Instant at) {
        return pool.preparedQuery("""
                        INSERT INTO ingest_runs AS r (run_id, venue, status, started_at)
                        VALUES ($1, $2, 'running', $3)
                        ON CONFLICT (run_id) DO UPDATE SET started_at = EXCLUDED.started_at
                            WHERE r.status = 'running'
                        """)
                .execute(Tuple.of(runId, venue, at.atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    /**
     * Closes a run, unless its lease was lost: then nothing changes. A complete one takes what it did not see off the
     * list.
     *
     * @param token of the lease {@code ingest}
     * @return false when the lease was lost
     */
    Uni<Boolean> finish(IngestRun run, Instant finishedAt, long token) {
        return pool.preparedQuery("""
                        WITH ended AS (
                            UPDATE ingest_runs SET status = $2, finished_at = $3, events = $4, markets = $5,
                                quarantined = $6, pages = $7, retries = $8, duplicates = $9, snapshots = $10,
                                reason = $11, duration_ms = $12, fetch_ms = $13, write_ms = $14
                            WHERE run_id = $1 AND status = 'running'
                                AND EXISTS (SELECT FROM job_lease WHERE job = 'ingest' AND token = $15)
                            RETURNING venue
                        ), gone_events AS (
                            UPDATE events e SET listed = false FROM ended
                            WHERE $2 = 'complete' AND e.listed AND e.venue = ended.venue
                                AND e.last_seen_run IS DISTINCT FROM $1
                        ), gone_markets AS (
                            UPDATE markets m SET listed = false FROM ended
                            WHERE $2 = 'complete' AND m.listed AND m.venue = ended.venue
                                AND m.last_seen_run IS DISTINCT FROM $1
                        ), fed AS (
                            UPDATE feeds SET last_attempt_at = $3, last_run_id = $1, last_problem = $11,
                                last_success_at = CASE WHEN $2 = 'complete' THEN $3 ELSE last_success_at END,
                                rows = CASE WHEN $2 = 'complete' THEN $5 ELSE rows END
                            FROM ended WHERE feed = 'catalogue'
                        ), noted AS (
                            UPDATE system_metadata SET value = to_char($3::timestamptz AT TIME ZONE 'UTC',
                                'YYYY-MM-DD"T"HH24:MI:SS"Z"'), updated_at = $3
                            FROM ended WHERE key = 'last_event_export' AND $2 = 'complete'
                        )
                        SELECT count(*) AS ended FROM ended
                        """)
                .execute(Tuple.from(Arrays.<@Nullable Object>asList(
                        run.runId(),
                        run.status().text(),
                        finishedAt.atOffset(ZoneOffset.UTC),
                        run.events(),
                        run.markets(),
                        run.quarantined(),
                        run.pages(),
                        run.retries(),
                        run.duplicates(),
                        run.snapshots(),
                        run.reason(),
                        run.durationMs(),
                        run.steps().fetchMs(),
                        run.steps().writeMs(),
                        token)))
                .map(rows -> rows.iterator().next().getLong("ended") == 1);
    }

    private static List<IngestRun> all(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(RunTable::run)
                .toList();
    }

    private static IngestRun run(Row row) {
        var finished = row.getOffsetDateTime("finished_at");
        return new IngestRun(
                row.getString("run_id"),
                RunStatus.of(row.getString("status")),
                row.getInteger("events"),
                row.getInteger("markets"),
                row.getInteger("quarantined"),
                row.getInteger("pages"),
                row.getInteger("retries"),
                row.getInteger("duplicates"),
                row.getInteger("snapshots"),
                row.getString("reason"),
                row.getOffsetDateTime("started_at").toInstant(),
                finished == null ? null : finished.toInstant(),
                row.getLong("duration_ms"),
                new IngestRun.Steps(row.getLong("fetch_ms"), row.getLong("write_ms")));
    }
}
