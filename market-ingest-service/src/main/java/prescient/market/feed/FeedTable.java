package prescient.market.feed;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Statements on feeds. */
@ApplicationScoped
public class FeedTable {

    private final Pool pool;

    FeedTable(Pool pool) {
        this.pool = pool;
    }

    Uni<List<Feed>> all() {
        return pool.preparedQuery("SELECT * FROM feeds ORDER BY feed")
                .execute()
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(FeedTable::feed)
                        .toList());
    }

    /**
     * Notes an attempt of a feed.
     *
     * @param problem what stopped it; null when it brought everything
     */
    public Uni<Void> note(String feed, Instant at, @Nullable String problem, int rows) {
        return pool.preparedQuery("""
                        UPDATE feeds SET last_attempt_at = $2, last_problem = $3,
                            last_success_at = CASE WHEN $3::text IS NULL THEN $2 ELSE last_success_at END,
                            rows = CASE WHEN $3::text IS NULL THEN $4 ELSE rows END
                        WHERE feed = $1
                        """)
                .execute(Tuple.from(
                        Arrays.<@Nullable Object>asList(feed, at.atOffset(ZoneOffset.UTC), problem, (long) rows)))
                .replaceWithVoid();
    }

    private static Feed feed(Row row) {
        return new Feed(
                row.getString("feed"),
                row.getString("venue"),
                instant(row, "last_attempt_at"),
                instant(row, "last_success_at"),
                row.getString("last_run_id"),
                row.getString("last_problem"),
                row.getLong("rows"));
    }

    private static @Nullable Instant instant(Row row, String column) {
        var time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }
}
