package prescient.signal.archive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import prescient.cutover.CutoverConfig;
import prescient.cutover.LegacyRecord;
import prescient.cutover.RecordStore;
import prescient.cutover.RejectedRecord;
import prescient.database.Bulk;
import prescient.legacy.LegacyTime;
import prescient.legacy.PythonJson;

/** The records of the archive files in {@code signal_archives}. Text that came from a file is kept as it was. */
@ApplicationScoped
class ArchiveRecordTable implements RecordStore {

    private static final int ROWS = 200;

    private static final String READ = """
            SELECT archive_id, archived_at, archive_month, legacy_position,
                coalesce(legacy_signals, signals_data::text) AS signals, legacy_signals IS NOT NULL AS from_file
            FROM signal_archives
            """;

    private final Bulk bulk;
    private final CutoverConfig config;
    private final ObjectMapper json;

    ArchiveRecordTable(Bulk bulk, CutoverConfig config, ObjectMapper json) {
        this.bulk = bulk;
        this.config = config;
        this.json = json;
    }

    @Override
    public void read(Consumer<LegacyRecord> sink) {
        bulk.<@Nullable Object>read(session -> {
            session.query(READ + "ORDER BY legacy_position NULLS LAST, id", row -> sink.accept(record(row)));
            return null;
        });
    }

    @Override
    public void read(Map<String, Set<String>> keys, Consumer<LegacyRecord> sink) {
        var wanted = keys.getOrDefault(LegacyArchive.COLLECTION, Set.of());
        if (!wanted.isEmpty()) {
            bulk.<@Nullable Object>read(session -> {
                session.query(READ + "WHERE archive_id = ANY (?)", row -> sink.accept(record(row)), (Object)
                        wanted.toArray());
                return null;
            });
        }
    }

    @Override
    public boolean findsByKey() {
        return true;
    }

    @Override
    public void write(List<LegacyRecord> records) {
        bulk.<@Nullable Object>write(session -> {
            for (int from = 0; from < records.size(); from += ROWS) {
                write(session, records.subList(from, Math.min(records.size(), from + ROWS)));
            }
            return null;
        });
    }

    private void write(Bulk.Session session, List<LegacyRecord> records) throws SQLException {
        var zone = config.legacy().zone();
        var archives = records.stream().map(this::archive).toList();
        session.execute(
                """
                INSERT INTO signal_archives AS known (archive_id, legacy_position, archived_at, archive_month,
                    signals_count, signals_data, legacy_signals)
                SELECT archive_id, position::bigint, archived_at::timestamptz, month, jsonb_array_length(data::jsonb),
                    data::jsonb, text
                FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                    WITH ORDINALITY AS given (archive_id, position, archived_at, month, data, text, turn)
                ORDER BY turn
                ON CONFLICT (archive_id) DO UPDATE SET
                    legacy_position = coalesce(EXCLUDED.legacy_position, known.legacy_position),
                    archived_at = EXCLUDED.archived_at, archive_month = EXCLUDED.archive_month,
                    signals_count = EXCLUDED.signals_count, signals_data = EXCLUDED.signals_data,
                    legacy_signals = EXCLUDED.legacy_signals
                WHERE (coalesce(EXCLUDED.legacy_position, known.legacy_position), EXCLUDED.archived_at,
                        EXCLUDED.archive_month, EXCLUDED.legacy_signals)
                    IS DISTINCT FROM (known.legacy_position, known.archived_at, known.archive_month,
                        known.legacy_signals)
                """,
                column(records, LegacyRecord::key),
                column(records, record -> record.position() < 0 ? null : record.position()),
                column(archives, LegacyArchive::archivedAt),
                column(archives, LegacyArchive::month),
                column(archives, archive -> ArchiveForm.text(ArchiveForm.universal(archive.signals(), zone), json)),
                column(archives, archive -> PythonJson.text(archive.signals())));
    }

    private LegacyArchive archive(LegacyRecord record) {
        try {
            return LegacyArchive.of(record, config.legacy().zone());
        } catch (IllegalArgumentException defect) {
            throw new RejectedRecord(record, String.valueOf(defect.getMessage()));
        }
    }

    private LegacyRecord record(ResultSet row) throws SQLException {
        var zone = config.legacy().zone();
        var at = row.getObject("archived_at", OffsetDateTime.class).toInstant();
        boolean fromFile = row.getBoolean("from_file");
        var signals = signals(row.getString("signals"));
        // The month of an archive that was made in the database is that of UTC; its file goes by the local time.
        var month = fromFile ? row.getString("archive_month") : LegacyArchive.monthOf(LegacyTime.text(at, zone));
        var archive = new LegacyArchive(at, month, fromFile ? signals : ArchiveForm.legacy(signals, zone));
        long position = row.getLong("legacy_position");
        return archive.record(row.getString("archive_id"), row.wasNull() ? -1 : position, zone);
    }

    private static ArrayNode signals(String text) {
        try {
            return PythonJson.mapper().readValue(text, ArrayNode.class);
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException("a stored archive cannot be read", failure);
        }
    }

    private static <T> @Nullable Object column(List<T> rows, Function<T, @Nullable Object> value) {
        return rows.stream().map(value).toArray();
    }
}
