package prescient.sqlite.table;

import java.sql.Connection;
import java.sql.SQLException;
import prescient.sqlite.kind.PriceKind;

/**
 * Rows of a price log that have to find out whether their second is there already: they wait in a temporary table, and
 * are settled together. A second that is there stays as it is; a row that says something else about it is kept apart.
 */
final class StagedPrices {

    static final String COPY = "COPY prices FROM STDIN";

    private final Connection connection;
    private final TableJob job;
    private final PriceLine parts;
    private long inserted;
    private long changed;
    private long rewritten;

    StagedPrices(Connection connection, TableJob job, PriceLine parts) throws SQLException {
        this.connection = connection;
        this.job = job;
        this.parts = parts;
        Sql.execute(
                connection,
                "CREATE TEMP TABLE IF NOT EXISTS prices"
                        + " (row_no bigint, at timestamptz, price numeric, stored text, legacy jsonb, flags text[])");
    }

    /** Seconds that are new. */
    long inserted() {
        return inserted;
    }

    /** Seconds of which more is known now. */
    long changed() {
        return changed;
    }

    /** Rows that are kept apart and were not, or not so. */
    long rewritten() {
        return rewritten;
    }

    /** Rows of this log that are kept apart. */
    long apart() throws SQLException {
        return Sql.numbers(
                connection,
                "SELECT count(*) FROM market.legacy_row WHERE source_id = ? AND table_name = ?",
                job.sourceId(),
                job.table().name())[0];
    }

    /** Rows that were kept apart when the log was longer than so many rows; returns how many are gone. */
    long forget(long rows) throws SQLException {
        return Sql.update(
                connection,
                "DELETE FROM market.legacy_row WHERE source_id = ? AND table_name = ? AND row_no > ?",
                job.sourceId(),
                job.table().name(),
                rows);
    }

    /**
     * Settles what waits.
     *
     * @param rows that wait
     * @param from the earliest of their times, so that other months are not looked at; empty when none has a time
     * @param to the latest
     */
    void settle(long rows, String from, String to) throws SQLException {
        // Row by row through an index is what the planner takes to when it knows little of either side.
        Sql.execute(connection, "SET LOCAL enable_nestloop = off");
        var within =
                from.isEmpty() ? "false" : "p.\"timestamp\" BETWEEN " + Sql.literal(from) + " AND " + Sql.literal(to);
        if (known(within) < rows) {
            var fresh = insert(within);
            inserted += fresh;
            if (fresh < rows) {
                changed += complete(within);
                keepApart(within);
            }
        }
        Sql.execute(connection, "TRUNCATE prices");
    }

    /** Rows that are there already, and equal. */
    private long known(String within) throws SQLException {
        return Sql.numbers(connection, """
            SELECT count(*) FROM prices s JOIN market.price_log p ON p."timestamp" = s.at
            WHERE p.symbol = ? AND p.environment = ? AND p.legacy_timestamp = s.stored AND p.price = s.price
              AND (s.legacy IS NULL OR p.legacy = s.legacy) AND %s
            """.formatted(within), symbol(), environment())[0];
    }

    /** Of two rows of one second the one that nothing is odd about, then the first. */
    private long insert(String within) throws SQLException {
        return Sql.update(
                connection,
                """
            INSERT INTO market.price_log
                (symbol, "timestamp", price, venue, environment, legacy_timestamp, legacy, flags)
            SELECT ?, at, price, ?, ?, stored, legacy, flags
            FROM (SELECT DISTINCT ON (at) * FROM prices
                WHERE at IS NOT NULL ORDER BY at, flags IS NOT NULL, row_no) s
            WHERE NOT EXISTS (SELECT FROM market.price_log p
                WHERE p.symbol = ? AND p.environment = ? AND p."timestamp" = s.at AND %s)
            ORDER BY at
            """.formatted(within),
                symbol(),
                PriceKind.EXCHANGE,
                environment(),
                symbol(),
                environment());
    }

    /** A log with further columns tells more of a second that one without has brought. */
    private long complete(String within) throws SQLException {
        return Sql.update(connection, """
            UPDATE market.price_log p SET legacy = s.legacy FROM prices s
            WHERE p.symbol = ? AND p.environment = ? AND p."timestamp" = s.at AND p.legacy_timestamp = s.stored
              AND p.price = s.price AND p.legacy IS NULL AND s.legacy IS NOT NULL AND %s
            """.formatted(within), symbol(), environment());
    }

    private void keepApart(String within) throws SQLException {
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
                """.formatted(within),
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
}
