package prescient.sqlite.table;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import prescient.sqlite.file.SqliteFile;
import prescient.sqlite.file.TableFacts;
import prescient.sqlite.kind.Draft;
import prescient.sqlite.kind.PriceKind;
import prescient.sqlite.kind.Row;

/**
 * Takes a price log in, a batch of rows at a time, each its own transaction. Where the table has nothing from there to
 * the end of the log, rows go {@linkplain StraightPrices straight} into it as long as each is later than all
 * before and nothing is odd about it; all others are {@linkplain StagedPrices settled} at the end of their batch.
 */
public final class ImportPrices {

    private static final int BATCH = 250_000;
    private static final int STRAIGHT_BATCH = 50_000;

    /** The first ones are smaller, so that PostgreSQL begins early. */
    private static final int FIRST_BATCH = 5_000;

    /** Odd rows wait in memory while others go straight, this many at most. */
    private static final int ODD = 5_000;

    private final Connection connection;
    private final TableJob job;
    private final boolean dryRun;
    private final PriceLine parts;
    private final int time;
    private final int price;
    private final int text;

    /** How every row begins. */
    private final BinaryLine begin = new BinaryLine();

    private final BinaryLine line = new BinaryLine();
    private final CopyLine waits = new CopyLine();
    private final Map<String, Long> flags = new TreeMap<>();
    private final List<CopyLine> odd = new ArrayList<>();
    private final PriceProof proof;
    private final StraightPrices ready;
    private final StagedPrices waiting;
    private CopyStream.@Nullable In copy;
    /** After the last day of the log; empty when its times begin with no days. */
    private String end = "";

    /** The table has nothing else from the log's last row to its end. */
    private boolean free;

    private boolean straight;
    private String month = "";
    private String last = "";
    private String from = "";
    private long before;
    private long batch;
    private long limit;
    private long staged;
    private long read;
    private long archivedRows;
    private long inserted;

    /**
     * @param connection that commits when it is told to
     * @param lanes further ones like it, which stay open
     */
    public ImportPrices(Connection connection, Lanes lanes, TableJob job, boolean dryRun) throws SQLException {
        this.connection = connection;
        this.job = job;
        this.dryRun = dryRun;
        this.parts = new PriceLine(job.table());
        this.proof = new PriceProof(job);
        this.ready = new StraightPrices(lanes, proof);
        this.waiting = new StagedPrices(connection, job, parts);
        this.time = job.kind().target().place("timestamp");
        this.price = job.kind().target().place("price");
        this.text = job.kind().target().place("legacy_timestamp");
        begin.begin(PriceBatch.FIELDS)
                .text(PriceKind.EXCHANGE)
                .text(job.source().symbol())
                .text(job.source().environment());
    }

    /** What is proved of all that was read; empty when that is not so simple, and for a dry run. */
    public Optional<Verified> proved(TableFacts.Summary facts) throws SQLException {
        // What is kept apart is in another table.
        return dryRun || archivedRows > 0 || waiting.apart() > 0 ? Optional.empty() : proof.proved(facts);
    }

    /**
     * Reads all rows; the last ones may still be on their way when it returns.
     *
     * @param beside is told again and again that PostgreSQL has enough to do, so that there is time for something else
     */
    public void read(SqliteFile file, TableFacts facts, Runnable beside) throws SQLException {
        var bounds = file.bounds(job.table(), job.kind().order());
        end = PriceOrder.days(bounds.getFirst(), bounds.getLast())
                .map(days -> days.getLast().toString())
                .orElse("");
        before = waiting.apart();
        try {
            new RowReader(job).each(file, (number, row, draft, archived) -> {
                row.addTo(facts);
                read++;
                if (archived) {
                    archivedRows++;
                    return;
                }
                take(number, row, draft);
                if (++batch == limit || odd.size() == ODD) {
                    flush();
                    if (read >= STRAIGHT_BATCH) {
                        beside.run();
                    }
                }
            });
            flush();
        } finally {
            close();
        }
    }

    /** Waits until every row is stored and checked. */
    public Counts end() throws SQLException {
        inserted += ready.await();
        var rewritten = waiting.rewritten() + (before == 0 ? 0 : waiting.forget(read));
        var apart = waiting.apart();
        inserted += waiting.inserted();
        return new Counts(
                read,
                inserted,
                waiting.changed(),
                read - archivedRows - inserted - waiting.changed() - apart,
                0,
                0,
                0,
                apart,
                archivedRows,
                rewritten,
                flags);
    }

    private void take(long number, Row row, Draft draft) throws SQLException {
        var at = draft.value(time);
        if (batch == 0) {
            straight = !dryRun && at != null && at.compareTo(last) > 0 && (free || isFree(at));
            free |= straight;
            limit = straight ? Math.clamp(read, FIRST_BATCH, STRAIGHT_BATCH) : BATCH;
        }
        for (var flag : draft.flags()) {
            flags.merge(flag, 1L, Long::sum);
        }
        var later = at != null && at.compareTo(last) > 0;
        if (at != null) {
            makePartition(at);
            from = from.isEmpty() || at.compareTo(from) < 0 ? at : from;
            last = later ? at : last;
        }
        write(at, row, draft);
        if (straight
                && at != null
                && later
                && at.compareTo(end) < 0
                && draft.flags().isEmpty()) {
            ready.add(line);
            return;
        }
        staged++;
        if (straight) {
            odd.add(staged(new CopyLine(), number, row, draft));
        } else {
            staging().add(staged(waits, number, row, draft));
        }
    }

    /** The row for a lane, which ends with what PostgreSQL has to give of it afterwards. */
    private void write(@Nullable String at, Row row, Draft draft) {
        var legacy = parts.legacy(row, draft);
        int own = line.begin(begin).json(legacy).length();
        line.instant(at).numeric(draft.value(price)).words(draft.flags()).text(draft.value(text));
        if (legacy == null) {
            proof.add(at, line, own);
        } else {
            // Whether a document holds the values that it was made of is for the comparison to see.
            proof.giveUp();
        }
    }

    private CopyLine staged(CopyLine to, long number, Row row, Draft draft) {
        var at = draft.value(time);
        return to.begin()
                .add(Long.toString(number))
                .add(at)
                .add(at == null ? null : draft.value(price))
                .add(draft.value(text))
                .add(at == null ? parts.stored(row.values()) : parts.legacy(row, draft))
                .words(draft.flags().isEmpty() ? null : draft.flags())
                .end();
    }

    private CopyStream.In staging() throws SQLException {
        var into = copy == null ? new CopyStream.In(connection, StagedPrices.COPY) : copy;
        copy = into;
        return into;
    }

    private void endStaging() throws SQLException {
        var open = copy;
        copy = null;
        if (open != null) {
            open.end();
        }
    }

    private void close() throws SQLException {
        var open = copy;
        if (open != null) {
            open.close();
        }
    }

    private void flush() throws SQLException {
        var part = dryRun ? Optional.<PriceProof.Part>empty() : proof.endPart();
        ready.store(staged == 0 ? part : Optional.empty());
        if (staged > 0) {
            for (var waited : odd) {
                staging().add(waited);
            }
            odd.clear();
            endStaging();
            // They have to see what went straight.
            inserted += ready.await();
            waiting.settle(staged, from, last);
        }
        if (batch > 0 && !dryRun) {
            connection.commit();
        }
        if (staged > 0) {
            ready.check(part);
        }
        batch = 0;
        staged = 0;
        from = "";
    }

    /** True when the table has nothing of this log from {@code at} on. */
    private boolean isFree(String at) throws SQLException {
        if (end.isEmpty()) {
            return false;
        }
        // The table may be new to the planner, and large; and of rows that are new the index of blocks knows nothing.
        Sql.execute(connection, "SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off");
        var found =
                Sql.numbers(connection, """
                SELECT count(*) FROM (SELECT FROM market.price_log WHERE symbol = ? AND environment = ?
                    AND "timestamp" BETWEEN ?::timestamptz AND ?::timestamptz LIMIT 1) p
                """, job.source().symbol(), job.source().environment(), at, end)[0];
        Sql.execute(connection, "SET LOCAL enable_seqscan = on; SET LOCAL enable_bitmapscan = on");
        return found == 0;
    }

    /** Rows of a month go to a partition of their own, so that they can be dropped as one. */
    private void makePartition(String at) throws SQLException {
        if (dryRun || (at.startsWith(month) && !month.isEmpty())) {
            return;
        }
        month = at.substring(0, "0000-00".length());
        endStaging();
        Sql.numbers(
                connection,
                "SELECT market.create_month_partitions(?::timestamptz, 0)",
                YearMonth.parse(month).atDay(1) + "T00:00:00Z");
        // The lanes have to see it.
        connection.commit();
    }
}
