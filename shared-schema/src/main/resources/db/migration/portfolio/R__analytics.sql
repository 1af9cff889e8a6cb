-- The figures of the days, from the ledger. refresh_analytics is called before analytics are read; bookings know nothing
-- of it and do not wait for it.

DROP FUNCTION IF EXISTS refresh_analytics, analytics_bookings CASCADE;

-- One row for each ledger transaction of a time span. The one that ended a trade carries the trade's figures: net is
-- what all its entries brought after all fees (looked up once, so materialized), and edge + spread + slippage + settled + unexplained - fees is net.
CREATE FUNCTION analytics_bookings(in_portfolio integer, in_from timestamptz, in_to timestamptz)
RETURNS TABLE (
    at timestamptz, trade_id text, strategy text, venue text, city text, event_id text, market_id text,
    capital numeric, bought numeric, sold numeric, opening_fees numeric, realized numeric, cost_change numeric,
    ended boolean, net numeric, fees numeric, seconds numeric, edge numeric, spread numeric, slippage numeric,
    settled numeric, unexplained numeric, explained boolean)
LANGUAGE sql STABLE
AS $$
    WITH booked AS (
        SELECT t.transaction_id, t.kind, t.trade_id, t.at, e.cash, e.cost, e.fee, e.gain
        FROM ledger_transactions t
        CROSS JOIN LATERAL (
            SELECT coalesce(sum(e.amount) FILTER (WHERE e.account = 'cash'), 0) AS cash,
                coalesce(sum(e.amount) FILTER (WHERE e.account LIKE 'position:%'), 0) AS cost,
                coalesce(sum(e.amount) FILTER (WHERE e.account = 'fees'), 0) AS fee,
                -coalesce(sum(e.amount) FILTER (WHERE e.account = 'realized_pnl'), 0) AS gain
            FROM ledger_entries e WHERE e.transaction_id = t.transaction_id) e
        WHERE t.portfolio_id = in_portfolio AND t.at >= in_from AND t.at < in_to
    ), whole AS MATERIALIZED (
        SELECT b.*, p.strategy, p.venue, p.city, p.event_id, p.market_id, p.entry_shares, p.amount, p.quoted_price,
            p.mid_price, p.fair_price, p.fees AS all_fees, p.entry_timestamp,
            CASE WHEN p.status <> 'open' AND b.kind IN ('close', 'settlement') AND NOT EXISTS (
                SELECT FROM ledger_transactions o WHERE o.trade_id = b.trade_id AND o.kind IN ('close', 'settlement')
                    AND (o.at, o.transaction_id) > (b.at, b.transaction_id))
            THEN (SELECT -coalesce(sum(e.amount), 0)
                FROM ledger_transactions o JOIN ledger_entries e ON e.transaction_id = o.transaction_id
                WHERE o.trade_id = b.trade_id AND e.account IN ('fees', 'realized_pnl')) END AS net
        FROM booked b LEFT JOIN portfolio_positions p ON p.trade_id = b.trade_id
    ), parts AS MATERIALIZED (
        SELECT w.*, w.net + w.all_fees AS gross,
            coalesce(w.entry_shares * (w.fair_price - w.mid_price), 0) AS known_edge,
            coalesce(w.entry_shares * (w.mid_price - w.quoted_price), 0) AS known_spread,
            coalesce(w.entry_shares * w.quoted_price - w.amount, 0) AS known_slippage,
            num_nulls(w.fair_price, w.mid_price, w.quoted_price) = 0 AS all_known
        FROM whole w
    )
    SELECT p.at, p.trade_id, coalesce(p.strategy, 'unknown'), coalesce(p.venue, 'unknown'),
        coalesce(p.city, 'unknown'), coalesce(p.event_id, 'unknown'), p.market_id,
        CASE WHEN p.trade_id IS NULL THEN p.cash ELSE 0 END,
        CASE WHEN p.kind = 'open' THEN p.cost ELSE 0 END,
        CASE WHEN p.kind IN ('close', 'settlement') THEN p.cash ELSE 0 END,
        p.fee, p.gain, p.cost, p.net IS NOT NULL, p.net, p.all_fees, extract(epoch FROM p.at - p.entry_timestamp),
        p.known_edge, p.known_spread, p.known_slippage,
        CASE WHEN p.all_known THEN p.gross - p.known_edge - p.known_spread - p.known_slippage ELSE 0 END,
        CASE WHEN p.all_known THEN 0 ELSE p.gross - p.known_edge - p.known_spread - p.known_slippage END,
        p.all_known
    FROM parts p
$$;

-- Computes the days anew into which was booked since the last time; does nothing if there are none.
CREATE FUNCTION refresh_analytics(in_portfolio integer) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
    version text;
    mark bigint;
    newest bigint;
    days date[];
    one date;
    starts timestamptz;
    ends timestamptz;
BEGIN
    PERFORM FROM portfolio_state s JOIN analytics_marks m ON m.portfolio_id = s.id AND m.state_version = s.xmin::text
        WHERE s.id = in_portfolio;
    IF FOUND THEN
        RETURN;
    END IF;
    INSERT INTO analytics_marks (portfolio_id, entry_id, state_version)
        SELECT s.id, 0, '' FROM portfolio_state s WHERE s.id = in_portfolio ON CONFLICT DO NOTHING;
    SELECT m.entry_id INTO mark FROM analytics_marks m WHERE m.portfolio_id = in_portfolio FOR UPDATE;
    IF NOT FOUND THEN
        RETURN;
    END IF;
    SELECT s.xmin::text INTO version FROM portfolio_state s WHERE s.id = in_portfolio;

    -- A trade that was booked into may end on another day than before, so all days of its bookings count.
    WITH fresh AS MATERIALIZED (
        SELECT e.transaction_id, max(e.entry_id) AS entry_id FROM ledger_entries e
        WHERE e.entry_id > mark AND e.portfolio_id = in_portfolio GROUP BY e.transaction_id
    ), touched AS (
        SELECT t.trade_id, t.at FROM fresh f JOIN ledger_transactions t ON t.transaction_id = f.transaction_id
    )
    SELECT (SELECT max(f.entry_id) FROM fresh f), array_agg(DISTINCT (a.at AT TIME ZONE 'UTC')::date)
    INTO newest, days
    FROM (SELECT t.at FROM touched t
          UNION ALL
          SELECT o.at FROM ledger_transactions o WHERE o.trade_id IN (SELECT t.trade_id FROM touched t)) a;

    FOREACH one IN ARRAY coalesce(days, '{}') LOOP
        starts := one::timestamp AT TIME ZONE 'UTC';
        ends := (one + 1)::timestamp AT TIME ZONE 'UTC';
        DELETE FROM analytics_days d WHERE d.portfolio_id = in_portfolio AND d.day = one;
        DELETE FROM analytics_slots s WHERE s.portfolio_id = in_portfolio AND s.slot >= starts AND s.slot < ends;
        WITH bookings AS MATERIALIZED (
            SELECT * FROM analytics_bookings(in_portfolio, starts, ends)
        ), cells AS (
            SELECT c.dimension, c.value, b.*
            FROM bookings b
            CROSS JOIN LATERAL (VALUES ('all', 'all'), ('strategy', b.strategy), ('venue', b.venue), ('city', b.city),
                ('event', b.event_id), ('market', b.market_id)) c (dimension, value)
            WHERE c.dimension = 'all' OR b.trade_id IS NOT NULL
        ), slots AS (
            INSERT INTO analytics_slots (portfolio_id, dimension, value, slot, trades, wins, losses, net, fees)
            SELECT in_portfolio, c.dimension, c.value, date_bin('15 minutes', c.at, starts), count(*),
                count(*) FILTER (WHERE c.net > 0), count(*) FILTER (WHERE c.net < 0), sum(c.net), sum(c.fees)
            FROM cells c WHERE c.ended AND c.dimension <> 'market'
            GROUP BY c.dimension, c.value, date_bin('15 minutes', c.at, starts)
        )
        INSERT INTO analytics_days (portfolio_id, dimension, value, day, capital, bought, sold, opening_fees, realized,
            cost_change, trades, wins, losses, won, lost, squares, fees, seconds, best, worst, edge, spread, slippage,
            settled, unexplained, unexplained_trades, outcomes)
        SELECT in_portfolio, c.dimension, c.value, one, sum(c.capital), sum(c.bought), sum(c.sold),
            sum(c.opening_fees), sum(c.realized), sum(c.cost_change), count(*) FILTER (WHERE c.ended),
            count(*) FILTER (WHERE c.ended AND c.net > 0), count(*) FILTER (WHERE c.ended AND c.net < 0),
            coalesce(sum(c.net) FILTER (WHERE c.ended AND c.net > 0), 0),
            coalesce(sum(c.net) FILTER (WHERE c.ended AND c.net < 0), 0),
            coalesce(sum(c.net * c.net) FILTER (WHERE c.ended), 0), coalesce(sum(c.fees) FILTER (WHERE c.ended), 0),
            coalesce(sum(c.seconds) FILTER (WHERE c.ended), 0),
            max(c.net) FILTER (WHERE c.ended), min(c.net) FILTER (WHERE c.ended),
            coalesce(sum(c.edge) FILTER (WHERE c.ended), 0), coalesce(sum(c.spread) FILTER (WHERE c.ended), 0),
            coalesce(sum(c.slippage) FILTER (WHERE c.ended), 0), coalesce(sum(c.settled) FILTER (WHERE c.ended), 0),
            coalesce(sum(c.unexplained) FILTER (WHERE c.ended), 0),
            count(*) FILTER (WHERE c.ended AND NOT c.explained),
            coalesce(string_agg(CASE WHEN c.net > 0 THEN 'W' WHEN c.net < 0 THEN 'L' ELSE 'E' END, ''
                ORDER BY c.at, c.trade_id COLLATE "C") FILTER (WHERE c.ended), '')
        FROM cells c GROUP BY c.dimension, c.value;
    END LOOP;

    UPDATE analytics_marks m SET entry_id = coalesce(newest, mark), state_version = version
    WHERE m.portfolio_id = in_portfolio;
END
$$;
