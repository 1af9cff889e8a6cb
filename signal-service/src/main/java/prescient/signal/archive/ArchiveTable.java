package prescient.signal.archive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** SQL on {@code signal_archives}; reads {@code trading_signals}, so that archiving is one statement. */
@ApplicationScoped
class ArchiveTable {

    /** The legacy files' key order, which jsonb does not keep. */
    private static final List<String> KEYS = List.of(
            "timestamp",
            "market_id",
            "market_question",
            "action",
            "target_price",
            "amount",
            "confidence",
            "reason",
            "yes_price",
            "no_price",
            "market_liquidity",
            "market_volume",
            "event_id",
            "event_title",
            "event_end_date");

    private final Pool pool;
    private final ObjectMapper json;

    ArchiveTable(Pool pool, ObjectMapper json) {
        this.pool = pool;
        this.json = json;
    }

    /**
     * Keeps a run's signals as they are now; the first archive of a run stays. Adding 0.0 gives whole numbers the one
     * decimal the legacy files show ({@code 1.0}) and changes no other digit; amounts are whole there.
     */
    Uni<ArchiveResult> archive(String runId, Instant now) {
        return pool.preparedQuery("""
                        WITH made AS (
                            INSERT INTO signal_archives
                                (archive_id, archived_at, archive_month, signals_count, signals_data)
                            SELECT $1, $2::timestamptz, to_char($2::timestamptz AT TIME ZONE 'UTC', 'YYYY-MM'),
                                count(*), jsonb_agg(jsonb_build_object(
                                    'timestamp', to_char(timestamp AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
                                    'market_id', market_id,
                                    'market_question', market_question,
                                    'action', action,
                                    'target_price', target_price + 0.0,
                                    'amount', trim_scale(amount),
                                    'confidence', confidence + 0.0,
                                    'reason', reason,
                                    'yes_price', yes_price + 0.0,
                                    'no_price', no_price + 0.0,
                                    'market_liquidity', market_liquidity + 0.0,
                                    'market_volume', market_volume + 0.0,
                                    'event_id', event_id,
                                    'event_title', event_title,
                                    'event_end_date',
                                    to_char(event_end_date AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
                                ) ORDER BY portfolio_id, run_position)
                            FROM trading_signals WHERE run_id = $1
                            HAVING count(*) > 0
                            ON CONFLICT (archive_id) DO UPDATE SET archive_id = signal_archives.archive_id
                            RETURNING archive_id, signals_count
                        )
                        SELECT archive_id, signals_count FROM made
                        UNION ALL
                        SELECT archive_id, signals_count FROM signal_archives WHERE archive_id = $1
                        LIMIT 1
                        """)
                .execute(Tuple.of(runId, now.atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.iterator().hasNext() ? result(rows.iterator().next()) : new ArchiveResult(null, 0));
    }

    /** The newest archives. */
    Uni<List<Archive>> newest(int limit) {
        return pool.preparedQuery("""
                        SELECT id, archived_at, archive_month, signals_count, signals_data::text AS signals_data
                        FROM signal_archives ORDER BY archived_at DESC, id DESC LIMIT $1
                        """).execute(Tuple.of(limit)).map(rows -> {
            var archives = new ArrayList<Archive>();
            rows.forEach(row -> archives.add(archive(row)));
            return archives;
        });
    }

    private static ArchiveResult result(Row row) {
        return new ArchiveResult(row.getString("archive_id"), row.getInteger("signals_count"));
    }

    private Archive archive(Row row) {
        return new Archive(
                row.getLong("id"),
                row.getOffsetDateTime("archived_at").toInstant(),
                row.getString("archive_month"),
                row.getInteger("signals_count"),
                signals(row.getString("signals_data")));
    }

    private List<Map<String, @Nullable Object>> signals(String text) {
        try {
            var signals = json.readValue(text, new TypeReference<List<Map<String, @Nullable Object>>>() {});
            return signals.stream().map(ArchiveTable::inLegacyOrder).toList();
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException("a stored archive cannot be read", failure);
        }
    }

    private static Map<String, @Nullable Object> inLegacyOrder(Map<String, @Nullable Object> signal) {
        var ordered = new LinkedHashMap<String, @Nullable Object>();
        KEYS.stream().filter(signal::containsKey).forEach(key -> ordered.put(key, signal.get(key)));
        signal.forEach(ordered::putIfAbsent);
        return ordered;
    }
}
