package prescient.sqlite.table;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import prescient.sqlite.file.SqliteFile;
import prescient.sqlite.file.TableFacts;
import prescient.sqlite.kind.Draft;
import prescient.sqlite.kind.Target;

/**
 * Compares a table with what the database holds of it, both read once in the same order: every stored row with the row
 * that was kept, every record with the record that follows from the file now, and the facts of both sides.
 */
public final class VerifyTable {

    /** Row number, key, stored values, flags, and whose the record is, before the record's columns. */
    private static final int BEFORE = 5;

    private final Connection connection;
    private final TableJob job;
    private final Target target;
    private final Verified.Findings findings = new Verified.Findings();
    private long compared;
    private long elsewhere;
    private long archivedRows;

    public VerifyTable(Connection connection, TableJob job) {
        this.connection = connection;
        this.job = job;
        this.target = job.kind().target();
    }

    public Verified run(SqliteFile file) throws SQLException {
        var fromFile = new TableFacts(job.table().columns());
        var fromDatabase = new TableFacts(job.table().columns());
        var stored = RowReader.stored(job.table());
        try (var rows = new CopyStream.Out(connection, query())) {
            var next = new Pending(rows);
            new RowReader(job).each(file, (number, row, draft, archived) -> {
                if (archived) {
                    archivedRows++;
                    return;
                }
                row.addTo(fromFile);
                next.skipTo(number, fromDatabase);
                var kept = next.take(number);
                if (kept == null) {
                    findings.add(number, "*", stored.of(row.values()), null);
                    return;
                }
                add(fromDatabase, kept);
                compare(number, stored.of(row.values()), draft, kept);
            });
            next.skipTo(Long.MAX_VALUE, fromDatabase);
        }
        return new Verified(
                fromFile.summary(),
                fromDatabase.summary(),
                compared,
                elsewhere,
                archivedRows,
                findings.count(),
                findings.first());
    }

    private String query() {
        return """
            COPY (SELECT r.row_no, r.record_key, r.stored, r.flags,
                    CASE WHEN r.record_key IS NULL THEN 'none'
                        WHEN EXISTS (SELECT FROM %1$s.legacy_row b JOIN %1$s.legacy_source o USING (source_id)
                            WHERE b.target = r.target AND b.record_key = r.record_key AND b.source_id <> r.source_id
                              AND (o.layout, o.path) > (%2$d, %3$s)) THEN 'superseded'
                        WHEN lead(r.row_no) OVER (PARTITION BY r.record_key ORDER BY r.row_no) IS NOT NULL
                            THEN 'duplicate'
                        WHEN t.%8$s IS NULL THEN 'missing'
                        WHEN t.legacy IS NULL THEN 'venue'
                        ELSE 'own' END,
                    %4$s, t.legacy, t.flags
                FROM %1$s.legacy_row r LEFT JOIN %5$s t ON %6$s = r.record_key
                WHERE r.source_id = %7$d AND r.table_name = %9$s
                ORDER BY r.row_no) TO STDOUT
            """.formatted(
                        target.schema(),
                        job.layout(),
                        Sql.literal(job.path()),
                        Sql.columns(target, "t."),
                        Sql.name(target),
                        Sql.key(target, "t."),
                        job.sourceId(),
                        Sql.quoted(target.columns().getFirst().name()),
                        Sql.literal(job.table().name()));
    }

    /** The rows of the database, one ahead. */
    private final class Pending {

        private final CopyStream.Out rows;
        private @Nullable List<@Nullable String> next;

        Pending(CopyStream.Out rows) throws SQLException {
            this.rows = rows;
            advance();
        }

        private void advance() throws SQLException {
            var line = rows.next();
            next = line == null ? null : CopyText.fields(line);
        }

        /** Rows that the file does not have. */
        void skipTo(long number, TableFacts facts) throws SQLException {
            while (next != null && number(next) < number) {
                findings.add(number(next), "*", null, next.get(2));
                add(facts, next);
                advance();
            }
        }

        @Nullable List<@Nullable String> take(long number) throws SQLException {
            var row = next;
            if (row == null || number(row) != number) {
                return null;
            }
            advance();
            return row;
        }

        private static long number(List<@Nullable String> row) {
            return Long.parseLong(Objects.requireNonNull(row.getFirst()));
        }
    }

    private void add(TableFacts facts, List<@Nullable String> kept) {
        var values = StoredJson.read(Objects.requireNonNull(kept.get(2)));
        facts.add(StoredJson.inOrder(values, job.table().columns()));
    }

    private void compare(long number, String stored, Draft draft, List<@Nullable String> kept) {
        same(number, "legacy_row.record_key", draft.key(), kept.get(1));
        same(number, "legacy_row.stored", stored, kept.get(2));
        var flags = "{" + String.join(",", draft.flags()) + "}";
        same(number, "legacy_row.flags", flags, kept.get(3));
        switch (Objects.requireNonNull(kept.get(4))) {
            case "own" -> {
                compared++;
                for (var i = 0; i < target.columns().size(); i++) {
                    same(number, target.columns().get(i).name(), draft.values()[i], kept.get(BEFORE + i));
                }
                same(
                        number,
                        "legacy",
                        stored,
                        kept.get(BEFORE + target.columns().size()));
                same(number, "flags", flags, kept.getLast());
            }
            case "missing" -> findings.add(number, target.table(), draft.key(), null);
            default -> elsewhere++;
        }
    }

    private void same(long number, String column, @Nullable String file, @Nullable String database) {
        if (!Objects.equals(file, database)) {
            findings.add(number, column, file, database);
        }
    }
}
