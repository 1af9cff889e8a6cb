package prescient.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;

/**
 * Proves from the five schemas that nothing was lost and nothing was booked twice. Each promise is one query for what
 * breaks it; a promise holds when its query finds nothing.
 */
record BooksAudit(Database reader) {

    /**
     * @param text what is promised, in words
     * @param breaches a query that finds whatever breaks it
     */
    record Promise(String text, String breaches) {}

    /** Hold at any time at which nothing is under way. */
    static final List<Promise> BOOKS = List.of(
            new Promise("every executed signal has exactly one trade, which it names", """
                    SELECT s.signal_id, s.trade_id, count(t.trade_id) AS trades
                    FROM signal.trading_signals s
                    LEFT JOIN trade.trades t ON t.signal_id = s.signal_id AND t.trade_id = s.trade_id
                    WHERE s.status = 'executed' GROUP BY 1, 2 HAVING count(t.trade_id) <> 1
                    """),
            new Promise("every trade of a signal has its signal executed", """
                    SELECT t.trade_id, s.signal_id, s.status
                    FROM trade.trades t LEFT JOIN signal.trading_signals s USING (signal_id)
                    WHERE t.signal_id IS NOT NULL AND (s.status IS DISTINCT FROM 'executed' OR s.trade_id <> t.trade_id)
                    """),
            new Promise("every executed signal has exactly one filled order", """
                    SELECT s.signal_id, count(o.order_id) AS orders
                    FROM signal.trading_signals s
                    LEFT JOIN trade.orders o ON o.signal_id = s.signal_id AND o.status IN ('filled', 'closed')
                    WHERE s.status = 'executed' GROUP BY 1 HAVING count(o.order_id) <> 1
                    """),
            new Promise("every denied or expired signal has no trade and no fill", """
                    SELECT s.signal_id, s.status, o.order_id, o.status AS order_status
                    FROM signal.trading_signals s JOIN trade.orders o ON o.signal_id = s.signal_id
                    WHERE s.status IN ('denied', 'expired') AND (o.status NOT IN ('denied', 'rejected')
                        OR EXISTS (SELECT FROM trade.fills f WHERE f.order_id = o.order_id)
                        OR EXISTS (SELECT FROM trade.trades t WHERE t.signal_id = s.signal_id))
                    """),
            new Promise("every trade has exactly one opening order, one opening fill and one position", """
                    SELECT t.trade_id,
                        (SELECT count(*) FROM trade.orders o WHERE o.trade_id = t.trade_id AND o.side = 'open'
                            AND o.status IN ('filled', 'closed')) AS orders,
                        (SELECT count(*) FROM trade.fills f JOIN trade.orders o USING (order_id)
                            WHERE f.trade_id = t.trade_id AND o.side = 'open') AS fills,
                        (SELECT count(*) FROM portfolio.portfolio_positions p WHERE p.trade_id = t.trade_id) AS positions
                    FROM trade.trades t
                    WHERE (SELECT count(*) FROM trade.orders o WHERE o.trade_id = t.trade_id AND o.side = 'open'
                            AND o.status IN ('filled', 'closed')) <> 1
                        OR (SELECT count(*) FROM trade.fills f JOIN trade.orders o USING (order_id)
                            WHERE f.trade_id = t.trade_id AND o.side = 'open') <> 1
                        OR (SELECT count(*) FROM portfolio.portfolio_positions p WHERE p.trade_id = t.trade_id) <> 1
                    """),
            new Promise("every position has its trade", """
                    SELECT p.trade_id FROM portfolio.portfolio_positions p
                    WHERE NOT EXISTS (SELECT FROM trade.trades t WHERE t.trade_id = p.trade_id)
                    """),
            new Promise("every fill has exactly one ledger transaction of its kind", """
                    SELECT f.fill_id, o.side, l.transaction_id, l.kind
                    FROM trade.fills f JOIN trade.orders o USING (order_id)
                    LEFT JOIN portfolio.ledger_transactions l ON l.transaction_id = 'fill:' || f.fill_id
                    WHERE l.kind IS DISTINCT FROM o.side OR l.portfolio_id IS DISTINCT FROM o.portfolio_id
                    """),
            new Promise("every settlement has exactly one ledger transaction", """
                    SELECT s.settlement_id, l.kind FROM trade.settlements s
                    LEFT JOIN portfolio.ledger_transactions l ON l.transaction_id = 'settlement:' || s.settlement_id
                    WHERE l.kind IS DISTINCT FROM 'settlement'
                    """),
            new Promise("every ledger transaction has its cause: a fill, a settlement or the opening capital", """
                    SELECT l.transaction_id, l.kind FROM portfolio.ledger_transactions l
                    WHERE l.kind <> 'capital'
                      AND NOT EXISTS (SELECT FROM trade.fills f WHERE 'fill:' || f.fill_id = l.transaction_id)
                      AND NOT EXISTS (SELECT FROM trade.settlements s
                          WHERE 'settlement:' || s.settlement_id = l.transaction_id)
                    """),
            new Promise("an opening fill takes its amount and fee from cash, once", """
                    SELECT f.fill_id, f.amount, f.fee, e.amount AS booked
                    FROM trade.fills f JOIN trade.orders o ON o.order_id = f.order_id AND o.side = 'open'
                    LEFT JOIN portfolio.ledger_entries e
                        ON e.transaction_id = 'fill:' || f.fill_id AND e.account = 'cash'
                    WHERE e.amount IS DISTINCT FROM -(f.amount + f.fee)
                    """),
            new Promise("every settled trade has exactly one settlement and no other has one", """
                    SELECT t.trade_id, t.status, s.settlement_id
                    FROM trade.trades t FULL JOIN trade.settlements s USING (trade_id)
                    WHERE (t.status = 'settled') IS DISTINCT FROM (s.settlement_id IS NOT NULL)
                    """),
            new Promise("cash is the opening capital less what was bought plus what was closed and settled", """
                    SELECT s.id, s.balance, p.initial_balance + coalesce(f.flow, 0) + coalesce(e.paid, 0) AS expected
                    FROM portfolio.portfolio_state s
                    JOIN portfolio.portfolios p ON p.portfolio_id = s.id
                    LEFT JOIN (
                        SELECT o.portfolio_id, sum(CASE o.side WHEN 'open' THEN -(f.amount + f.fee)
                            ELSE f.amount - f.fee END) AS flow
                        FROM trade.fills f JOIN trade.orders o USING (order_id) GROUP BY 1) f ON f.portfolio_id = s.id
                    LEFT JOIN (
                        SELECT t.portfolio_id, sum(x.payout) AS paid
                        FROM trade.settlements x JOIN trade.trades t USING (trade_id) GROUP BY 1) e
                        ON e.portfolio_id = s.id
                    WHERE s.balance <> p.initial_balance + coalesce(f.flow, 0) + coalesce(e.paid, 0)
                    """),
            new Promise("cash equals the ledger's cash account", """
                    SELECT s.id, s.balance, sum(e.amount) AS ledger
                    FROM portfolio.portfolio_state s
                    LEFT JOIN portfolio.ledger_entries e ON e.portfolio_id = s.id AND e.account = 'cash'
                    GROUP BY 1, 2 HAVING s.balance <> coalesce(sum(e.amount), 0)
                    """),
            new Promise("the ledger sums to zero in total", """
                    SELECT sum(amount) AS total FROM portfolio.ledger_entries HAVING sum(amount) <> 0
                    """),
            new Promise("every ledger transaction has entries and sums to zero", """
                    SELECT t.transaction_id, count(e.account) AS entries, sum(e.amount) AS total
                    FROM portfolio.ledger_transactions t LEFT JOIN portfolio.ledger_entries e USING (transaction_id)
                    WHERE t.kind <> 'capital' OR t.cash_change <> 0
                    GROUP BY 1 HAVING count(e.account) < 2 OR sum(e.amount) <> 0
                    """),
            new Promise("the position account of an open position equals its cost, that of an ended one is zero", """
                    SELECT p.trade_id, p.cost, sum(e.amount) AS ledger
                    FROM portfolio.portfolio_positions p
                    LEFT JOIN portfolio.ledger_entries e ON e.account = 'position:' || p.trade_id
                    GROUP BY 1, 2 HAVING p.cost <> coalesce(sum(e.amount), 0)
                    """),
            new Promise("trade and position tell the same status, amount, entry price and realized profit", """
                    SELECT t.trade_id, t.status, p.status AS position_status, t.realized_pnl, p.realized_pnl AS position_pnl
                    FROM trade.trades t JOIN portfolio.portfolio_positions p USING (trade_id)
                    WHERE (t.status, t.amount, t.entry_price, t.portfolio_id, t.market_id, t.action)
                        IS DISTINCT FROM (p.status, p.amount, p.entry_price, p.portfolio_id, p.market_id, p.action)
                       OR t.realized_pnl IS DISTINCT FROM p.realized_pnl
                    """),
            new Promise("the state's counters equal what the positions say", """
                    SELECT s.id, s.trade_count, s.open_positions, s.total_invested, s.realized_pnl
                    FROM portfolio.portfolio_state s
                    LEFT JOIN (SELECT portfolio_id, count(*) AS trades, count(*) FILTER (WHERE status = 'open') AS open,
                            sum(amount) AS invested, sum(realized_pnl) AS realized
                        FROM portfolio.portfolio_positions GROUP BY 1) p ON p.portfolio_id = s.id
                    WHERE (s.trade_count, s.open_positions, s.total_invested, s.realized_pnl) IS DISTINCT FROM
                        (coalesce(p.trades, 0), coalesce(p.open, 0), coalesce(p.invested, 0), coalesce(p.realized, 0))
                    """),
            new Promise("no portfolio is exposed twice to a market", """
                    SELECT portfolio_id, environment, market_id, count(*) AS open
                    FROM trade.trades WHERE status = 'open' GROUP BY 1, 2, 3 HAVING count(*) > 1
                    """),
            new Promise("reserved cash is what open reservations hold", """
                    SELECT s.id, s.reserved, sum(r.amount) AS held
                    FROM portfolio.portfolio_state s
                    LEFT JOIN portfolio.reservations r ON r.portfolio_id = s.id AND r.status = 'reserved'
                    GROUP BY 1, 2 HAVING s.reserved <> coalesce(sum(r.amount), 0)
                    """));

    /** Hold once the suite has come to rest. */
    static final List<Promise> AT_REST = List.of(
            new Promise("no order is pending", """
                    SELECT order_id, status, updated_at FROM trade.orders WHERE status = 'pending'
                    """),
            new Promise("the outbox is empty", """
                    SELECT topic, message_id, attempts, last_error, next_attempt_at FROM trade.outbox
                    """),
            new Promise("no cash is reserved", """
                    SELECT order_id, portfolio_id, amount FROM portfolio.reservations WHERE status = 'reserved'
                    """),
            new Promise("no signal is claimed", """
                    SELECT signal_id, claimed_by, claimed_until FROM signal.trading_signals WHERE status = 'claimed'
                    """),
            new Promise("no cycle is running", """
                    SELECT cycle_id, started_at FROM trade.trading_cycles WHERE status = 'running'
                    """),
            new Promise("no ingest run is running", """
                    SELECT run_id, started_at FROM market.ingest_runs WHERE status = 'running'
                    """));

    /** Fails with every promise that does not hold and the first rows that break it. */
    void verify() {
        assertThat(breaches(Stream.concat(AT_REST.stream(), BOOKS.stream()))).isEmpty();
    }

    /** Fails when something is still under way. */
    void verifyRest() {
        assertThat(breaches(AT_REST.stream())).isEmpty();
    }

    private List<String> breaches(Stream<Promise> promises) {
        return promises.map(promise -> {
                    var rows = reader.rows(promise.breaches());
                    return rows.isEmpty()
                            ? ""
                            : "broken: " + promise.text() + " (" + rows.size() + " rows): "
                                    + rows.subList(0, Math.min(5, rows.size()));
                })
                .filter(breach -> !breach.isEmpty())
                .toList();
    }
}
