package prescient.cutover;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import prescient.database.Bulk;

/** The audit in {@code cutover_audit}, which only grows. Blocks. */
final class AuditTable {

    private final Bulk bulk;
    private final ObjectMapper json;

    AuditTable(Bulk bulk, ObjectMapper json) {
        this.bulk = bulk;
        this.json = json;
    }

    /** Adds entries, each once. */
    void add(List<AuditEntry> entries) {
        bulk.write(session -> {
            for (var entry : entries) {
                session.execute(
                        """
                        INSERT INTO cutover_audit
                            (at, feature, action, from_mode, to_mode, changed_by, reason, decision, evidence)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)
                        ON CONFLICT (feature, at, action) DO NOTHING
                        """,
                        entry.at(),
                        entry.feature(),
                        entry.action(),
                        entry.fromMode(),
                        entry.toMode(),
                        entry.changedBy(),
                        entry.reason(),
                        entry.decision(),
                        entry.evidence().toString());
            }
            return null;
        });
    }

    /** The newest entries of a feature, those before {@code before} only. */
    List<AuditEntry> newest(String feature, int limit, java.time.Instant before) {
        return bulk.read(session -> {
            var entries = new ArrayList<AuditEntry>();
            session.query(
                    "SELECT * FROM cutover_audit WHERE feature = ? AND at < ? ORDER BY at DESC LIMIT ?",
                    row -> entries.add(entry(row)),
                    feature,
                    before,
                    limit);
            return entries;
        });
    }

    private AuditEntry entry(ResultSet row) throws SQLException {
        try {
            return new AuditEntry(
                    row.getObject("at", OffsetDateTime.class).toInstant(),
                    row.getString("feature"),
                    row.getString("action"),
                    row.getString("from_mode"),
                    row.getString("to_mode"),
                    row.getString("changed_by"),
                    row.getString("reason"),
                    row.getString("decision"),
                    json.readValue(row.getString("evidence"), ObjectNode.class));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
