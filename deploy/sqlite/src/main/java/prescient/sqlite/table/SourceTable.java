package prescient.sqlite.table;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** The files that were imported into a schema, and what has been archived there. */
public final class SourceTable {

    /**
     * A file.
     *
     * @param tables JSON: shape, columns, rows and sequence of each table
     */
    public record Entry(
            String path, int layout, String environment, String zone, long bytes, String sha256, String tables) {}

    private final Connection connection;
    private final String schema;

    public SourceTable(Connection connection, String schema) {
        this.connection = connection;
        this.schema = schema;
    }

    /** Notes a file, within the caller's transaction; what is noted already is left alone. Returns its id. */
    public long register(Entry entry, Instant at) throws SQLException {
        Sql.update(
                connection,
                """
                INSERT INTO %s.legacy_source AS s
                    (path, layout, environment, zone, bytes, sha256, tables, imported_at)
                VALUES (?, ?, ?, ?, ?, ?, ?::jsonb, ?)
                ON CONFLICT (path) DO UPDATE SET layout = excluded.layout, environment = excluded.environment,
                    zone = excluded.zone, bytes = excluded.bytes, sha256 = excluded.sha256, tables = excluded.tables,
                    imported_at = excluded.imported_at
                WHERE (s.layout, s.environment, s.zone, s.bytes, s.sha256, s.tables) IS DISTINCT FROM
                    (excluded.layout, excluded.environment, excluded.zone, excluded.bytes, excluded.sha256,
                     excluded.tables)
                """.formatted(schema),
                entry.path(),
                entry.layout(),
                entry.environment(),
                entry.zone(),
                entry.bytes(),
                entry.sha256(),
                entry.tables(),
                at.atOffset(ZoneOffset.UTC));
        return find(entry.path()).orElseThrow();
    }

    /** The id of a file; empty when it was never imported. */
    public OptionalLong find(String path) throws SQLException {
        try (var statement =
                connection.prepareStatement("SELECT source_id FROM " + schema + ".legacy_source WHERE path = ?")) {
            statement.setString(1, path);
            try (var found = statement.executeQuery()) {
                return found.next() ? OptionalLong.of(found.getLong(1)) : OptionalLong.empty();
            }
        }
    }

    /** What of a target has been archived. */
    public List<ArchiveRule> archived(String target) throws SQLException {
        var rules = new ArrayList<ArchiveRule>();
        try (var statement = connection.prepareStatement(
                "SELECT before, kept FROM " + schema + ".legacy_archive WHERE target = ? ORDER BY archive_id")) {
            statement.setString(1, target);
            try (var found = statement.executeQuery()) {
                while (found.next()) {
                    var before =
                            found.getObject(1, java.time.OffsetDateTime.class).toInstant();
                    rules.add(new ArchiveRule(target, before, texts(found.getArray(2))));
                }
            }
        }
        return rules;
    }

    private static Set<String> texts(java.sql.Array array) throws SQLException {
        return new HashSet<>(List.of((String[]) array.getArray()));
    }
}
