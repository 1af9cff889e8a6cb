package prescient.trade.account;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** How far the copy of an account goes, list by list. */
@ApplicationScoped
class SyncTable {

    private final Pool pool;

    SyncTable(Pool pool) {
        this.pool = pool;
    }

    /** Up to where everything is stored; empty before the first complete walk. */
    Uni<Optional<Instant>> watermark(String environment, Part list) {
        return pool.preparedQuery("SELECT watermark FROM account_sync WHERE environment = $1 AND list = $2")
                .execute(Tuple.of(environment, list.wireName()))
                .map(rows -> rows.iterator().hasNext()
                        ? Optional.ofNullable(rows.iterator().next().getOffsetDateTime("watermark"))
                                .map(OffsetDateTime::toInstant)
                        : Optional.empty());
    }

    /**
     * A walk reached its end.
     *
     * @param newest of its rows; null when there were none. The watermark never goes back
     */
    Uni<Void> complete(String environment, Part list, @Nullable Instant newest, Instant at) {
        return pool.preparedQuery("""
                        INSERT INTO account_sync AS t (environment, list, watermark, synced_at)
                        VALUES ($1, $2, $3, $4)
                        ON CONFLICT (environment, list) DO UPDATE
                            SET watermark = greatest(t.watermark, EXCLUDED.watermark), synced_at = EXCLUDED.synced_at,
                                problem = NULL
                        """)
                .execute(Tuple.of(environment, list.wireName(), utc(newest), utc(at)))
                .replaceWithVoid();
    }

    /** A walk was cut off; what it stored is stored, and the watermark stays. */
    Uni<Void> failed(String environment, Part list, String problem, Instant at) {
        return pool.preparedQuery("""
                        INSERT INTO account_sync (environment, list, failed_at, problem) VALUES ($1, $2, $3, $4)
                        ON CONFLICT (environment, list) DO UPDATE
                            SET failed_at = EXCLUDED.failed_at, problem = EXCLUDED.problem
                        """)
                .execute(Tuple.of(environment, list.wireName(), utc(at), problem))
                .replaceWithVoid();
    }

    /** Where reading the archive goes on. */
    record Archive(@Nullable String cursor, boolean isFinished) {}

    Uni<Optional<Archive>> archive(String environment, Part list) {
        return pool.preparedQuery("""
                        SELECT cursor, finished_at FROM account_history WHERE environment = $1 AND list = $2
                        """)
                .execute(Tuple.of(environment, list.wireName()))
                .map(rows -> rows.iterator().hasNext()
                        ? Optional.of(archive(rows.iterator().next()))
                        : Optional.empty());
    }

    private static Archive archive(Row row) {
        return new Archive(row.getString("cursor"), row.getOffsetDateTime("finished_at") != null);
    }

    /** Begins, or begins anew when it was finished. */
    Uni<Void> archiveBegins(String environment, Part list, Instant at) {
        return pool.preparedQuery("""
                        INSERT INTO account_history (environment, list, started_at) VALUES ($1, $2, $3)
                        ON CONFLICT (environment, list) DO UPDATE
                            SET cursor = NULL, rows = 0, started_at = EXCLUDED.started_at, finished_at = NULL
                            WHERE account_history.finished_at IS NOT NULL
                        """)
                .execute(Tuple.of(environment, list.wireName(), utc(at)))
                .replaceWithVoid();
    }

    /** @param cursor of the next page; null when there is none */
    Uni<Void> archiveGoesOn(String environment, Part list, @Nullable String cursor, int rows, Instant at) {
        return pool.preparedQuery("""
                        UPDATE account_history
                        SET cursor = $3, rows = rows + $4,
                            finished_at = CASE WHEN $3::text IS NULL THEN $5::timestamptz END
                        WHERE environment = $1 AND list = $2
                        """)
                .execute(Tuple.of(environment, list.wireName(), cursor, rows, utc(at)))
                .replaceWithVoid();
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }

    /**
     * How a list's copy stands.
     *
     * @param syncedAt its last complete walk; null before the first
     * @param problem why the last walk failed; null when it did not
     */
    record Standing(
            String environment,
            String list,
            @Nullable Instant syncedAt,
            @Nullable String problem) {}

    /** Every list that was ever looked at. */
    Uni<List<Standing>> standing() {
        return pool.query("SELECT environment, list, synced_at, problem FROM account_sync ORDER BY environment, list")
                .execute()
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> {
                            var at = row.getOffsetDateTime("synced_at");
                            return new Standing(
                                    row.getString("environment"),
                                    row.getString("list"),
                                    at == null ? null : at.toInstant(),
                                    row.getString("problem"));
                        })
                        .toList());
    }
}
