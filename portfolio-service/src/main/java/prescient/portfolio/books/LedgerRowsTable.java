package prescient.portfolio.books;

import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import prescient.database.Bulk;
import prescient.money.Money;

/** Ledger transactions as rows, within a transaction that has locked the portfolio. */
record LedgerRowsTable(Bulk.Session session) {

    private static final String TRANSACTIONS = """
            INSERT INTO ledger_transactions (transaction_id, portfolio_id, kind, content_hash, cash_change,
                realized_pnl, at, trade_id)
            SELECT i.id, 1, i.kind, i.hash, i.cash, i.realized, i.at, i.trade_id
            FROM jsonb_to_recordset(?::jsonb) i (n bigint, id text, kind text, hash text, cash numeric,
                realized numeric, at timestamptz, trade_id text)
            ORDER BY i.n, i.id
            """;

    private static final String ENTRIES = """
            INSERT INTO ledger_entries (transaction_id, portfolio_id, account, amount)
            SELECT i.id, 1, e.account, e.amount
            FROM jsonb_to_recordset(?::jsonb) i (n bigint, id text, kind text, cash numeric, cost numeric, fee numeric,
                gain numeric, trade_id text)
            CROSS JOIN LATERAL (VALUES
                (1, CASE WHEN i.trade_id IS NULL THEN i.kind END, -i.cash), (2, 'cash', i.cash),
                (3, 'position:' || i.trade_id, i.cost), (4, 'fees', i.fee), (5, 'realized_pnl', i.gain))
                e (place, account, amount)
            WHERE e.amount <> 0 AND e.account IS NOT NULL ORDER BY i.n, i.id, e.place
            """;

    private static final String OUTSIDE = """
            SELECT transaction_id, kind, at, cash_change FROM ledger_transactions
            WHERE portfolio_id = 1 AND kind IN ('capital', 'adjustment')
            """;

    void insert(List<Booking> bookings) throws SQLException {
        if (!bookings.isEmpty()) {
            var text = Notes.text(bookings);
            session.execute(TRANSACTIONS, text);
            session.execute(ENTRIES, text);
        }
    }

    /** The bookings of no position by id. */
    Map<String, Booking> outside() throws SQLException {
        var known = new LinkedHashMap<String, Booking>();
        session.query(OUTSIDE, row -> {
            var at = row.getObject(3, OffsetDateTime.class).toInstant();
            var cash = new Money(row.getBigDecimal(4));
            known.put(row.getString(1), Booking.fromOutside(1, row.getString(1), row.getString(2), at, cash));
        });
        return known;
    }
}
