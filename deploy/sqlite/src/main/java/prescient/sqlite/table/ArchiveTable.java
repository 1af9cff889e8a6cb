package prescient.sqlite.table;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.postgresql.PGConnection;
import prescient.sqlite.kind.Target;

/** The imported records of a table that are old enough to be archived, within the caller's transaction. */
public final class ArchiveTable {

    /**
     * What is there.
     *
     * @param rows how many are to go
     * @param kept how many stay only because somebody wants to keep them
     */
    public record Found(long rows, long kept, Optional<String> oldest, Optional<String> newest) {}

    private final Connection connection;
    private final Target target;
    private final ArchiveRule rule;
    private final String old;
    private final String wanted;

    public ArchiveTable(Connection connection, Target target, ArchiveRule rule) {
        this.connection = connection;
        this.target = target;
        this.rule = rule;
        var imported = target.table().equals("price_log") ? "t.legacy_timestamp" : "t.legacy";
        this.old =
                imported + " IS NOT NULL AND t." + Sql.quoted(target.instant().orElseThrow()) + " < "
                        + Sql.literal(rule.before().toString());
        // Turning millions of times into text takes seconds; it is only done to compare them with something.
        this.wanted = rule.kept().isEmpty()
                ? "false"
                : target.columns().stream()
                        .map(Target.Column::name)
                        .filter(column -> column.equals("ticker")
                                || column.equals(target.columns().get(1).name()))
                        .map(column -> "t." + Sql.quoted(column) + "::text IN (" + kept() + ")")
                        .reduce((one, other) -> "(" + one + " OR " + other + ")")
                        .orElse("false");
    }

    private String kept() {
        return rule.kept().stream()
                .sorted()
                .map(Sql::literal)
                .reduce((a, b) -> a + ", " + b)
                .orElseThrow();
    }

    private String going() {
        return " FROM " + Sql.name(target) + " t WHERE " + old + " AND " + wanted + " IS NOT TRUE";
    }

    public Found find() throws SQLException {
        var instant = "t." + Sql.quoted(target.instant().orElseThrow());
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT count(*), min(" + instant + "), max(" + instant
                        + "), (SELECT count(*) FROM " + Sql.name(target) + " t WHERE " + old + " AND " + wanted + ")"
                        + going())) {
            row.next();
            return new Found(
                    row.getLong(1),
                    row.getLong(4),
                    Optional.ofNullable(row.getString(2)),
                    Optional.ofNullable(row.getString(3)));
        }
    }

    /** Writes them as CSV with a line of column names; returns how many. */
    public long copyTo(OutputStream output) throws SQLException, IOException {
        return connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut(
                        "COPY (SELECT t.*" + going() + " ORDER BY t."
                                + Sql.quoted(target.instant().orElseThrow()) + ") TO STDOUT WITH (FORMAT csv, HEADER)",
                        output);
    }

    /** They leave the table, what was stored of them too, and that they did is noted. */
    public void remove(String file, String sha256, long rows, Instant at) throws SQLException {
        Sql.update(
                connection,
                "DELETE FROM " + target.schema() + ".legacy_row r USING " + Sql.name(target) + " t WHERE r.target = ?"
                        + " AND r.record_key = " + Sql.key(target, "t.") + " AND " + old + " AND " + wanted
                        + " IS NOT TRUE",
                target.table());
        var gone = Sql.update(connection, "DELETE" + going());
        if (gone != rows) {
            throw new SQLException("the table changed while it was archived: " + gone + " of " + rows + " rows");
        }
        Sql.update(
                connection,
                "INSERT INTO " + target.schema() + ".legacy_archive"
                        + " (target, before, kept, row_count, file, sha256, archived_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
                target.table(),
                rule.before().atOffset(ZoneOffset.UTC),
                connection.createArrayOf("text", rule.kept().toArray()),
                rows,
                file,
                sha256,
                at.atOffset(ZoneOffset.UTC));
    }
}
