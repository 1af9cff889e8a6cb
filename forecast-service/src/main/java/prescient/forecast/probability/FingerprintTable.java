package prescient.forecast.probability;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** SQL on {@code fingerprints}, {@code fingerprint_sets} and {@code fingerprint_choice}. */
@ApplicationScoped
class FingerprintTable {

    private final Pool pool;
    private final ObjectMapper json;
    private final InstantSource clock;

    FingerprintTable(Pool pool, ObjectMapper json, InstantSource clock) {
        this.pool = pool;
        this.json = json;
        this.clock = clock;
    }

    /**
     * What became of a set.
     *
     * @param written tables it lacked
     * @param unchanged tables it had
     * @param differing tables it has otherwise: then none was written
     */
    record Stored(int written, int unchanged, int differing) {}

    /** Which set answers for a symbol; the revision tells whether it got more tables. */
    record Choice(String set, int revision) {}

    /** A table on its way into the database. */
    record Line(
            @Nullable Integer bucket,
            List<Double> thresholds,
            List<Double> up,
            @Nullable List<Double> down) {

        static Line of(@Nullable Integer bucket, Fingerprint table) {
            return new Line(bucket, table.thresholds(), table.ups(), table.downs());
        }
    }

    /** Adds what the set lacks in one statement; writes nothing when it has one of the tables otherwise. */
    Uni<Stored> store(FingerprintSet set, String origin) {
        var lines = new ArrayList<Line>();
        set.buckets().forEach((bucket, table) -> lines.add(Line.of(bucket, table)));
        if (set.baseline() != null) {
            lines.add(Line.of(null, set.baseline()));
        }
        return pool.preparedQuery("""
                        WITH given AS (
                            SELECT bucket, thresholds, up, down FROM jsonb_to_recordset($3::text::jsonb)
                                AS line (bucket smallint, thresholds double precision[], up double precision[],
                                    down double precision[])
                        ), known AS (
                            SELECT given.bucket, (has.thresholds, has.up, has.down)
                                IS DISTINCT FROM (given.thresholds, given.up, given.down) AS differs
                            FROM given JOIN fingerprints has ON has.symbol = $1 AND has.set_name = $2
                                AND has.bucket IS NOT DISTINCT FROM given.bucket
                        ), news AS (
                            SELECT * FROM given WHERE NOT EXISTS (SELECT FROM known WHERE differs)
                                AND NOT EXISTS (SELECT FROM known WHERE known.bucket IS NOT DISTINCT FROM given.bucket)
                        ), head AS (
                            INSERT INTO fingerprint_sets AS old (symbol, set_name, origin, stored_at)
                            SELECT $1, $2, $4, $5 WHERE EXISTS (SELECT FROM news)
                            ON CONFLICT (symbol, set_name) DO UPDATE SET revision = old.revision + 1
                        ), stored AS (
                            INSERT INTO fingerprints (symbol, set_name, bucket, thresholds, up, down)
                            SELECT $1, $2, bucket, thresholds, up, down FROM news
                            ON CONFLICT DO NOTHING RETURNING 1
                        )
                        SELECT (SELECT count(*) FROM stored) AS written,
                            (SELECT count(*) FROM known WHERE NOT differs) AS unchanged,
                            (SELECT count(*) FROM known WHERE differs) AS differing
                        """)
                .execute(Tuple.of(set.symbol(), set.name(), text(lines), origin, now()))
                .map(rows -> {
                    var row = rows.iterator().next();
                    return new Stored(
                            row.getInteger("written"), row.getInteger("unchanged"), row.getInteger("differing"));
                });
    }

    /** A set with all its tables, empty when there is none of that name. */
    Uni<Optional<FingerprintSet>> load(String symbol, String set) {
        return pool.preparedQuery("""
                        SELECT bucket, thresholds, up, down FROM fingerprints WHERE symbol = $1 AND set_name = $2
                        """).execute(Tuple.of(symbol, set)).map(rows -> {
            Fingerprint baseline = null;
            var buckets = new HashMap<Integer, Fingerprint>();
            for (var row : rows) {
                var table = fingerprint(row);
                var bucket = row.getInteger("bucket");
                if (bucket == null) {
                    baseline = table;
                } else {
                    buckets.put(bucket, table);
                }
            }
            return rows.size() == 0
                    ? Optional.empty()
                    : Optional.of(new FingerprintSet(symbol, set, baseline, buckets));
        });
    }

    private static Fingerprint fingerprint(Row row) {
        var down = row.getArrayOfDoubles("down");
        return new Fingerprint(
                numbers(row.getArrayOfDoubles("thresholds")),
                numbers(row.getArrayOfDoubles("up")),
                down == null ? null : numbers(down));
    }

    private static double[] numbers(Double[] values) {
        return Arrays.stream(values).mapToDouble(Double::doubleValue).toArray();
    }

    /** Which set answers for the symbol, empty when none does. */
    Uni<Optional<Choice>> choice(String symbol) {
        return pool.preparedQuery("""
                        SELECT set_name, revision FROM fingerprint_choice JOIN fingerprint_sets USING (symbol, set_name)
                        WHERE symbol = $1
                        """).execute(Tuple.of(symbol)).map(rows -> {
            for (var row : rows) {
                return Optional.of(new Choice(row.getString("set_name"), row.getInteger("revision")));
            }
            return Optional.empty();
        });
    }

    /** Makes a set that exists answer for its symbol; with {@code onlyFirst} only if none does yet. */
    Uni<Void> choose(String symbol, String set, boolean onlyFirst) {
        return pool.preparedQuery("""
                        INSERT INTO fingerprint_choice AS old (symbol, set_name, chosen_at) VALUES ($1, $2, $3)
                        ON CONFLICT (symbol) DO UPDATE SET set_name = EXCLUDED.set_name, chosen_at = EXCLUDED.chosen_at
                        WHERE NOT $4 AND old.set_name <> EXCLUDED.set_name
                        """)
                .execute(Tuple.of(symbol, set, now(), onlyFirst))
                .replaceWithVoid();
    }

    /** All sets by symbol and name; of one symbol unless it is null. */
    Uni<List<SetLine>> list(@Nullable String symbol) {
        return pool.preparedQuery("""
                        SELECT s.symbol, s.set_name, s.origin, s.stored_at, c.set_name IS NOT NULL AS active,
                            (SELECT count(*) FROM fingerprints f
                                WHERE f.symbol = s.symbol AND f.set_name = s.set_name) AS tables
                        FROM fingerprint_sets s LEFT JOIN fingerprint_choice c USING (symbol, set_name)
                        WHERE $1::text IS NULL OR s.symbol = $1 ORDER BY s.symbol, s.set_name LIMIT 1000
                        """)
                .execute(Tuple.from(Arrays.<@Nullable Object>asList(symbol)))
                .map(rows -> {
                    var lines = new ArrayList<SetLine>();
                    rows.forEach(row -> lines.add(new SetLine(
                            row.getString("symbol"),
                            row.getString("set_name"),
                            row.getString("origin"),
                            row.getInteger("tables"),
                            row.getBoolean("active"),
                            row.getOffsetDateTime("stored_at").toInstant())));
                    return lines;
                });
    }

    private String text(List<Line> lines) {
        try {
            return json.writeValueAsString(lines);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
