package prescient.transfer;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import prescient.database.Bulk;

/** Records that were put aside, in {@code quarantine}. Blocks. */
@ApplicationScoped
class QuarantineTable {

    private final Bulk bulk;

    QuarantineTable(Bulk bulk) {
        this.bulk = bulk;
    }

    /**
     * A record in quarantine.
     *
     * @param quarantineId its number
     * @param collection of the record
     * @param key of the record
     * @param source file it was in, or folder
     * @param position its place there, in words
     * @param reason in words
     * @param payload the record as JSON
     * @param runId the import, or null
     * @param quarantinedAt when
     */
    record Quarantined(
            long quarantineId,
            String collection,
            String key,
            String source,
            String position,
            String reason,
            String payload,
            @Nullable String runId,
            Instant quarantinedAt) {}

    /** Keeps rejects; one that is there already for the same reason is not kept twice. */
    void add(String feature, @Nullable String runId, Instant at, List<Reject> rejects) {
        bulk.write(session -> session.execute(
                """
                        INSERT INTO quarantine (source, position, reason, payload, run_id, quarantined_at, feature,
                            collection, record_key)
                        SELECT DISTINCT ON (r.collection, r.key, r.source, r.position, r.reason)
                            r.source, r.position, r.reason, r.payload, ?, ?, ?, r.collection, r.key
                        FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                            AS r (source, position, reason, payload, collection, key)
                        WHERE NOT EXISTS (SELECT FROM quarantine q
                            WHERE q.feature = ? AND q.collection = r.collection AND q.record_key = r.key
                                AND q.source = r.source AND q.position = r.position AND q.reason = r.reason
                                AND q.payload = r.payload)
                        """,
                runId,
                at,
                feature,
                column(rejects, Reject::source),
                column(rejects, Reject::place),
                column(rejects, Reject::reason),
                column(rejects, Reject::payload),
                column(rejects, Reject::collection),
                column(rejects, Reject::key),
                feature));
    }

    long count(String feature) {
        var count = new long[1];
        bulk.read(session -> {
            session.query(
                    "SELECT count(*) AS n FROM quarantine WHERE feature = ?",
                    row -> count[0] = row.getLong("n"),
                    feature);
            return null;
        });
        return count[0];
    }

    /** Exactly this record was put aside. */
    boolean holds(String feature, RecordKey key, String payload) {
        var found = new boolean[1];
        bulk.read(session -> {
            session.query(
                    """
                            SELECT FROM quarantine
                            WHERE feature = ? AND collection = ? AND record_key = ? AND payload = ? LIMIT 1
                            """, row -> found[0] = true, feature, key.collection(), Sql.clean(key.key()), Sql.clean(payload));
            return null;
        });
        return found[0];
    }

    /** The newest first, older than {@code before}. */
    List<Quarantined> list(String feature, long before, int limit) {
        var items = new ArrayList<Quarantined>();
        bulk.read(session -> {
            session.query(
                    """
                            SELECT quarantine_id, collection, record_key, source, position, reason, payload, run_id,
                                quarantined_at
                            FROM quarantine WHERE feature = ? AND quarantine_id < ?
                            ORDER BY quarantine_id DESC LIMIT ?
                            """,
                    row -> items.add(new Quarantined(
                            row.getLong("quarantine_id"),
                            row.getString("collection"),
                            row.getString("record_key"),
                            row.getString("source"),
                            row.getString("position"),
                            row.getString("reason"),
                            row.getString("payload"),
                            row.getString("run_id"),
                            Sql.instant(row, "quarantined_at"))),
                    feature,
                    before,
                    limit);
            return null;
        });
        return items;
    }

    private static Object[] column(List<Reject> rejects, Function<Reject, String> of) {
        return rejects.stream().map(of).map(Sql::clean).toArray();
    }
}
