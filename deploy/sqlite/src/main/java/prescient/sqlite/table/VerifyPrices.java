package prescient.sqlite.table;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import prescient.sqlite.file.SqliteFile;
import prescient.sqlite.file.StoredTable;
import prescient.sqlite.file.TableFacts;
import prescient.sqlite.kind.Draft;
import prescient.sqlite.kind.Row;

/**
 * Compares a price log with the database row by row: both are read once in the same order, and each line that PostgreSQL
 * prints must be the line that follows from the file, byte by byte.
 */
public final class VerifyPrices {

    private final Connection connection;
    private final TableJob job;
    private final PriceOrder order;
    private final PriceLine parts;
    private final Verified.Findings findings = new Verified.Findings();
    private final CopyLine expected = new CopyLine();
    private String last = "";
    private long compared;
    private long elsewhere;
    private long archivedRows;

    private VerifyPrices(Connection connection, TableJob job, PriceOrder order) {
        this.connection = connection;
        this.job = job;
        this.order = order;
        this.parts = new PriceLine(job.table());
    }

    /** Compares what the job brings in. */
    public static Verified run(Connection connection, TableJob job, SqliteFile file) throws SQLException {
        var bounds = file.bounds(job.table(), job.kind().order());
        if (PriceOrder.days(bounds.getFirst(), bounds.getLast()).isPresent()) {
            try {
                return new VerifyPrices(connection, job, PriceOrder.OF_INSTANTS).run(file, bounds);
            } catch (OtherOrder notInstants) {
                // Once more, then.
            }
        }
        return new VerifyPrices(connection, job, PriceOrder.OF_TEXTS).run(file, bounds);
    }

    /** The file's order is not that of the instants its texts mean. */
    private static final class OtherOrder extends RuntimeException {

        private static final long serialVersionUID = 1;

        OtherOrder() {
            super(null, null, false, false);
        }
    }

    private Verified run(SqliteFile file, List<String> bounds) throws SQLException {
        var fromFile = new TableFacts(job.table().columns());
        var fromDatabase = new TableFacts(job.table().columns());
        var apart = apart();
        var query = order.query(job.source(), order.within(bounds));
        try (var rows = new CopyStream.Out(connection, query)) {
            var next = new Pending(rows, order.field());
            new RowReader(job).each(file, (number, row, draft, archived) -> {
                if (archived) {
                    archivedRows++;
                    return;
                }
                row.addTo(fromFile);
                var kept = apart.remove(number);
                if (kept != null) {
                    keptApart(number, row.values(), kept, fromDatabase);
                } else {
                    inPlace(number, row, draft, next, fromDatabase);
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

    private void inPlace(long number, Row row, Draft draft, Pending next, TableFacts facts) throws SQLException {
        var place = order.place(draft);
        var found = place == null ? null : next.find(inOrder(place));
        if (found == null) {
            findings.add(number, "*", parts.stored(row.values()), null);
            return;
        }
        compared++;
        var legacy = parts.legacy(row, draft);
        expected.begin()
                .add(draft.value("timestamp"))
                .add(draft.value("legacy_timestamp"))
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
            row.addTo(facts);
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

    private byte[] inOrder(String place) {
        if (order == PriceOrder.OF_INSTANTS) {
            if (place.compareTo(last) < 0) {
                throw new OtherOrder();
            }
            last = place;
        }
        return place.getBytes(StandardCharsets.UTF_8);
    }

    /** The row as the database has it, so that its facts are the database's own. */
    private void asKept(List<@Nullable String> fields, TableFacts facts) {
        var legacy = fields.get(4);
        var further = legacy == null ? Map.<String, @Nullable Object>of() : StoredJson.read(legacy);
        var row = new @Nullable Object[job.table().columns().size()];
        for (var i = 0; i < row.length; i++) {
            var name = job.table().columns().get(i);
            row[i] = switch (StoredTable.lower(name)) {
                case "timestamp" -> fields.get(PriceOrder.OF_TEXTS.field());
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
        private final int field;
        private byte @Nullable [] next;

        Pending(CopyStream.Out rows, int field) throws SQLException {
            this.rows = rows;
            this.field = field;
            next = rows.next();
        }

        /** The first line of this place; lines of earlier ones are other files'. Stays there for the next row. */
        byte @Nullable [] find(byte[] place) throws SQLException {
            while (next != null && compare(next, place) < 0) {
                next = rows.next();
            }
            return next != null && compare(next, place) == 0 ? next : null;
        }

        private int compare(byte[] line, byte[] place) {
            int from = 0;
            for (var skipped = 0; skipped < field; skipped++) {
                from = tab(line, from) + 1;
            }
            return Arrays.compareUnsigned(line, from, tab(line, from), place, 0, place.length);
        }

        private static int tab(byte[] line, int from) {
            int tab = from;
            while (line[tab] != '\t') {
                tab++;
            }
            return tab;
        }
    }
}
