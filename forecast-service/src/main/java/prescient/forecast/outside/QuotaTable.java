package prescient.forecast.outside;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import prescient.forecast.outside.Quota.Limit;

/** SQL on {@code source_requests}. */
@ApplicationScoped
class QuotaTable implements QuotaStore {

    private final Pool pool;

    QuotaTable(Pool pool) {
        this.pool = pool;
    }

    /**
     * Counts that are two months old go with the next request to the same service. Of two that begin an hour at once
     * and find it full, one may stay counted in the day and the month: too many, never too few.
     */
    @Override
    public Uni<Optional<Limit>> take(String source, List<Limit> limits, int requests) {
        return pool.preparedQuery("""
            WITH wanted AS (
                SELECT * FROM unnest($2::text[], $3::timestamptz[], $4::integer[])
                    AS given (period, began, most)
            ), spent AS (
                SELECT period, began, most, old.requests
                FROM wanted JOIN source_requests old USING (period, began)
                WHERE old.source = $1 ORDER BY period FOR UPDATE OF old
            ), full_ones AS (
                SELECT period FROM wanted LEFT JOIN spent USING (period, began)
                WHERE coalesce(spent.requests, 0) + $5 > wanted.most
            ), taken AS (
                INSERT INTO source_requests AS old (source, period, began, requests)
                SELECT $1, period, began, $5 FROM wanted WHERE NOT EXISTS (SELECT FROM full_ones)
                ON CONFLICT (source, period, began) DO UPDATE SET
                    requests = old.requests + EXCLUDED.requests
                WHERE old.requests + EXCLUDED.requests
                    <= (SELECT most FROM wanted WHERE wanted.period = EXCLUDED.period)
                RETURNING period
            ), forgotten AS (
                DELETE FROM source_requests
                WHERE source = $1 AND began < (SELECT min(began) FROM wanted) - interval '62 days'
            )
            SELECT period FROM full_ones
            UNION ALL SELECT period FROM wanted
            WHERE NOT EXISTS (SELECT FROM full_ones) AND period NOT IN (SELECT period FROM taken)
            """)
                .execute(Tuple.tuple()
                        .addString(source)
                        .addArrayOfString(periods(limits))
                        .addArrayOfOffsetDateTime(beginnings(limits))
                        .addArrayOfInteger(limits.stream().map(Limit::most).toArray(Integer[]::new))
                        .addInteger(requests))
                .map(rows -> {
                    for (var row : rows) {
                        var full = row.getString("period");
                        return limits.stream()
                                .filter(limit -> limit.period().equals(full))
                                .findFirst();
                    }
                    return Optional.empty();
                });
    }

    @Override
    public Uni<Void> giveBack(String source, List<Limit> limits, int requests) {
        return pool.preparedQuery("""
            UPDATE source_requests old SET requests = greatest(0, old.requests - $4)
            FROM unnest($2::text[], $3::timestamptz[]) AS given (period, began)
            WHERE old.source = $1 AND old.period = given.period AND old.began = given.began
            """)
                .execute(Tuple.tuple()
                        .addString(source)
                        .addArrayOfString(periods(limits))
                        .addArrayOfOffsetDateTime(beginnings(limits))
                        .addInteger(requests))
                .replaceWithVoid();
    }

    private static String[] periods(List<Limit> limits) {
        return limits.stream().map(Limit::period).toArray(String[]::new);
    }

    private static OffsetDateTime[] beginnings(List<Limit> limits) {
        return limits.stream()
                .map(limit -> limit.began().atOffset(ZoneOffset.UTC))
                .toArray(OffsetDateTime[]::new);
    }
}
