package prescient.forecast.city;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** SQL on {@code observations} and its partitions. */
@ApplicationScoped
class ObservationTable {

    private final Pool pool;
    private final InstantSource clock;

    ObservationTable(Pool pool, InstantSource clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /**
     * Stores a batch in one statement, all or nothing. A station may correct what it said, so a later temperature for
     * the same city, source and time replaces the earlier one.
     *
     * @return fails with {@code UNKNOWN_CITY} if a city is not known
     */
    Uni<ObservationsResult> store(List<Observation> batch) {
        return pool.preparedQuery("""
                        WITH given AS (
                            SELECT DISTINCT ON (city_code, source, observed_at) city_code, source, observed_at,
                                temperature_f::numeric AS temperature_f
                            FROM unnest($1::text[], $2::text[], $3::timestamptz[], $4::text[]) WITH ORDINALITY
                                AS line (city_code, source, observed_at, temperature_f, position)
                            ORDER BY city_code, source, observed_at, position DESC
                        ), unknown AS (
                            SELECT city_code FROM given WHERE city_code NOT IN (SELECT code FROM cities)
                        ), stored AS (
                            INSERT INTO observations AS old (city_code, source, observed_at, temperature_f, received_at)
                            SELECT city_code, source, observed_at, temperature_f, $5 FROM given
                            WHERE NOT EXISTS (SELECT FROM unknown)
                            ON CONFLICT (city_code, observed_at, source) DO UPDATE SET
                                temperature_f = EXCLUDED.temperature_f, received_at = EXCLUDED.received_at
                            WHERE old.temperature_f <> EXCLUDED.temperature_f
                            RETURNING city_code
                        )
                        SELECT (SELECT min(city_code) FROM unknown) AS unknown,
                            (SELECT count(*) FROM stored) AS written,
                            (SELECT count(*) FROM given JOIN observations USING (city_code, source, observed_at)
                                WHERE given.temperature_f <> observations.temperature_f) AS corrected
                        """)
                .execute(Tuple.of(
                        texts(batch, Observation::cityCode),
                        texts(batch, Observation::source),
                        batch.stream().map(line -> time(line.observedAt())).toArray(OffsetDateTime[]::new),
                        texts(batch, line -> line.temperatureF().toPlainString()),
                        time(clock.instant())))
                .map(rows -> {
                    var row = rows.iterator().next();
                    if (row.getString("unknown") != null) {
                        throw CityProblem.UNKNOWN_CITY.with("there is no city " + row.getString("unknown"));
                    }
                    int written = row.getInteger("written");
                    int corrected = Math.min(written, row.getInteger("corrected"));
                    return new ObservationsResult(written - corrected, corrected, batch.size() - written);
                });
    }

    /**
     * Observations of a city, newest first.
     *
     * @param from first moment, inclusive, as {@code until} exclusive; null for all
     */
    Uni<List<Observation>> list(
            String cityCode,
            @Nullable Instant from,
            @Nullable Instant until,
            @Nullable ObservationCursor before,
            int limit) {
        return pool.preparedQuery("""
                        SELECT source, observed_at, temperature_f FROM observations
                        WHERE city_code = $1
                            AND ($2::timestamptz IS NULL OR (observed_at, source) < ($2::timestamptz, $3::text))
                            AND ($4::timestamptz IS NULL OR observed_at >= $4::timestamptz)
                            AND ($5::timestamptz IS NULL OR observed_at < $5::timestamptz)
                        ORDER BY observed_at DESC, source DESC LIMIT $6
                        """)
                .execute(Tuple.from(Arrays.<@Nullable Object>asList(
                        cityCode,
                        before == null ? null : time(before.observedAt()),
                        before == null ? null : before.source(),
                        from == null ? null : time(from),
                        until == null ? null : time(until),
                        limit)))
                .map(rows -> {
                    var lines = new ArrayList<Observation>();
                    rows.forEach(row -> lines.add(new Observation(
                            cityCode,
                            row.getString("source"),
                            row.getOffsetDateTime("observed_at").toInstant(),
                            row.getBigDecimal("temperature_f"))));
                    return lines;
                });
    }

    /** Makes the partitions of the month of {@code from} and of {@code monthsAhead} more; answers how many. */
    Uni<Integer> createPartitions(Instant from, int monthsAhead) {
        return pool.preparedQuery("SELECT create_month_partitions($1, $2) AS made")
                .execute(Tuple.of(time(from), monthsAhead))
                .map(rows -> rows.iterator().next().getInteger("made"));
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static String[] texts(List<Observation> batch, Function<Observation, String> column) {
        return batch.stream().map(column).toArray(String[]::new);
    }
}
