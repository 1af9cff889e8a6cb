package prescient.signal.archive;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import prescient.cutover.CutoverConfig;

/** SQL on {@code signal_archives}. */
@ApplicationScoped
class ArchiveTable {

    private final Pool pool;
    private final CutoverConfig config;
    private final ObjectMapper json;

    ArchiveTable(Pool pool, CutoverConfig config, ObjectMapper json) {
        this.pool = pool;
        this.config = config;
        this.json = json;
    }

    /** Keeps a run's signals, given in the form of the legacy files; the first archive of a run stays. */
    Uni<ArchiveResult> archive(String runId, Instant now, List<ObjectNode> signals) {
        var all = JsonNodeFactory.instance.arrayNode().addAll(signals);
        var universal =
                ArchiveForm.text(ArchiveForm.universal(all, config.legacy().zone()), json);
        return pool.preparedQuery("""
                        WITH made AS (
                            INSERT INTO signal_archives
                                (archive_id, archived_at, archive_month, signals_count, signals_data)
                            SELECT $1, $2::timestamptz, to_char($2::timestamptz AT TIME ZONE 'UTC', 'YYYY-MM'),
                                $3, $4::text::jsonb
                            WHERE $3 > 0
                            ON CONFLICT (archive_id) DO UPDATE SET archive_id = signal_archives.archive_id
                            RETURNING archive_id, signals_count
                        )
                        SELECT archive_id, signals_count FROM made
                        UNION ALL
                        SELECT archive_id, signals_count FROM signal_archives WHERE archive_id = $1
                        LIMIT 1
                        """)
                .execute(Tuple.of(runId, now.atOffset(ZoneOffset.UTC), signals.size(), universal))
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
                ArchiveForm.shown(row.getString("signals_data"), json));
    }
}
