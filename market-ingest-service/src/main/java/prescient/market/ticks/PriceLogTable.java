package prescient.market.ticks;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Statements on the price log and its gaps. */
@ApplicationScoped
class PriceLogTable {

    private final Pool pool;

    PriceLogTable(Pool pool) {
        this.pool = pool;
    }

    /** Stores rows in one statement; a second that has its row keeps it. Returns how many were new. */
    Uni<Integer> store(String venue, String environment, List<SecondRow> rows) {
        return pool.preparedQuery("""
                        INSERT INTO price_log (symbol, "timestamp", price, source_at, source_zone, sequence,
                            venue, environment)
                        SELECT u.*, $7, $8 FROM unnest($1::text[], $2::timestamptz[], $3::numeric[],
                            $4::timestamptz[], $5::text[], $6::bigint[]) u
                        ON CONFLICT (symbol, environment, "timestamp") DO NOTHING
                        """)
                .execute(Tuple.from(List.of(
                        rows.stream().map(SecondRow::symbol).toArray(String[]::new),
                        rows.stream().map(row -> utc(row.second())).toArray(OffsetDateTime[]::new),
                        rows.stream().map(SecondRow::price).toArray(BigDecimal[]::new),
                        rows.stream().map(row -> utc(row.at())).toArray(OffsetDateTime[]::new),
                        rows.stream().map(SecondRow::zone).toArray(String[]::new),
                        rows.stream().map(SecondRow::sequence).toArray(Long[]::new),
                        venue,
                        environment)))
                .map(stored -> stored.rowCount());
    }

    /** Notes gaps; one that is known is not noted again. */
    Uni<Void> note(String environment, List<PriceGap> gaps, Instant noticedAt) {
        return pool.preparedQuery("""
                        INSERT INTO price_gaps (symbol, from_at, to_at, reason, environment, noticed_at)
                        SELECT u.*, $5, $6 FROM unnest($1::text[], $2::timestamptz[], $3::timestamptz[], $4::text[]) u
                        ON CONFLICT (symbol, environment, from_at, reason)
                        DO UPDATE SET to_at = greatest(price_gaps.to_at, excluded.to_at)
                        """)
                .execute(Tuple.from(List.of(
                        gaps.stream().map(PriceGap::symbol).toArray(String[]::new),
                        gaps.stream().map(gap -> utc(gap.from())).toArray(OffsetDateTime[]::new),
                        gaps.stream().map(gap -> utc(gap.to())).toArray(OffsetDateTime[]::new),
                        gaps.stream().map(gap -> gap.reason().wireName()).toArray(String[]::new),
                        environment,
                        utc(noticedAt))))
                .replaceWithVoid();
    }

    /** Forgets gaps that ended before; answers how many. */
    Uni<Integer> forgetGaps(Instant before) {
        return pool.preparedQuery("DELETE FROM price_gaps WHERE to_at < $1")
                .execute(Tuple.of(utc(before)))
                .map(rows -> rows.rowCount());
    }

    /** The last second that has a row; empty when none has. */
    Uni<Optional<Instant>> last(String symbol, String environment) {
        return pool.preparedQuery("""
                        SELECT "timestamp" FROM price_log WHERE symbol = $1 AND environment = $2
                        ORDER BY "timestamp" DESC LIMIT 1
                        """)
                .execute(Tuple.of(symbol, environment))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> instant(row, "timestamp"))
                        .findFirst());
    }

    /** The newest price and how it moved, as of its own second; empty when there is no row. */
    Uni<Optional<LatestPrice>> latest(String symbol, String environment, Instant now) {
        return pool.preparedQuery("""
                        WITH newest AS (
                            SELECT "timestamp" AS at, price FROM price_log WHERE symbol = $1 AND environment = $2
                            ORDER BY "timestamp" DESC LIMIT 1)
                        SELECT at, price,
                            round(extract(epoch FROM $4::timestamptz - at), 3) AS age,
                            (SELECT round(avg(p.price), 6) FROM price_log p
                             WHERE p.symbol = $1 AND p.environment = $2
                                 AND p."timestamp" BETWEEN newest.at - interval '60 seconds' AND newest.at) AS mean,
                            ARRAY(
                                SELECT (SELECT p.price FROM price_log p
                                        WHERE p.symbol = $1 AND p.environment = $2
                                            AND p."timestamp" <= newest.at - make_interval(mins => ago.minutes)
                                        ORDER BY p."timestamp" DESC LIMIT 1)
                                FROM unnest($3::int[]) WITH ORDINALITY ago(minutes, place) ORDER BY ago.place
                            ) AS earlier
                        FROM newest
                        """)
                .execute(Tuple.of(symbol, environment, Momentum.MINUTES.toArray(Integer[]::new), utc(now)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> latest(symbol, row))
                        .findFirst());
    }

    private static LatestPrice latest(String symbol, Row row) {
        @Nullable BigDecimal[] earlier = row.get(BigDecimal[].class, "earlier");
        var price = row.getBigDecimal("price");
        return new LatestPrice(
                symbol,
                price,
                instant(row, "at"),
                row.getBigDecimal("age"),
                row.getBigDecimal("mean"),
                Momentum.of(price, Arrays.asList(earlier)));
    }

    /**
     * Rows, newest first.
     *
     * @param from the oldest second; null is the first there is
     * @param before seconds earlier than this one
     */
    Uni<List<PriceRow>> rows(String symbol, String environment, @Nullable Instant from, Instant before, int limit) {
        return pool.preparedQuery("""
                        SELECT "timestamp", price, venue, source_at, source_zone FROM price_log
                        WHERE symbol = $1 AND environment = $2 AND "timestamp" < $4
                            AND ($3::timestamptz IS NULL OR "timestamp" >= $3)
                        ORDER BY "timestamp" DESC LIMIT $5
                        """)
                .execute(Tuple.from(Arrays.<@Nullable Object>asList(
                        symbol, environment, from == null ? null : utc(from), utc(before), limit)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(PriceLogTable::row)
                        .toList());
    }

    private static PriceRow row(Row row) {
        var sourceAt = row.getOffsetDateTime("source_at");
        return new PriceRow(
                instant(row, "timestamp"),
                row.getBigDecimal("price"),
                row.getString("venue"),
                sourceAt == null ? null : sourceAt.toInstant(),
                row.getString("source_zone"));
    }

    private static Instant instant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
