package prescient.market.price;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Recorded snapshots of all markets in the order of time. */
@ApplicationScoped
class SnapshotTable {

    private final Pool pool;

    SnapshotTable(Pool pool) {
        this.pool = pool;
    }

    /**
     * Snapshots in {@code [from, to)}, oldest first.
     *
     * @param after the moment the list goes on from; {@code from} at first
     * @param afterId the snapshot of that moment behind which it goes on; 0 at first
     */
    Uni<List<Recorded.Snapshot>> list(Instant after, long afterId, Instant to, int limit) {
        return pool.preparedQuery("""
                        SELECT id, "timestamp", market_id, yes_price, no_price, liquidity, volume, volume24hr
                        FROM market_snapshots WHERE ("timestamp", id) > ($1, $2) AND "timestamp" < $3
                        ORDER BY "timestamp", id LIMIT $4
                        """)
                .execute(Tuple.of(utc(after), afterId, utc(to), limit))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(SnapshotTable::snapshot)
                        .toList());
    }

    /** What is known of these markets, in the order of their ids; unknown ones are absent. */
    Uni<List<Recorded.Market>> markets(List<String> marketIds) {
        return pool.preparedQuery("""
                        SELECT market_id, question, event_id, event_title, event_end_date, end_date, resolution,
                            CASE WHEN resolution IS NOT NULL THEN observed_at END AS resolved_at
                        FROM markets WHERE market_id = ANY ($1) ORDER BY market_id
                        """)
                .execute(Tuple.of(marketIds.toArray(String[]::new)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(SnapshotTable::market)
                        .toList());
    }

    private static Recorded.Snapshot snapshot(Row row) {
        return new Recorded.Snapshot(
                row.getOffsetDateTime("timestamp").toInstant(),
                row.getString("market_id"),
                row.getBigDecimal("yes_price"),
                row.getBigDecimal("no_price"),
                row.getBigDecimal("liquidity"),
                row.getBigDecimal("volume"),
                row.getBigDecimal("volume24hr"),
                row.getLong("id"));
    }

    private static Recorded.Market market(Row row) {
        return new Recorded.Market(
                row.getString("market_id"),
                row.getString("question"),
                row.getString("event_id"),
                row.getString("event_title"),
                instant(row.getOffsetDateTime("event_end_date")),
                instant(row.getOffsetDateTime("end_date")),
                row.getString("resolution"),
                instant(row.getOffsetDateTime("resolved_at")));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
