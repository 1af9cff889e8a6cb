-- What must not be there after any number of cycles, kills and repeats: one line per kind of breach, with its count.
-- The long list is in deploy/e2e (BooksAudit); this is what one look at a running suite needs.
SELECT * FROM (
    SELECT 'the ledger does not sum to zero' AS breach, count(*) AS found
    FROM (SELECT sum(amount) AS total FROM portfolio.ledger_entries) AS ledger WHERE total <> 0
    UNION ALL
    SELECT 'an executed signal without exactly one trade', count(*)
    FROM signal.trading_signals AS s
    WHERE s.status = 'executed' AND (SELECT count(*) FROM trade.trades AS t WHERE t.signal_id = s.signal_id) <> 1
    UNION ALL
    SELECT 'a trade of a signal that was not executed', count(*)
    FROM trade.trades AS t JOIN signal.trading_signals AS s USING (signal_id) WHERE s.status <> 'executed'
    UNION ALL
    SELECT 'a trade without exactly one position', count(*)
    FROM trade.trades AS t
    WHERE (SELECT count(*) FROM portfolio.portfolio_positions AS p WHERE p.trade_id = t.trade_id) <> 1
    UNION ALL
    SELECT 'a position without its trade', count(*)
    FROM portfolio.portfolio_positions AS p WHERE NOT EXISTS (SELECT FROM trade.trades AS t WHERE t.trade_id = p.trade_id)
    UNION ALL
    SELECT 'a fill without its ledger transaction', count(*)
    FROM trade.fills AS f
    WHERE NOT EXISTS (SELECT FROM portfolio.ledger_transactions AS l WHERE l.transaction_id = 'fill:' || f.fill_id)
    UNION ALL
    SELECT 'a ledger transaction without its fill', count(*)
    FROM portfolio.ledger_transactions AS l
    WHERE l.kind = 'open' AND NOT EXISTS (SELECT FROM trade.fills AS f WHERE 'fill:' || f.fill_id = l.transaction_id)
    UNION ALL
    SELECT 'cash that is not the cash account of the ledger', count(*)
    FROM portfolio.portfolio_state AS s
    WHERE s.balance <> (SELECT coalesce(sum(e.amount), 0) FROM portfolio.ledger_entries AS e
        WHERE e.portfolio_id = s.id AND e.account = 'cash')
    UNION ALL
    SELECT 'an order that is still pending', count(*) FROM trade.orders WHERE status = 'pending'
) AS breaches WHERE found > 0
