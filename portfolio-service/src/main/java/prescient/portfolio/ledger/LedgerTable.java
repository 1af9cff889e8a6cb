package prescient.portfolio.ledger;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import prescient.money.Money;

/** Reads the ledger and compares it with everything that is derived from it, in one snapshot. */
@ApplicationScoped
class LedgerTable {

    /** The first row holds the totals, each further one a difference. */
    private static final String CHECK = """
            WITH transactions AS (
                SELECT transaction_id, sum(amount) AS amount, count(*) AS entries
                FROM ledger_entries GROUP BY transaction_id
            ), accounts AS (
                SELECT portfolio_id, account, sum(amount) AS amount FROM ledger_entries GROUP BY portfolio_id, account
            ), bought AS (
                SELECT t.portfolio_id, sum(e.amount) AS amount, count(DISTINCT e.account) AS trades
                FROM ledger_transactions t JOIN ledger_entries e ON e.transaction_id = t.transaction_id
                WHERE t.kind = 'open' AND e.account LIKE 'position:%' GROUP BY t.portfolio_id
            ), held AS (
                SELECT portfolio_id, sum(amount) AS amount FROM reservations WHERE status = 'reserved'
                GROUP BY portfolio_id
            ), positions AS (
                SELECT portfolio_id, sum(cost) AS cost, sum(current_pnl) AS pnl, count(*) AS positions
                FROM portfolio_positions WHERE status = 'open' GROUP BY portfolio_id
            ), figures AS (
                SELECT s.id, f.kind, f.expected, f.found
                FROM portfolio_state s
                LEFT JOIN accounts cash ON cash.portfolio_id = s.id AND cash.account = 'cash'
                LEFT JOIN accounts gain ON gain.portfolio_id = s.id AND gain.account = 'realized_pnl'
                LEFT JOIN bought b ON b.portfolio_id = s.id
                LEFT JOIN held h ON h.portfolio_id = s.id
                LEFT JOIN positions p ON p.portfolio_id = s.id
                CROSS JOIN LATERAL (VALUES
                    ('cash', coalesce(cash.amount, 0), s.balance),
                    ('realized_pnl', -coalesce(gain.amount, 0), s.realized_pnl),
                    ('total_invested', coalesce(b.amount, 0), s.total_invested),
                    ('trade_count', coalesce(b.trades, 0), s.trade_count),
                    ('reserved', coalesce(h.amount, 0), s.reserved),
                    ('positions_cost', coalesce(p.cost, 0), s.positions_cost),
                    ('unrealized_pnl', coalesce(p.pnl, 0), s.unrealized_pnl),
                    ('open_positions', coalesce(p.positions, 0), s.open_positions)) f (kind, expected, found)
                WHERE f.expected <> f.found
            ), differences AS (
                SELECT 'transaction' AS kind, NULL::integer AS portfolio_id, transaction_id AS subject,
                    0::numeric AS expected, amount AS found
                FROM transactions WHERE amount <> 0
                UNION ALL
                SELECT kind, id, NULL, expected, found FROM figures
                UNION ALL
                SELECT 'position', coalesce(a.portfolio_id, p.portfolio_id), coalesce(p.trade_id, a.account),
                    coalesce(a.amount, 0), p.cost
                FROM portfolio_positions p
                FULL JOIN (SELECT * FROM accounts WHERE account LIKE 'position:%') a
                    ON a.portfolio_id = p.portfolio_id AND a.account = 'position:' || p.trade_id
                WHERE coalesce(a.amount, 0) IS DISTINCT FROM p.cost
            )
            SELECT NULL AS kind, NULL::integer AS portfolio_id, NULL AS subject,
                coalesce(sum(amount), 0) AS expected, count(*) AS transactions,
                coalesce(sum(entries), 0)::bigint AS entries,
                NULL::numeric AS found, 0 AS place
            FROM transactions
            UNION ALL
            (SELECT kind, portfolio_id, subject, expected, 0, 0, found, 1 FROM differences
             ORDER BY kind, portfolio_id, subject LIMIT 100)
            ORDER BY place, kind, portfolio_id, subject
            """;

    private static final String REBUILD = "SELECT rebuild_state($1, $2)";

    private static final String ENTRIES = """
            SELECT e.entry_id, e.transaction_id, e.portfolio_id, t.kind, e.account, e.amount, t.at
            FROM ledger_entries e JOIN ledger_transactions t ON t.transaction_id = e.transaction_id
            WHERE ($1::integer IS NULL OR e.portfolio_id = $1) AND ($2::text IS NULL OR e.transaction_id = $2)
                AND ($3::text IS NULL OR t.trade_id = $3) AND e.entry_id > $4
            ORDER BY e.entry_id LIMIT $5
            """;

    private final Pool pool;
    private final InstantSource clock;

    LedgerTable(Pool pool, InstantSource clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /** Compares everything. Reads all entries, so it takes a while in a large ledger. */
    Uni<LedgerReport> check() {
        return pool.preparedQuery(CHECK).execute().map(LedgerTable::report);
    }

    /** Computes the portfolio's state anew from what it is a projection of; false if there is no such portfolio. */
    Uni<Boolean> rebuild(int portfolioId) {
        return pool.preparedQuery(REBUILD)
                .execute(Tuple.of(portfolioId, clock.instant().atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.iterator().next().getBoolean(0));
    }

    /** Entries behind {@code afterId}, oldest first. */
    Uni<List<LedgerEntry>> entries(EntryFilter filter, long afterId, int limit) {
        return pool.preparedQuery(ENTRIES)
                .execute(Tuple.of(filter.portfolioId(), filter.transactionId(), filter.tradeId(), afterId, limit))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(LedgerTable::entry)
                        .toList());
    }

    private static LedgerReport report(RowSet<Row> rows) {
        var all = rows.iterator();
        var totals = all.next();
        var differences = new ArrayList<LedgerReport.Difference>();
        while (all.hasNext()) {
            var row = all.next();
            differences.add(new LedgerReport.Difference(
                    row.getString("kind"),
                    row.getInteger("portfolio_id"),
                    row.getString("subject"),
                    money(row, "expected"),
                    money(row, "found")));
        }
        var sum = new Money(totals.getBigDecimal("expected"));
        return new LedgerReport(
                differences.isEmpty() && sum.equals(Money.ZERO),
                sum,
                totals.getLong("transactions"),
                totals.getLong("entries"),
                differences);
    }

    private static LedgerEntry entry(Row row) {
        return new LedgerEntry(
                row.getLong("entry_id"),
                row.getString("transaction_id"),
                row.getInteger("portfolio_id"),
                row.getString("kind"),
                row.getString("account"),
                new Money(row.getBigDecimal("amount")),
                row.getOffsetDateTime("at").toInstant());
    }

    private static @Nullable Money money(Row row, String column) {
        var value = row.getBigDecimal(column);
        return value == null ? null : new Money(value);
    }
}
