package prescient.transfer;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import prescient.database.Bulk;

/** What of imported files cannot be written again byte for byte, in {@code cutover_inexact}. Blocks. */
@ApplicationScoped
class InexactTable {

    private final Bulk bulk;

    InexactTable(Bulk bulk) {
        this.bulk = bulk;
    }

    /** Keeps what is known of one file; what is kept already stays. */
    void add(String feature, String sha256, List<Inexact> elements) {
        bulk.write(session -> session.execute(
                """
                        INSERT INTO cutover_inexact (feature, sha256, element, file, reason)
                        SELECT ?, ?, n.element::bigint, n.file, n.reason
                        FROM unnest(?::text[], ?::text[], ?::text[]) AS n (element, file, reason)
                        ON CONFLICT DO NOTHING
                        """,
                feature,
                sha256,
                elements.stream().map(Inexact::element).toArray(),
                elements.stream().map(Inexact::file).toArray(),
                elements.stream().map(Inexact::reason).toArray()));
    }

    /** How many rows of each kind a file with these bytes has, where reasons begin with one. */
    Map<String, Long> kinds(String feature, String sha256) {
        var kinds = new TreeMap<String, Long>();
        bulk.read(session -> {
            session.query("""
                            SELECT kind, count(*) AS n FROM cutover_inexact,
                                LATERAL (SELECT (regexp_matches(reason, '(?:^|; )([a-z ]+): line [0-9]', 'g'))[1]) k (kind)
                            WHERE feature = ? AND sha256 = ? GROUP BY kind
                            """, row -> kinds.put(row.getString("kind"), row.getLong("n")), feature, sha256);
            return null;
        });
        return kinds;
    }

    /** The first ones of a file with these bytes. */
    List<Inexact> of(String feature, String sha256, int limit) {
        var elements = new ArrayList<Inexact>();
        bulk.read(session -> {
            session.query(
                    """
                            SELECT file, element, reason FROM cutover_inexact WHERE feature = ? AND sha256 = ?
                            ORDER BY element LIMIT ?
                            """,
                    row -> elements.add(
                            new Inexact(row.getString("file"), row.getLong("element"), row.getString("reason"))),
                    feature,
                    sha256,
                    limit);
            return null;
        });
        return elements;
    }
}
