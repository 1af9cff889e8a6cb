package prescient.market.price;

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

/** Prices now and over time. */
@ApplicationScoped
class PriceTable {

    private final Pool pool;

    PriceTable(Pool pool) {
        this.pool = pool;
    }

    /** The last known prices, each market once, in the order asked; unknown ids are absent. */
    Uni<Quotes> quotes(List<String> marketIds) {
        return pool.preparedQuery("""
                        SELECT m.market_id, m.yes_price, m.no_price, m.observed_at, m.closed, m.resolution
                        FROM (SELECT id, min(place) AS place
                            FROM unnest($1::text[]) WITH ORDINALITY AS u(id, place) GROUP BY id) wanted
                        JOIN markets m ON m.market_id = wanted.id ORDER BY wanted.place
                        """)
                .execute(Tuple.of(marketIds.toArray(String[]::new)))
                .map(rows -> new Quotes(StreamSupport.stream(rows.spliterator(), false)
                        .map(PriceTable::quote)
                        .toList()));
    }

    /**
     * A market's points, newest first.
     *
     * @param before the moment behind which the list goes on; null for the newest
     * @param beforeId with {@code before}, the point of that moment behind which it goes on
     */
    Uni<List<PricePoint>> history(String marketId, @Nullable Instant before, long beforeId, int limit) {
        return pool.preparedQuery("""
                        SELECT id, "timestamp", yes_price, no_price, liquidity, volume, volume24hr, market_conviction,
                            source
                        FROM market_snapshots
                        WHERE market_id = $1 AND ($2::timestamptz IS NULL OR ("timestamp", id) < ($2, $3))
                        ORDER BY "timestamp" DESC, id DESC LIMIT $4
                        """)
                .execute(Tuple.from(Arrays.<@Nullable Object>asList(
                        marketId, before == null ? null : before.atOffset(ZoneOffset.UTC), beforeId, limit)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(PriceTable::point)
                        .toList());
    }

    private static Quotes.Quote quote(Row row) {
        return new Quotes.Quote(
                row.getString("market_id"),
                row.getBigDecimal("yes_price"),
                row.getBigDecimal("no_price"),
                row.getOffsetDateTime("observed_at").toInstant(),
                row.getBoolean("closed"),
                row.getString("resolution"));
    }

    private static PricePoint point(Row row) {
        return new PricePoint(
                row.getOffsetDateTime("timestamp").toInstant(),
                row.getBigDecimal("yes_price"),
                row.getBigDecimal("no_price"),
                row.getBigDecimal("liquidity"),
                row.getBigDecimal("volume"),
                row.getBigDecimal("volume24hr"),
                row.getBigDecimal("market_conviction"),
                row.getString("source"),
                row.getLong("id"));
    }
}
