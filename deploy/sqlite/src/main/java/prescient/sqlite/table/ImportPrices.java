package prescient.sqlite.table;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.YearMonth;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import prescient.sqlite.file.SqliteFile;
import prescient.sqlite.file.TableFacts;
import prescient.sqlite.kind.Draft;

/**
 * Takes a price log in, a batch of rows at a time: COPY into a temporary table, one statement for the seconds that are
 * not there yet, commit. A second that is there stays as it is; a row that says something else about it is kept apart.
 */
public final class ImportPrices {

    private static final int BATCH = 250_000;

    private final Connection connection;
    private final TableJob job;
    private final boolean dryRun;
    private final PriceLine parts;
    private final CopyLine line = new CopyLine();
    private final Map<String, Long> flags = new TreeMap<>();
    private final Set<String> months = new HashSet<>();
    private final Set<String> made = new HashSet<>();
    private CopyStream.@Nullable In copy;
    private String from = "";
    private String to = "";
    private long staged;
    private long read;
    private long archivedRows;
    private long inserted;
    private long changed;
    private long apart;
    private long rewritten;

    /** @param connection that commits when it is told to */
    public ImportPrices(Connection connection, TableJob job, boolean dryRun) {
        this.connection = connection;
        this.job = job;
        this.dryRun = dryRun;
        this.parts = new PriceLine(job.table());
    }

    public Counts run(SqliteFile file, TableFacts facts) throws SQLException {
        Sql.execute(
                connection,
                "CREATE TEMP TABLE IF NOT EXISTS prices"
                        + " (row_no bigint, at timestamptz, price numeric, stored text, legacy jsonb, flags text[])");
        var before = rowsApart();
        try {
            new RowReader(job).each(file, (number, values, draft, archived) -> {
                facts.add(values);
                read++;
                if (archived) {
                    archivedRows++;
                    return;
                }
                stage(number, values, draft);
            });
            flush();
        } finally {
            var open = copy;
            if (open != null) {
                open.close();
            }
        }
        rewritten += forget(before);
        return new Counts(
                read,
                inserted,
                changed,
                read - archivedRows - inserted - changed - apart,
                0,
                0,
                0,
                apart,
                archivedRows,
                rewritten,
                flags);
    }

    private void stage(long number, @Nullable Object[] values, Draft draft) throws SQLException {
        var into = copy == null ? new CopyStream.In(connection, "COPY prices FROM STDIN") : copy;
        copy = into;
        var at = draft.value("timestamp");
        if (at != null) {
            months.add(at.substring(0, "0000-00".length()));
            from = from.isEmpty() || at.compareTo(from) < 0 ? at : from;
            to = at.compareTo(to) > 0 ? at : to;
        }
        for (var flag : draft.flags()) {
            flags.merge(flag, 1L, Long::sum);
        }
        line.begin()
                .add(Long.toString(number))
                .add(at)
                .add(at == null ? null : draft.value("price"))
                .add(draft.value("legacy_timestamp"))
                .add(at == null ? parts.stored(values) : parts.legacy(values, draft))
                .words(draft.flags().isEmpty() ? null : draft.flags());
        into.add(line.end());
        if (++staged == BATCH) {
            flush();
        }
    }

    private void flush() throws SQLException {
        var full = copy;
        if (full == null) {
            return;
        }
        full.end();
        copy = null;
        makePartitions();
        // Row by row through an index is what the planner takes to when it knows little of either side.
        Sql.execute(connection, "SET LOCAL enable_nestloop = off");
        if (known() < staged) {
            var fresh = insert();
            inserted += fresh;
            if (fresh < staged) {
                changed += complete();
                keepApart();
            }
        }
        Sql.execute(connection, "TRUNCATE prices");
        if (!dryRun) {
            connection.commit();
        }
        staged = 0;
        from = "";
        to = "";
    }

    /** Rows of the batch that are there already, and equal. */
    private long known() throws SQLException {
        return Sql.numbers(connection, """
            SELECT count(*) FROM prices s JOIN market.price_log p ON p."timestamp" = s.at
            WHERE p.symbol = ? AND p.environment = ? AND p.legacy_timestamp = s.stored AND p.price = s.price
              AND (s.legacy IS NULL OR p.legacy = s.legacy) AND %s
            """.formatted(within()), symbol(), environment())[0];
    }

    /** Of two rows of one second the one that nothing is odd about, then the first. */
    private long insert() throws SQLException {
        return Sql.update(connection, """
            INSERT INTO market.price_log
                (symbol, "timestamp", price, venue, environment, legacy_timestamp, legacy, flags)
            SELECT ?, at, price, 'coinbase', ?, stored, legacy, flags
            FROM (SELECT DISTINCT ON (at) * FROM prices
                WHERE at IS NOT NULL ORDER BY at, flags IS NOT NULL, row_no) s
            WHERE NOT EXISTS (SELECT FROM market.price_log p
                WHERE p.symbol = ? AND p.environment = ? AND p."timestamp" = s.at AND %s)
            ORDER BY at
            """.formatted(within()), symbol(), environment(), symbol(), environment());
    }

    /** A log with further columns tells more of a second that one without has brought. */
    private long complete() throws SQLException {
        return Sql.update(connection, """
            UPDATE market.price_log p SET legacy = s.legacy FROM prices s
            WHERE p.symbol = ? AND p.environment = ? AND p."timestamp" = s.at AND p.legacy_timestamp = s.stored
              AND p.price = s.price AND p.legacy IS NULL AND s.legacy IS NOT NULL AND %s
            """.formatted(within()), symbol(), environment());
    }

    private void keepApart() throws SQLException {
        rewritten += Sql.update(
                connection,
                """
                INSERT INTO market.legacy_row AS r (source_id, table_name, row_no, target, stored, flags)
                SELECT ?, ?, row_no, 'price_log',
                    CASE WHEN at IS NULL THEN legacy
                        ELSE jsonb_build_object(?::text, stored, ?::text, price) || coalesce(legacy, '{}') END,
                    CASE WHEN at IS NULL THEN flags ELSE coalesce(flags, '{}') || '{second-taken}' END
                FROM prices s
                WHERE at IS NULL OR NOT EXISTS (SELECT FROM market.price_log p
                    WHERE p.symbol = ? AND p.environment = ? AND p."timestamp" = s.at AND p.legacy_timestamp = s.stored
                      AND p.price = s.price AND (s.legacy IS NULL OR p.legacy = s.legacy) AND %s)
                ON CONFLICT (source_id, table_name, row_no)
                DO UPDATE SET stored = excluded.stored, flags = excluded.flags
                WHERE (r.stored, r.flags) IS DISTINCT FROM (excluded.stored, excluded.flags)
                """.formatted(within()),
                job.sourceId(),
                job.table().name(),
                job.table().columns().get(parts.time()),
                job.table().columns().get(parts.price()),
                symbol(),
                environment());
    }

    private String symbol() {
        return job.source().symbol();
    }

    private String environment() {
        return job.source().environment();
    }

    /** The time of the batch, so that other months are not looked at. */
    private String within() {
        return from.isEmpty() ? "false" : "p.\"timestamp\" BETWEEN " + Sql.literal(from) + " AND " + Sql.literal(to);
    }

    /** Rows of a month go to a partition of their own, so that they can be dropped as one. */
    private void makePartitions() throws SQLException {
        if (dryRun) {
            return;
        }
        for (var month : new TreeSet<>(months)) {
            if (made.add(month)) {
                Sql.numbers(
                        connection,
                        "SELECT market.create_month_partitions(?::timestamptz, 0)",
                        YearMonth.parse(month).atDay(1) + "T00:00:00Z");
            }
        }
        months.clear();
    }

    private long rowsApart() throws SQLException {
        return Sql.numbers(
                connection,
                "SELECT count(*) FROM market.legacy_row WHERE source_id = ? AND table_name = ?",
                job.sourceId(),
                job.table().name())[0];
    }

    /** Rows that were kept apart when the file was longer. */
    private long forget(long before) throws SQLException {
        var gone = before == 0
                ? 0
                : Sql.update(
                        connection,
                        "DELETE FROM market.legacy_row WHERE source_id = ? AND table_name = ? AND row_no > ?",
                        job.sourceId(),
                        job.table().name(),
                        read);
        apart = rowsApart();
        return gone;
    }
}
