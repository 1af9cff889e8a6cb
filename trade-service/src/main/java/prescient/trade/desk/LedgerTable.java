package prescient.trade.desk;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;

/** Reads the desk's books; they are written with the trades they tell of. */
@ApplicationScoped
class LedgerTable {

    private final Pool pool;

    LedgerTable(Pool pool) {
        this.pool = pool;
    }

    /**
     * What the books say of themselves. All are 0 while they are right.
     *
     * @param unbalanced transactions that do not add up to zero
     * @param positions trades whose position in the books is not what the trade holds
     * @param profits ended trades whose profit is not what the books have
     */
    record Check(long unbalanced, long positions, long profits) {

        boolean right() {
            return unbalanced == 0 && positions == 0 && profits == 0;
        }
    }

    /** Adds up everything; for a job, not for a request. */
    Uni<Check> check() {
        return pool.query("""
            WITH sums AS (
                SELECT t.trade_id, sum(e.amount) FILTER (WHERE e.ledger_account LIKE 'position:%') AS held,
                    sum(e.amount) FILTER (WHERE e.ledger_account IN ('fees', 'realized_pnl')) AS lost
                FROM desk_ledger_transactions t JOIN desk_ledger_entries e USING (transaction_id)
                GROUP BY t.trade_id
            ), compared AS (
                SELECT t.held_cost, t.pnl, coalesce(s.held, 0) AS held, coalesce(s.lost, 0) AS lost
                FROM desk_trades t LEFT JOIN sums s USING (trade_id) WHERE t.legacy IS NULL
            )
            SELECT (SELECT count(*) FROM (SELECT FROM desk_ledger_entries
                    GROUP BY transaction_id HAVING sum(amount) <> 0) wrong) AS unbalanced,
                count(*) FILTER (WHERE held_cost <> held) AS positions,
                count(*) FILTER (WHERE pnl <> -lost) AS profits
            FROM compared
            """)
                .execute()
                .map(rows -> rows.iterator().next())
                .map(row -> new Check(row.getLong("unbalanced"), row.getLong("positions"), row.getLong("profits")));
    }
}
