package prescient.cutover;

import java.util.ArrayList;
import java.util.List;
import prescient.database.Bulk;

/** Notes in {@code shadow_outbox} that a feature's files are behind the database. Blocks. */
final class ShadowTable {

    private final Bulk bulk;

    ShadowTable(Bulk bulk) {
        this.bulk = bulk;
    }

    /**
     * Notes that an export has not seen yet.
     *
     * @param ids exactly those that can be seen now; ids are no order, since a later one may be committed earlier
     * @param lag seconds since the oldest was made, 0 when there is none
     */
    record Notes(List<Long> ids, double lag) {}

    /** What can be seen now, at most 100,000 of them. */
    Notes pending(String feature) {
        return bulk.read(session -> {
            var ids = new ArrayList<Long>();
            var lag = new double[1];
            session.query(
                    """
                    SELECT id, extract(epoch FROM clock_timestamp() - noted_at)::float8 AS age
                    FROM shadow_outbox WHERE feature = ? ORDER BY noted_at LIMIT 100000
                    """,
                    row -> {
                        ids.add(row.getLong("id"));
                        lag[0] = Math.max(lag[0], row.getDouble("age"));
                    },
                    feature);
            return new Notes(List.copyOf(ids), lag[0]);
        });
    }

    /** Forgets these notes: an export has seen what they stand for. */
    void delete(List<Long> ids) {
        bulk.write(session -> session.execute(
                "DELETE FROM shadow_outbox WHERE id = ANY (?::text[]::bigint[])", (Object) ids.toArray()));
    }

    /** Forgets all notes of a feature whose files are not to follow any more. */
    void clear(String feature) {
        bulk.write(session -> session.execute("DELETE FROM shadow_outbox WHERE feature = ?", feature));
    }
}
