package prescient.transfer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import prescient.database.Bulk;
import prescient.database.Bulk.Session;
import prescient.json.JsonSettings;

/** Comparisons in {@code cutover_parity}, and what differs now in {@code cutover_difference}. Blocks. */
@ApplicationScoped
class ParityTable {

    private static final int EVIDENCE = 100;
    /** Clean comparisons of a collection that are kept; those that found something are kept for ever. */
    private static final int KEPT = 1000;

    private final Bulk bulk;
    private final ObjectMapper json = JsonSettings.mapper();

    ParityTable(Bulk bulk) {
        this.bulk = bulk;
    }

    /**
     * A difference as it is stored.
     *
     * @param collection of the record
     * @param key of the record
     * @param field that differs, {@code *} for the whole record
     * @param kind as in {@link Difference}
     * @param fileValue JSON text, or null
     * @param databaseValue JSON text, or null
     * @param foundAt when it was seen first
     */
    record CurrentDifference(
            String collection,
            String key,
            String field,
            String kind,
            @Nullable String fileValue,
            @Nullable String databaseValue,
            Instant foundAt) {}

    /** Stores a comparison; of live stores also what differs now. */
    void add(Pair pair, List<Findings> findings) {
        bulk.write(session -> {
            for (var found : findings) {
                insert(session, pair, found);
                if (pair.folder() == null && found.error() == null) {
                    current(session, pair.feature().name(), found);
                }
            }
            return null;
        });
    }

    private void insert(Session session, Pair pair, Findings found) throws SQLException {
        session.execute(
                """
                        INSERT INTO cutover_parity (feature, collection, state, folder, trusted, file_count,
                            database_count, equal_count, different_count, missing_count, extra_count, accepted_count,
                            quarantined_count, file_checksum, database_checksum, started_at, finished_at, duration_ms,
                            evidence)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::json)
                        """,
                pair.feature().name(),
                found.collection(),
                found.state(),
                pair.folder() == null ? null : pair.folder().toString(),
                pair.trustsFile() ? "file" : "database",
                found.fileCount(),
                found.databaseCount(),
                found.equal(),
                found.different(),
                found.missing(),
                found.extra(),
                found.accepted(),
                found.quarantined(),
                found.fileChecksum(),
                found.databaseChecksum(),
                found.startedAt(),
                found.finishedAt(),
                java.time.Duration.between(found.startedAt(), found.finishedAt())
                        .toMillis(),
                evidence(found));
        session.execute("""
                        DELETE FROM cutover_parity WHERE feature = ? AND collection = ? AND state = 'clean'
                            AND parity_id < (SELECT max(parity_id) FROM cutover_parity) - ?
                        """, pair.feature().name(), found.collection(), KEPT);
    }

    /** What is found again keeps the time of its first sight. */
    private void current(Session session, String feature, Findings found) throws SQLException {
        var now = found.differences();
        session.execute("""
                        DELETE FROM cutover_difference d WHERE feature = ? AND collection = ?
                            AND NOT EXISTS (SELECT FROM unnest(?::text[], ?::text[]) AS n (key, field)
                                WHERE n.key = d.record_key AND n.field = d.field)
                        """, feature, found.collection(), column(now, Difference::key), column(now, Difference::field));
        session.execute(
                """
                        INSERT INTO cutover_difference (feature, collection, record_key, field, kind, file_value,
                            database_value, found_at)
                        SELECT ?, ?, n.key, n.field, n.kind, n.file, n.database, ?
                        FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                            AS n (key, field, kind, file, database)
                        ON CONFLICT (feature, collection, record_key, field) DO UPDATE SET kind = EXCLUDED.kind,
                            file_value = EXCLUDED.file_value, database_value = EXCLUDED.database_value
                        """,
                feature,
                found.collection(),
                found.finishedAt(),
                column(now, Difference::key),
                column(now, Difference::field),
                column(now, Difference::kind),
                column(now, Difference::fileValue),
                column(now, Difference::databaseValue));
    }

    /** The last comparisons of the live stores, newest first; those of one time together. */
    List<List<Findings>> last(String feature, int checks, int collections) {
        var rows = new ArrayList<Findings>();
        bulk.read(session -> {
            session.query("""
                            SELECT * FROM cutover_parity WHERE feature = ? AND folder IS NULL
                            ORDER BY parity_id DESC LIMIT ?
                            """, row -> rows.add(findings(row)), feature, checks * collections);
            return null;
        });
        var grouped = new ArrayList<List<Findings>>();
        for (var row : rows) {
            if (grouped.isEmpty() || !grouped.getLast().getFirst().startedAt().equals(row.startedAt())) {
                grouped.add(new ArrayList<>());
            }
            grouped.getLast().addFirst(row);
        }
        return grouped;
    }

    /** What differs now, by collection, key and field, behind a place in that order. */
    List<CurrentDifference> differences(String feature, List<String> after, int limit) {
        var found = new ArrayList<CurrentDifference>();
        bulk.read(session -> {
            session.query(
                    """
                            SELECT * FROM cutover_difference
                            WHERE feature = ? AND (collection, record_key, field) > (?, ?, ?)
                            ORDER BY collection, record_key, field LIMIT ?
                            """,
                    row -> found.add(new CurrentDifference(
                            row.getString("collection"),
                            row.getString("record_key"),
                            row.getString("field"),
                            row.getString("kind"),
                            row.getString("file_value"),
                            row.getString("database_value"),
                            Sql.instant(row, "found_at"))),
                    feature,
                    after.get(0),
                    after.get(1),
                    after.get(2),
                    limit);
            return null;
        });
        return found;
    }

    private Findings findings(ResultSet row) throws SQLException {
        try {
            var differences = json.readValue(row.getString("evidence"), new TypeReference<List<Difference>>() {});
            boolean error = row.getString("state").equals(Findings.ERROR);
            return new Findings(
                    row.getString("collection"),
                    row.getString("state"),
                    row.getLong("file_count"),
                    row.getLong("database_count"),
                    row.getLong("equal_count"),
                    row.getLong("different_count"),
                    row.getLong("missing_count"),
                    row.getLong("extra_count"),
                    row.getLong("accepted_count"),
                    row.getLong("quarantined_count"),
                    0,
                    row.getString("file_checksum"),
                    row.getString("database_checksum"),
                    Sql.instant(row, "started_at"),
                    Sql.instant(row, "finished_at"),
                    error ? List.of() : differences,
                    error ? differences.getFirst().fileValue() : null);
        } catch (JsonProcessingException foreign) {
            throw new IllegalStateException("a stored comparison cannot be read", foreign);
        }
    }

    private String evidence(Findings found) {
        var error = found.error();
        var shown = error == null
                ? found.differences()
                : List.of(new Difference(found.collection(), "", Difference.ALL, Findings.ERROR, error, null));
        try {
            return json.writeValueAsString(shown.subList(0, Math.min(shown.size(), EVIDENCE)));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Object[] column(List<Difference> rows, Function<Difference, @Nullable String> of) {
        return rows.stream().map(row -> Sql.clean(of.apply(row))).toArray();
    }
}
