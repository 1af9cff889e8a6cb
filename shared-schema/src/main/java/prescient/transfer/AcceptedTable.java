package prescient.transfer;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import prescient.database.Bulk;

/** Differences that somebody accepted, in {@code cutover_accepted}. Rows are never changed. Blocks. */
@ApplicationScoped
class AcceptedTable {

    private final Bulk bulk;

    AcceptedTable(Bulk bulk) {
        this.bulk = bulk;
    }

    /** Stores one and answers it with its number; the same one again is the one that is there. */
    Accepted add(String feature, Accepted accepted) {
        return bulk.write(session -> {
            var stored = new ArrayList<Accepted>();
            session.query(
                    """
                            SELECT * FROM cutover_accepted
                            WHERE feature = ? AND collection = ? AND record_key = ? AND field = ? AND reason = ?
                                AND accepted_by = ? AND expires_at = ?
                            """,
                    row -> stored.add(accepted(row)),
                    feature,
                    accepted.collection(),
                    accepted.key(),
                    accepted.field(),
                    accepted.reason(),
                    accepted.by(),
                    accepted.expiresAt());
            if (stored.isEmpty()) {
                session.query(
                        """
                                INSERT INTO cutover_accepted (feature, collection, record_key, field, reason,
                                    accepted_by, accepted_at, expires_at)
                                VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING *
                                """,
                        row -> stored.add(accepted(row)),
                        feature,
                        accepted.collection(),
                        accepted.key(),
                        accepted.field(),
                        accepted.reason(),
                        accepted.by(),
                        accepted.acceptedAt(),
                        accepted.expiresAt());
                audit(session, feature, accepted);
            }
            return stored.getFirst();
        });
    }

    /** Accepting is a decision like any other, and stands among them. */
    private static void audit(Bulk.Session session, String feature, Accepted accepted) throws SQLException {
        session.execute(
                """
                        INSERT INTO cutover_audit (at, feature, action, changed_by, reason, decision, evidence)
                        SELECT greatest(?, max(at) + interval '1 microsecond'), ?, 'accept', ?, ?, 'accepted',
                            jsonb_build_object('collection', ?::text, 'key', ?::text, 'field', ?::text,
                                'expires_at', ?::text)
                        FROM cutover_audit WHERE feature = ? AND action = 'accept'
                        """,
                accepted.acceptedAt(),
                feature,
                accepted.by(),
                accepted.reason(),
                accepted.collection(),
                accepted.key(),
                accepted.field(),
                accepted.expiresAt().toString(),
                feature);
    }

    /** All of a feature, the newest first; expired ones, too. */
    List<Accepted> list(String feature) {
        var accepted = new ArrayList<Accepted>();
        bulk.read(session -> {
            session.query(
                    "SELECT * FROM cutover_accepted WHERE feature = ? ORDER BY accepted_id DESC",
                    row -> accepted.add(accepted(row)),
                    feature);
            return null;
        });
        return accepted;
    }

    private static Accepted accepted(ResultSet row) throws SQLException {
        return new Accepted(
                row.getLong("accepted_id"),
                row.getString("collection"),
                row.getString("record_key"),
                row.getString("field"),
                row.getString("reason"),
                row.getString("accepted_by"),
                Sql.instant(row, "accepted_at"),
                Sql.instant(row, "expires_at"));
    }
}
