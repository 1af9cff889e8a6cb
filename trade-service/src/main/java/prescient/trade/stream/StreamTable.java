package prescient.trade.stream;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import prescient.trade.stream.StreamSource.Change;
import prescient.trade.stream.StreamSource.Changes;

/** What the triggers on the tables have noted in {@code stream_changes}. */
@ApplicationScoped
class StreamTable {

    // A transaction that the first snapshot has not seen is one from its xmax on, or one that was open then. The
    // statement's own snapshot is the next mark: what it does not see now it will not have seen then either. Rows of
    // a restored backup may name transactions that are still to come here; they are nothing new.
    private static final String BETWEEN = """
            SELECT seen.log, seen.at, seen.snapshot, change.kind, change.told
            FROM (SELECT 'stream_changes'::regclass::oid::bigint AS log, clock_timestamp() AS at,
                pg_current_snapshot()::text AS snapshot) seen
            LEFT JOIN (
                SELECT c.change_id, told.place, c.kind, told.value::text AS told
                FROM (
                    SELECT n.* FROM stream_changes n
                    WHERE n.transaction_id >= pg_snapshot_xmax($1::text::pg_snapshot)
                        AND n.transaction_id < pg_snapshot_xmax(pg_current_snapshot())
                    UNION ALL
                    SELECT l.* FROM stream_changes l
                    WHERE l.transaction_id = ANY (ARRAY(SELECT pg_snapshot_xip($1::text::pg_snapshot)))
                ) c, jsonb_array_elements(c.told) WITH ORDINALITY AS told (value, place)
                WHERE $2::text IS NULL OR pg_visible_in_snapshot(c.transaction_id, $2::text::pg_snapshot)
                ORDER BY c.change_id, told.place LIMIT $3
            ) change ON true
            ORDER BY change.change_id, change.place
            """;

    private final Pool pool;

    StreamTable(Pool pool) {
        this.pool = pool;
    }

    /** As {@link StreamSource#between}; at most one change more than are told one by one. */
    Uni<Changes> between(@Nullable StreamMark from, @Nullable StreamMark to) {
        return pool.preparedQuery(BETWEEN)
                .execute(Tuple.of(
                        from == null ? null : from.snapshot(),
                        to == null ? null : to.snapshot(),
                        StreamSource.MOST + 1))
                .map(StreamTable::changes);
    }

    /**
     * Deletes what was noted longer ago than {@code kept}, by the clock it was noted by.
     *
     * @return how many rows
     */
    Uni<Integer> forget(Duration kept) {
        return pool.preparedQuery(
                        "DELETE FROM stream_changes WHERE noted_at < clock_timestamp() - make_interval(secs => $1)")
                .execute(Tuple.of((double) kept.toSeconds()))
                .map(RowSet::rowCount);
    }

    private static Changes changes(RowSet<Row> rows) {
        var first = rows.iterator().next();
        var at = Instant.ofEpochMilli(first.getOffsetDateTime("at").toInstant().toEpochMilli());
        return new Changes(
                new StreamMark(first.getLong("log"), at, first.getString("snapshot")),
                StreamSupport.stream(rows.spliterator(), false)
                        .filter(row -> row.getString("kind") != null)
                        .map(row -> new Change(row.getString("kind"), row.getString("told")))
                        .toList());
    }
}
