-- The figures of the days, from the ledger. refresh_analytics is called before analytics are read; bookings know
-- nothing of it and do not wait for it.

DROP FUNCTION IF EXISTS refresh_analytics, note_stale_days, compute_analytics_day, analytics_bookings CASCADE;

-- One row for each ledger transaction of a time span. The one that ended a trade carries the trade's figures, null in
-- all others: net is what all its entries brought after all fees (looked up once, so materialized), and
-- edge + spread + slippage + settled + unexplained - fees is net. The settings keep whole tables from being read.
CREATE FUNCTION analytics_bookings(in_portfolio integer, in_from timestamptz, in_to timestamptz)
RETURNS TABLE (
    at timestamptz, trade_id text, strategy text, venue text, city text, event_id text, market_id text,
    capital numeric, bought numeric, sold numeric, opening_fees numeric, realized numeric, cost_change numeric,
    net numeric, fees numeric, seconds numeric, edge numeric, spread numeric, slippage numeric, settled numeric,
    unexplained numeric, unexplained_trades integer)
LANGUAGE sql STABLE
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off
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
            p.mid_price, p.fair_price, p.fees, p.entry_timestamp,
            CASE WHEN p.status <> 'open' AND b.kind IN ('close', 'settlement') AND NOT EXISTS (
                SELECT FROM ledger_transactions o WHERE o.trade_id = b.trade_id AND o.kind IN ('close', 'settlement')
                    AND (o.at, o.transaction_id) > (b.at, b.transaction_id))
            THEN (SELECT -coalesce(sum(e.amount), 0)
                FROM ledger_transactions o JOIN ledger_entries e ON e.transaction_id = o.transaction_id
                WHERE o.trade_id = b.trade_id AND e.account IN ('fees', 'realized_pnl')) END AS net
        FROM booked b LEFT JOIN portfolio_positions p ON p.trade_id = b.trade_id
    )
    SELECT w.at, w.trade_id, coalesce(w.strategy, 'unknown'), coalesce(w.venue, 'unknown'),
        coalesce(w.city, 'unknown'), coalesce(w.event_id, 'unknown'), coalesce(left(w.market_id, 200), 'unknown'),
        CASE WHEN w.trade_id IS NULL THEN w.cash ELSE 0 END, CASE WHEN w.kind = 'open' THEN w.cost ELSE 0 END,
        CASE WHEN w.kind IN ('close', 'settlement') THEN w.cash ELSE 0 END, w.fee, w.gain, w.cost,
        w.net, k.fees, k.seconds, k.edge, k.spread, k.slippage,
        CASE WHEN k.known THEN k.gross - k.edge - k.spread - k.slippage ELSE 0 END,
        CASE WHEN k.known THEN 0 ELSE k.gross - k.edge - k.spread - k.slippage END,
        CASE WHEN k.known THEN 0 ELSE 1 END
    FROM whole w
    LEFT JOIN LATERAL (
        SELECT w.net + w.fees AS gross, w.fees, extract(epoch FROM w.at - w.entry_timestamp) AS seconds,
            coalesce(w.entry_shares * (w.fair_price - w.mid_price), 0) AS edge,
            coalesce(w.entry_shares * (w.mid_price - w.quoted_price), 0) AS spread,
            coalesce(w.entry_shares * w.quoted_price - w.amount, 0) AS slippage,
            num_nulls(w.fair_price, w.mid_price, w.quoted_price) = 0 AS known) k ON w.net IS NOT NULL
$$;

-- Computes the figures of a day anew and answers of how many bookings. Trades alike in every dimension are summed
-- first, so that a day of many trades is not summed six times over.
CREATE FUNCTION compute_analytics_day(in_portfolio integer, in_day date) RETURNS integer
LANGUAGE plpgsql
AS $$
DECLARE
    starts timestamptz := in_day::timestamp AT TIME ZONE 'UTC';
    ends timestamptz := (in_day + 1)::timestamp AT TIME ZONE 'UTC';
    found integer;
BEGIN
    DELETE FROM analytics_days d WHERE d.portfolio_id = in_portfolio AND d.day = in_day;
    DELETE FROM analytics_slots s WHERE s.portfolio_id = in_portfolio AND s.slot >= starts AND s.slot < ends;

    WITH bookings AS MATERIALIZED (
        SELECT b.*, row_number() OVER (ORDER BY b.at, b.trade_id COLLATE "C") AS place
        FROM analytics_bookings(in_portfolio, starts, ends) b
    ), ended AS (
        SELECT c.dimension, c.value, b.at, b.place, b.net, b.fees
        FROM bookings b
        CROSS JOIN LATERAL (VALUES ('all', 'all'), ('strategy', b.strategy), ('venue', b.venue), ('city', b.city),
            ('event', b.event_id)) c (dimension, value)
        WHERE b.net IS NOT NULL
    ), slots AS (
        INSERT INTO analytics_slots (portfolio_id, dimension, value, slot, trades, wins, losses, net, fees)
        SELECT in_portfolio, e.dimension, e.value, date_bin('15 minutes', e.at, starts), count(*),
            count(*) FILTER (WHERE e.net > 0), count(*) FILTER (WHERE e.net < 0), sum(e.net), sum(e.fees)
        FROM ended e GROUP BY e.dimension, e.value, date_bin('15 minutes', e.at, starts)
    ), courses AS (
        SELECT e.dimension, e.value, string_agg(
            CASE WHEN e.net > 0 THEN 'W' WHEN e.net < 0 THEN 'L' ELSE 'E' END, '' ORDER BY e.place) AS outcomes
        FROM ended e GROUP BY e.dimension, e.value
    ), alike AS (
        SELECT b.strategy, b.venue, b.city, b.event_id, b.market_id, b.trade_id IS NOT NULL AS of_trades,
            sum(b.capital) AS capital, sum(b.bought) AS bought, sum(b.sold) AS sold,
            sum(b.opening_fees) AS opening_fees, sum(b.realized) AS realized, sum(b.cost_change) AS cost_change,
            count(b.net) AS trades, count(*) FILTER (WHERE b.net > 0) AS wins,
            count(*) FILTER (WHERE b.net < 0) AS losses, sum(b.net) FILTER (WHERE b.net > 0) AS won,
            sum(b.net) FILTER (WHERE b.net < 0) AS lost, sum(b.net * b.net) AS squares, sum(b.fees) AS fees,
            sum(b.seconds) AS seconds, max(b.net) AS best, min(b.net) AS worst, sum(b.edge) AS edge,
            sum(b.spread) AS spread, sum(b.slippage) AS slippage, sum(b.settled) AS settled,
            sum(b.unexplained) AS unexplained,
            count(b.net) FILTER (WHERE b.unexplained_trades > 0) AS unexplained_trades
        FROM bookings b GROUP BY b.strategy, b.venue, b.city, b.event_id, b.market_id, b.trade_id IS NOT NULL
    ), sums AS (
        SELECT c.dimension, c.value, sum(a.capital), sum(a.bought), sum(a.sold), sum(a.opening_fees), sum(a.realized),
            sum(a.cost_change), sum(a.trades), sum(a.wins), sum(a.losses), coalesce(sum(a.won), 0),
            coalesce(sum(a.lost), 0), coalesce(sum(a.squares), 0), coalesce(sum(a.fees), 0),
            coalesce(sum(a.seconds), 0), max(a.best), min(a.worst), coalesce(sum(a.edge), 0),
            coalesce(sum(a.spread), 0), coalesce(sum(a.slippage), 0), coalesce(sum(a.settled), 0),
            coalesce(sum(a.unexplained), 0), sum(a.unexplained_trades)
        FROM alike a
        CROSS JOIN LATERAL (VALUES ('all', 'all'), ('strategy', a.strategy), ('venue', a.venue), ('city', a.city),
            ('event', a.event_id), ('market', a.market_id)) c (dimension, value)
        WHERE c.dimension = 'all' OR (a.of_trades AND (c.dimension <> 'market' OR a.trades > 0))
        GROUP BY c.dimension, c.value
    ), days AS (
        INSERT INTO analytics_days (portfolio_id, day, dimension, value, capital, bought, sold, opening_fees, realized,
            cost_change, trades, wins, losses, won, lost, squares, fees, seconds, best, worst, edge, spread, slippage,
            settled, unexplained, unexplained_trades, outcomes)
        SELECT in_portfolio, in_day, s.*, coalesce(o.outcomes, '')
        FROM sums s LEFT JOIN courses o ON o.dimension = s.dimension AND o.value = s.value
    )
    SELECT count(*) INTO found FROM bookings;
    RETURN found;
END
$$;

-- Notes the days of entries that were not looked at yet, at most so many; true if there were fewer. A trade's end is
-- its latest close or settlement, which may have been booked before an earlier one, so the days of all of them count.
-- next_entry_id and next_after hold what makes it safe to pass over the entries of other portfolios: the highest entry
-- is read before this transaction has a number, so whoever drew a lower entry has a lower number than it.
CREATE FUNCTION note_stale_days(in_portfolio integer, in_most integer) RETURNS boolean
LANGUAGE plpgsql
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off
AS $$
DECLARE
    highest bigint := (SELECT coalesce(max(e.entry_id), 0) FROM ledger_entries e);
    mark analytics_marks;
    passed bigint;
    newest bigint;
    entries integer;
BEGIN
    INSERT INTO analytics_marks (portfolio_id, entry_id, next_entry_id, next_after, state_version)
        VALUES (in_portfolio, 0, 0, '0', '') ON CONFLICT DO NOTHING;
    SELECT m.* INTO mark FROM analytics_marks m WHERE m.portfolio_id = in_portfolio FOR UPDATE;
    IF mark.next_after <= pg_snapshot_xmin(pg_current_snapshot()) THEN
        passed := mark.next_entry_id;
    END IF;

    WITH fresh AS MATERIALIZED (
        SELECT e.entry_id, e.transaction_id FROM ledger_entries e
        WHERE e.entry_id > mark.entry_id AND e.portfolio_id = in_portfolio ORDER BY e.entry_id LIMIT in_most
    ), touched AS MATERIALIZED (
        SELECT t.trade_id, t.kind IN ('close', 'settlement') AS closes, t.at
        FROM (SELECT DISTINCT f.transaction_id FROM fresh f) f
        JOIN ledger_transactions t ON t.transaction_id = f.transaction_id
    ), noted AS (
        INSERT INTO analytics_stale (portfolio_id, day)
        SELECT in_portfolio, (t.at AT TIME ZONE 'UTC')::date FROM touched t
        UNION
        SELECT in_portfolio, (o.at AT TIME ZONE 'UTC')::date
        FROM touched t JOIN ledger_transactions o ON o.trade_id = t.trade_id
        WHERE t.closes AND o.kind IN ('close', 'settlement')
        ON CONFLICT DO NOTHING
    )
    SELECT count(*), max(f.entry_id) INTO entries, newest FROM fresh f;

    UPDATE analytics_marks m
    SET entry_id = greatest(mark.entry_id, newest, CASE WHEN entries < in_most THEN passed END),
        next_entry_id = highest, next_after = pg_current_xact_id()
    WHERE m.portfolio_id = in_portfolio;
    RETURN entries < in_most;
END
$$;

-- Brings the days up to the ledger, as far as one step of about so many bookings goes; true when nothing is left, so
-- call it as a statement of its own until it is. What a step has done stays done.
CREATE FUNCTION refresh_analytics(in_portfolio integer, in_most integer) RETURNS boolean
LANGUAGE plpgsql
AS $$
DECLARE
    version text := (SELECT s.xmin::text FROM portfolio_state s WHERE s.id = in_portfolio);
    one date;
    done integer := 0;
BEGIN
    PERFORM FROM analytics_marks m WHERE m.portfolio_id = in_portfolio AND m.state_version = version;
    IF FOUND OR version IS NULL THEN
        RETURN true;
    END IF;
    IF NOT note_stale_days(in_portfolio, in_most) THEN
        RETURN false;
    END IF;
    FOR one IN SELECT s.day FROM analytics_stale s WHERE s.portfolio_id = in_portfolio ORDER BY s.day LOOP
        IF done >= in_most THEN
            RETURN false;
        END IF;
        done := done + compute_analytics_day(in_portfolio, one);
        DELETE FROM analytics_stale s WHERE s.portfolio_id = in_portfolio AND s.day = one;
    END LOOP;
    UPDATE analytics_marks m SET state_version = version WHERE m.portfolio_id = in_portfolio;
    RETURN true;
END
$$;
