package prescient.cutover;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.TreeMap;
import prescient.database.Bulk;

/** What is decided about the features, in {@code cutover_state}. Blocks. */
final class StateTable {

    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private final Bulk bulk;
    private final ObjectMapper json;

    StateTable(Bulk bulk, ObjectMapper json) {
        this.bulk = bulk;
        this.json = json;
    }

    /** All states by feature, those that nobody has decided with revision 0. */
    Map<String, FeatureState> read() {
        return bulk.read(session -> {
            var states = new TreeMap<String, FeatureState>();
            session.query("SELECT * FROM cutover_state", row -> states.put(row.getString("feature"), state(row)));
            return states;
        });
    }

    /**
     * Stores a state unless the table holds a newer one. Waits for the transactions that go by the mode before, a few
     * seconds at most.
     */
    void save(FeatureState state) {
        bulk.write(session -> {
            session.execute("SET LOCAL lock_timeout = '5s'");
            fence(session, state.feature());
            session.execute(
                    """
                    INSERT INTO cutover_state AS s (feature, mode, revision, changed_at, reason, changed_by, frozen,
                                                    frozen_reason, halts)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)
                    ON CONFLICT (feature) DO UPDATE SET
                        mode = EXCLUDED.mode, revision = EXCLUDED.revision, changed_at = EXCLUDED.changed_at,
                        reason = EXCLUDED.reason, changed_by = EXCLUDED.changed_by, frozen = EXCLUDED.frozen,
                        frozen_reason = EXCLUDED.frozen_reason, halts = EXCLUDED.halts
                        WHERE s.revision < EXCLUDED.revision
                    """,
                    state.feature(),
                    state.mode().text(),
                    state.revision(),
                    state.changedAt(),
                    state.reason(),
                    state.changedBy(),
                    state.frozen(),
                    state.frozenReason(),
                    text(state.halts()));
            if (state.mode() == Mode.DATABASE_READ) {
                // What was written before the triggers knew of the mode is exported once more.
                session.execute("INSERT INTO shadow_outbox (feature) VALUES (?)", state.feature());
            }
            return null;
        });
    }

    /** Returns when every transaction that has begun to change the feature's records has ended. */
    void awaitWriters(String feature) {
        bulk.write(session -> {
            session.execute("SET LOCAL lock_timeout = '5s'");
            fence(session, feature);
            return null;
        });
    }

    private static void fence(Bulk.Session session, String feature) throws SQLException {
        session.query("SELECT pg_advisory_xact_lock(hashtextextended('prescient.cutover.' || ?, 0))", _ -> {}, feature);
    }

    private FeatureState state(ResultSet row) throws SQLException {
        return new FeatureState(
                row.getString("feature"),
                Mode.of(row.getString("mode")).orElseThrow(),
                row.getLong("revision"),
                row.getObject("changed_at", OffsetDateTime.class).toInstant(),
                row.getString("reason"),
                row.getString("changed_by"),
                row.getBoolean("frozen"),
                row.getString("frozen_reason"),
                texts(row.getString("halts")));
    }

    private String text(Map<String, String> texts) {
        try {
            return json.writeValueAsString(texts);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Map<String, String> texts(String text) {
        try {
            return json.readValue(text, TEXTS);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
