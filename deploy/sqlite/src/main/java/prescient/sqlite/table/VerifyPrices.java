package prescient.sqlite.table;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import prescient.sqlite.file.SqliteFile;
import prescient.sqlite.file.StoredTable;
import prescient.sqlite.file.TableFacts;
import prescient.sqlite.kind.Draft;

/**
 * Compares a price log with the database row by row: both are read once in the order of the stored times, and each line
 * that PostgreSQL prints must be the line that follows from the file, byte by byte.
 */
public final class VerifyPrices {

    private final Connection connection;
    private final TableJob job;
    private final PriceLine parts;
    private final Verified.Findings findings = new Verified.Findings();
    private final CopyLine expected = new CopyLine();
    private long compared;
    private long elsewhere;
    private long archivedRows;

    public VerifyPrices(Connection connection, TableJob job) {
        this.connection = connection;
        this.job = job;
        this.parts = new PriceLine(job.table());
    }

    public Verified run(SqliteFile file) throws SQLException {
        var fromFile = new TableFacts(job.table().columns());
        var fromDatabase = new TableFacts(job.table().columns());
        var apart = apart();
        var bounds = file.bounds(job.table(), job.kind().order());
        var query = """
            COPY (SELECT legacy_timestamp, "timestamp", price, flags, legacy FROM market.price_log
                WHERE symbol = %s AND environment = %s AND legacy_timestamp COLLATE "C" BETWEEN %s AND %s
                ORDER BY legacy_timestamp COLLATE "C", "timestamp") TO STDOUT
            """.formatted(
                        Sql.literal(job.source().symbol()),
                        Sql.literal(job.source().environment()),
                        Sql.literal(bounds.getFirst()),
                        Sql.literal(bounds.getLast()));
        try (var rows = new CopyStream.Out(connection, query)) {
            var next = new Pending(rows);
            new RowReader(job).each(file, (number, values, draft, archived) -> {
                if (archived) {
                    archivedRows++;
                    return;
                }
                fromFile.add(values);
                var kept = apart.remove(number);
                if (kept != null) {
                    keptApart(number, values, kept, fromDatabase);
                } else {
                    inPlace(number, values, draft, next, fromDatabase);
                }
            });
        }
        apart.forEach((number, kept) -> findings.add(number, "*", null, kept));
        return new Verified(
                fromFile.summary(),
                fromDatabase.summary(),
                compared,
                elsewhere,
                archivedRows,
                findings.count(),
                findings.first());
    }

    private Map<Long, String> apart() throws SQLException {
        var rows = new HashMap<Long, String>();
        try (var statement = connection.prepareStatement(
                "SELECT row_no, stored FROM market.legacy_row WHERE source_id = ? AND table_name = ?")) {
            statement.setLong(1, job.sourceId());
            statement.setString(2, job.table().name());
            try (var found = statement.executeQuery()) {
                while (found.next()) {
                    rows.put(found.getLong(1), found.getString(2));
                }
            }
        }
        return rows;
    }

    private void keptApart(long number, @Nullable Object[] values, String kept, TableFacts facts) {
        elsewhere++;
        var stored = StoredJson.read(kept);
        facts.add(StoredJson.inOrder(stored, job.table().columns()));
        var expectedRow = parts.stored(values);
        if (!expectedRow.equals(kept)) {
            findings.add(number, "legacy_row.stored", expectedRow, kept);
        }
    }

    private void inPlace(long number, @Nullable Object[] values, Draft draft, Pending next, TableFacts facts)
            throws SQLException {
        var text = draft.value("legacy_timestamp");
        var found = text == null ? null : next.find(text.getBytes(StandardCharsets.UTF_8));
        if (found == null) {
            findings.add(number, "*", parts.stored(values), null);
            return;
        }
        compared++;
        var legacy = parts.legacy(values, draft);
        expected.begin()
                .add(text)
                .add(draft.value("timestamp"))
                .add(draft.value("price"))
                .words(draft.flags().isEmpty() ? null : draft.flags());
        // What a log with more columns has told of this second is not this file's to compare.
        var whole = legacy != null;
        if (whole) {
            expected.add(legacy).end();
        }
        var equal = whole ? expected.equalTo(found) : expected.begins(found);
        if (equal && legacy == null && expected.add(null).end().equalTo(found)) {
            // Byte by byte the line that these values make, and no others make it: so they are the database's own.
            facts.add(values);
            return;
        }
        var fields = CopyText.fields(found);
        asKept(fields, facts);
        if (equal) {
            return;
        }
        var shown = fields.stream().map(Objects::toString).toList();
        findings.add(number, "*", expected.toString().strip(), String.join("\t", shown));
    }

    /** The row as the database has it, so that its facts are the database's own. */
    private void asKept(java.util.List<@Nullable String> fields, TableFacts facts) {
        var legacy = fields.get(4);
        var further = legacy == null ? Map.<String, @Nullable Object>of() : StoredJson.read(legacy);
        var row = new @Nullable Object[job.table().columns().size()];
        for (var i = 0; i < row.length; i++) {
            var name = job.table().columns().get(i);
            row[i] = switch (StoredTable.lower(name)) {
                case "timestamp" -> fields.getFirst();
                case "price" -> further.containsKey(name) ? further.get(name) : real(fields.get(2));
                default -> further.get(name);
            };
        }
        facts.add(row);
    }

    private static @Nullable Double real(@Nullable String price) {
        return price == null ? null : Double.valueOf(price);
    }

    /** The database's lines, one ahead. */
    private static final class Pending {

        private final CopyStream.Out rows;
        private byte @Nullable [] next;

        Pending(CopyStream.Out rows) throws SQLException {
            this.rows = rows;
            next = rows.next();
        }

        /** The first line of this time; lines of earlier times are other files'. Stays there for the next row. */
        byte @Nullable [] find(byte[] time) throws SQLException {
            while (next != null && compare(next, time) < 0) {
                next = rows.next();
            }
            return next != null && compare(next, time) == 0 ? next : null;
        }

        private static int compare(byte[] line, byte[] time) {
            var tab = 0;
            while (line[tab] != '\t') {
                tab++;
            }
            return Arrays.compareUnsigned(line, 0, tab, time, 0, time.length);
        }
    }
}
