-- How cash is reserved and booked. Each function is called as one statement with a whole batch and commits with it.
--
-- Why functions: the first thing each does is to lock the rows of the portfolios it touches, in the order of their ids,
-- so two batches never wait for each other in a circle. Each statement inside then sees everything that was committed
-- before the lock was granted, which the parts of a single READ COMMITTED statement would not. So what is decided here
-- (is there cash, is this a repeat) is decided one batch after the other, per portfolio, whatever runs at once.
--
-- Ids are unique across portfolios, and those are locked apart: two batches of different portfolios may still use one id
-- at the same time. Then ON CONFLICT leaves the second without its row, the counts differ, and the function fails with
-- serialization_failure: run again, it finds the row and answers as it should.
--
-- Callers hand in each id, order and trade at most once per call. Nested loops over the primary keys are right for every
-- size of batch; the settings keep a plan that was made while the tables were empty from being used when they are not.

DROP FUNCTION IF EXISTS reserve_cash, release_cash, book_fills, book_settlements, post_bookings, reduce_positions,
    value_positions, rebuild_state CASCADE;
DROP TYPE IF EXISTS booking, position_change CASCADE;

-- One ledger transaction to be posted and what it does to the portfolio's state. cash + cost + fee + gain is zero.
CREATE TYPE booking AS (
    transaction_id text, portfolio_id integer, kind text, content_hash text, at timestamptz, trade_id text,
    cash numeric, cost numeric, fee numeric, gain numeric,
    held numeric, invested numeric, trades integer, ended integer, realized numeric, unrealized numeric
);

CREATE TYPE position_change AS (
    trade_id text, portfolio_id integer, shares numeric, cost numeric, fee numeric, price numeric, at timestamptz,
    realized numeric, current_pnl numeric, status text, settlement_result text
);

CREATE FUNCTION post_bookings(in_bookings booking[], in_now timestamptz) RETURNS void
LANGUAGE plpgsql
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off
AS $$
DECLARE
    written integer;
BEGIN
    INSERT INTO ledger_transactions (transaction_id, portfolio_id, kind, content_hash, cash_change, realized_pnl, at,
        trade_id)
    SELECT b.transaction_id, b.portfolio_id, b.kind, b.content_hash, b.cash, b.realized, b.at, b.trade_id
    FROM unnest(in_bookings) b ORDER BY b.transaction_id
    ON CONFLICT DO NOTHING;
    GET DIAGNOSTICS written = ROW_COUNT;
    IF written <> cardinality(in_bookings) THEN
        RAISE EXCEPTION 'a transaction id was used at the same time' USING ERRCODE = 'serialization_failure';
    END IF;

    INSERT INTO ledger_entries (transaction_id, portfolio_id, account, amount)
    SELECT b.transaction_id, b.portfolio_id, e.account, e.amount
    FROM unnest(in_bookings) b
    CROSS JOIN LATERAL (VALUES ('cash', b.cash), ('position:' || b.trade_id, b.cost), ('fees', b.fee),
        ('realized_pnl', b.gain)) e (account, amount)
    WHERE e.amount <> 0;

    UPDATE portfolio_state s
    SET balance = s.balance + d.cash, reserved = s.reserved - d.held, total_invested = s.total_invested + d.invested,
        trade_count = s.trade_count + d.trades, realized_pnl = s.realized_pnl + d.realized,
        unrealized_pnl = s.unrealized_pnl + d.unrealized, positions_cost = s.positions_cost + d.cost,
        open_positions = s.open_positions + d.trades - d.ended, last_updated = in_now
    FROM (SELECT b.portfolio_id, sum(b.cash) AS cash, sum(b.held) AS held, sum(b.invested) AS invested,
              sum(b.cost) AS cost, sum(b.trades)::integer AS trades, sum(b.ended)::integer AS ended, coalesce(sum(b.realized), 0) AS realized, sum(b.unrealized) AS unrealized
          FROM unnest(in_bookings) b GROUP BY b.portfolio_id) d
    WHERE s.id = d.portfolio_id;
END
$$;

-- Reserves cash for orders, one after the other as given; what the cash does not cover is refused and the next tried.
-- A refusal is kept like a reservation: two executors of one order get one answer, even if cash comes in between.
CREATE FUNCTION reserve_cash(in_orders text[], in_portfolios integer[], in_amounts numeric[], in_now timestamptz)
RETURNS TABLE (out_outcome text, out_available numeric)
LANGUAGE plpgsql
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off
AS $$
DECLARE
    item record;
    portfolio integer;
    free numeric;
    outcome text;
    outcomes text[] := array_fill(NULL::text, ARRAY[cardinality(in_orders)]);
    available numeric[] := array_fill(NULL::numeric, ARRAY[cardinality(in_orders)]);
    fresh boolean[] := array_fill(false, ARRAY[cardinality(in_orders)]);
    planned integer := 0;
    written integer;
BEGIN
    PERFORM FROM portfolio_state s WHERE s.id = ANY (in_portfolios) ORDER BY s.id FOR UPDATE;

    FOR item IN
        SELECT i.n, i.portfolio_id, i.amount, p.status, s.balance - s.reserved AS free,
            r.status AS known, r.refusal, (r.portfolio_id, r.amount) IS NOT DISTINCT FROM (i.portfolio_id, i.amount) AS alike
        FROM unnest(in_orders, in_portfolios, in_amounts) WITH ORDINALITY i (order_id, portfolio_id, amount, n)
        LEFT JOIN portfolio_state s ON s.id = i.portfolio_id
        LEFT JOIN portfolios p ON p.portfolio_id = i.portfolio_id
        LEFT JOIN reservations r ON r.order_id = i.order_id
        ORDER BY i.portfolio_id, i.n
    LOOP
        IF portfolio IS DISTINCT FROM item.portfolio_id THEN
            portfolio := item.portfolio_id;
            free := item.free;
        END IF;
        outcome := CASE
            WHEN item.known IS NOT NULL AND NOT item.alike THEN 'content_differs'
            WHEN item.known = 'released' THEN 'released'
            WHEN item.known = 'refused' THEN item.refusal
            WHEN item.known IS NOT NULL THEN 'reserved'
            WHEN item.status IS NULL THEN 'portfolio_not_found'
            WHEN item.status <> 'active' THEN 'portfolio_not_active'
            WHEN free < item.amount THEN 'insufficient_cash'
            ELSE 'new' END;
        IF outcome = 'new' THEN
            free := free - item.amount;
        END IF;
        IF item.known IS NULL THEN
            fresh[item.n] := true;
            planned := planned + 1;
        END IF;
        outcomes[item.n] := outcome;
        available[item.n] := coalesce(free, 0);
    END LOOP;

    IF planned > 0 THEN
        INSERT INTO reservations (order_id, portfolio_id, amount, status, refusal, reserved_at, ended_at)
        SELECT i.order_id, i.portfolio_id, i.amount, CASE i.outcome WHEN 'new' THEN 'reserved' ELSE 'refused' END,
            CASE WHEN i.outcome <> 'new' THEN i.outcome END, in_now, CASE WHEN i.outcome <> 'new' THEN in_now END
        FROM unnest(in_orders, in_portfolios, in_amounts, outcomes, fresh)
            i (order_id, portfolio_id, amount, outcome, fresh)
        WHERE i.fresh ORDER BY i.order_id
        ON CONFLICT DO NOTHING;
        GET DIAGNOSTICS written = ROW_COUNT;
        IF written <> planned THEN
            RAISE EXCEPTION 'an order id was used at the same time' USING ERRCODE = 'serialization_failure';
        END IF;

        UPDATE portfolio_state s SET reserved = s.reserved + d.amount, last_updated = in_now
        FROM (SELECT i.portfolio_id, sum(i.amount) AS amount
              FROM unnest(in_portfolios, in_amounts, outcomes) i (portfolio_id, amount, outcome)
              WHERE i.outcome = 'new' GROUP BY i.portfolio_id) d
        WHERE s.id = d.portfolio_id;
    END IF;

    RETURN QUERY SELECT CASE i.outcome WHEN 'new' THEN 'reserved' ELSE i.outcome END, i.available
        FROM unnest(outcomes, available) WITH ORDINALITY i (outcome, available, n) ORDER BY i.n;
END
$$;

-- Gives reserved cash back. Unknown, posted and released orders are left as they are. Answers how many were released.
CREATE FUNCTION release_cash(in_orders text[], in_now timestamptz) RETURNS integer
LANGUAGE plpgsql
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off
AS $$
DECLARE
    released integer;
BEGIN
    PERFORM FROM portfolio_state s
        WHERE s.id IN (SELECT r.portfolio_id FROM reservations r WHERE r.order_id = ANY (in_orders))
        ORDER BY s.id FOR UPDATE;

    WITH ended AS (
        UPDATE reservations r SET status = 'released', ended_at = in_now
        WHERE r.order_id = ANY (in_orders) AND r.status = 'reserved'
        RETURNING r.portfolio_id, r.amount
    ), freed AS (
        UPDATE portfolio_state s SET reserved = s.reserved - d.amount, last_updated = in_now
        FROM (SELECT e.portfolio_id, sum(e.amount) AS amount FROM ended e GROUP BY e.portfolio_id) d
        WHERE s.id = d.portfolio_id
    )
    SELECT count(*) INTO released FROM ended;
    RETURN released;
END
$$;

-- What a fill's origin tells is kept with the fill that opens the position. Callers before it had the parameter leave it
-- out.
-- Books fills. An open fill takes its cash from the order's reservation, which ends with it, or from free cash.
CREATE FUNCTION book_fills(
    in_fills text[], in_orders text[], in_trades text[], in_portfolios integer[], in_markets text[], in_questions text[],
    in_actions text[], in_sides text[], in_amounts numeric[], in_shares numeric[], in_prices numeric[], in_fees numeric[],
    in_times timestamptz[], in_hashes text[], in_now timestamptz, in_origins text[] DEFAULT NULL)
RETURNS TABLE (out_outcome text, out_code text, out_realized numeric)
LANGUAGE plpgsql
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off
AS $$
DECLARE
    item record;
    portfolio integer;
    free numeric;
    code text;
    spent numeric;
    sold numeric;
    sold_cost numeric;
    gain numeric;
    pnl_now numeric;
    bookings booking[] := '{}';
    closes position_change[] := '{}';
    opened integer := 0;
    written integer;
    codes text[] := array_fill(NULL::text, ARRAY[cardinality(in_fills)]);
    realized numeric[] := array_fill(NULL::numeric, ARRAY[cardinality(in_fills)]);
BEGIN
    PERFORM FROM portfolio_state s WHERE s.id = ANY (in_portfolios) ORDER BY s.id FOR UPDATE;

    FOR item IN
        SELECT i.*, s.balance - s.reserved AS free, t.content_hash AS known, t.realized_pnl AS known_realized,
            CASE WHEN r.status = 'reserved' AND r.portfolio_id = i.portfolio_id THEN r.amount ELSE 0 END AS held,
            p.trade_id IS NOT NULL AS has_position, p.status, p.cost, p.shares AS shares_held, p.last_price, p.current_pnl,
            (p.portfolio_id, p.market_id, p.action) IS NOT DISTINCT FROM (i.portfolio_id, i.market_id, i.action) AS alike
        FROM unnest(in_fills, in_trades, in_orders, in_portfolios, in_markets, in_actions, in_sides, in_amounts,
            in_shares, in_prices, in_fees, in_times, in_hashes) WITH ORDINALITY
            i (fill_id, trade_id, order_id, portfolio_id, market_id, action, side, amount, shares, price, fee, at, hash, n)
        LEFT JOIN portfolio_state s ON s.id = i.portfolio_id
        LEFT JOIN ledger_transactions t ON t.transaction_id = 'fill:' || i.fill_id
        LEFT JOIN reservations r ON r.order_id = i.order_id
        LEFT JOIN portfolio_positions p ON p.trade_id = i.trade_id
        ORDER BY i.portfolio_id, i.n
    LOOP
        IF portfolio IS DISTINCT FROM item.portfolio_id THEN
            portfolio := item.portfolio_id;
            free := item.free;
        END IF;
        spent := item.amount + item.fee;
        sold := round(item.shares * item.price, 6) - item.fee;
        code := CASE
            WHEN item.known = item.hash THEN 'repeated'
            WHEN item.known IS NOT NULL THEN 'CONTENT_DIFFERS'
            WHEN item.free IS NULL THEN 'PORTFOLIO_NOT_FOUND'
            WHEN NOT item.has_position AND item.side = 'close' THEN 'TRADE_NOT_FOUND'
            WHEN item.has_position AND NOT item.alike THEN 'TRADE_DIFFERS'
            WHEN item.has_position AND item.status <> 'open' THEN 'POSITION_NOT_OPEN'
            WHEN item.side = 'open' AND free + item.held < spent THEN 'INSUFFICIENT_CASH'
            WHEN item.side = 'close' AND item.shares > item.shares_held THEN 'NOT_ENOUGH_SHARES'
            WHEN item.side = 'close' AND free + sold < 0 THEN 'INSUFFICIENT_CASH'
            ELSE 'booked' END;
        codes[item.n] := code;
        IF code = 'repeated' THEN
            realized[item.n] := item.known_realized;
        ELSIF code = 'booked' AND item.side = 'open' THEN
            opened := opened + 1;
            free := free + item.held - spent;
            pnl_now := CASE WHEN item.last_price IS NULL THEN 0
                ELSE round((item.shares_held + item.shares) * item.last_price, 6) - item.cost - item.amount END;
            bookings := bookings || ROW('fill:' || item.fill_id, item.portfolio_id, 'open', item.hash, item.at,
                item.trade_id, -spent, item.amount, item.fee, 0, item.held, item.amount,
                CASE WHEN item.has_position THEN 0 ELSE 1 END, 0, NULL, pnl_now - coalesce(item.current_pnl, 0))::booking;
        ELSIF code = 'booked' THEN
            sold_cost := CASE WHEN item.shares = item.shares_held THEN item.cost
                ELSE round(item.cost * item.shares / item.shares_held, 6) END;
            gain := sold - sold_cost;
            free := free + sold;
            realized[item.n] := gain;
            pnl_now := CASE WHEN item.last_price IS NULL OR item.shares = item.shares_held THEN 0
                ELSE round((item.shares_held - item.shares) * item.last_price, 6) - (item.cost - sold_cost) END;
            bookings := bookings || ROW('fill:' || item.fill_id, item.portfolio_id, 'close', item.hash, item.at,
                item.trade_id, sold, -sold_cost, 0, -gain, 0, 0, 0,
                CASE WHEN item.shares = item.shares_held THEN 1 ELSE 0 END, gain, pnl_now - item.current_pnl)::booking;
            closes := closes || ROW(item.trade_id, item.portfolio_id, item.shares, sold_cost, item.fee, item.price, item.at,
                gain, pnl_now, CASE WHEN item.shares = item.shares_held THEN 'closed' ELSE 'open' END, NULL)::position_change;
        END IF;
    END LOOP;

    IF cardinality(bookings) > 0 THEN
        PERFORM post_bookings(bookings, in_now);
    END IF;

    IF opened > 0 THEN
        UPDATE reservations r SET status = 'posted', ended_at = in_now
        FROM unnest(in_orders, in_portfolios, in_sides, codes) i (order_id, portfolio_id, side, code)
        WHERE r.order_id = i.order_id AND r.portfolio_id = i.portfolio_id AND r.status = 'reserved'
            AND i.side = 'open' AND i.code = 'booked';

        INSERT INTO portfolio_positions AS p (trade_id, market_id, market_question, action, amount, entry_price,
            entry_timestamp, status, portfolio_id, entry_shares, shares, cost, fees, strategy, venue, event_id, city,
            quoted_price, mid_price, fair_price)
        SELECT i.trade_id, i.market_id, i.question, i.action, i.amount, i.price, i.at, 'open', i.portfolio_id,
            i.shares, i.shares, i.amount, i.fee, i.origin ->> 'strategy', i.origin ->> 'venue',
            i.origin ->> 'event_id', i.origin ->> 'city', (i.origin ->> 'quoted_price')::numeric,
            (i.origin ->> 'mid_price')::numeric, (i.origin ->> 'fair_price')::numeric
        FROM unnest(in_trades, in_portfolios, in_markets, in_questions, in_actions, in_sides, in_amounts, in_shares,
            in_prices, in_fees, in_times, codes, in_origins::jsonb[]) WITH ORDINALITY
            i (trade_id, portfolio_id, market_id, question, action, side, amount, shares, price, fee, at, code, origin,
                n)
        WHERE i.side = 'open' AND i.code = 'booked' ORDER BY i.n
        ON CONFLICT (trade_id) DO UPDATE
        SET amount = p.amount + excluded.amount, entry_shares = p.entry_shares + excluded.entry_shares,
            shares = p.shares + excluded.shares, cost = p.cost + excluded.cost, fees = p.fees + excluded.fees,
            entry_price = round((p.amount + excluded.amount) / (p.entry_shares + excluded.entry_shares), 16),
            current_pnl = CASE WHEN p.last_price IS NULL THEN 0
                ELSE round((p.shares + excluded.shares) * p.last_price, 6) - p.cost - excluded.cost END
        WHERE p.portfolio_id = excluded.portfolio_id AND p.status = 'open';
        GET DIAGNOSTICS written = ROW_COUNT;
        IF written <> opened THEN
            RAISE EXCEPTION 'a trade id was used at the same time' USING ERRCODE = 'serialization_failure';
        END IF;
    END IF;

    IF cardinality(closes) > 0 THEN
        PERFORM reduce_positions(closes);
    END IF;

    RETURN QUERY SELECT CASE WHEN i.code IN ('booked', 'repeated') THEN i.code ELSE 'refused' END,
            CASE WHEN i.code IN ('booked', 'repeated') THEN NULL ELSE i.code END, i.realized
        FROM unnest(codes, realized) WITH ORDINALITY i (code, realized, n) ORDER BY i.n;
END
$$;

-- Takes shares and cost out of positions; the caller has locked them through their portfolios.
CREATE FUNCTION reduce_positions(in_changes position_change[]) RETURNS void
LANGUAGE sql
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off
AS $$
    UPDATE portfolio_positions p
    SET shares = p.shares - c.shares, cost = p.cost - c.cost, fees = p.fees + c.fee, current_pnl = c.current_pnl,
        realized_pnl = coalesce(p.realized_pnl, 0) + c.realized, exit_price = c.price, exit_timestamp = c.at,
        status = c.status, settlement_result = c.settlement_result
    FROM unnest(in_changes) c
    WHERE p.trade_id = c.trade_id AND p.portfolio_id = c.portfolio_id
$$;

-- Pays resolved positions out: a won share one dollar, a lost one nothing, a void one half.
CREATE FUNCTION book_settlements(
    in_settlements text[], in_trades text[], in_results text[], in_times timestamptz[], in_hashes text[],
    in_now timestamptz)
RETURNS TABLE (out_outcome text, out_code text, out_payout numeric, out_realized numeric)
LANGUAGE plpgsql
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off
AS $$
DECLARE
    item record;
    code text;
    share_value numeric;
    payout numeric;
    gain numeric;
    bookings booking[] := '{}';
    ends position_change[] := '{}';
    codes text[] := array_fill(NULL::text, ARRAY[cardinality(in_settlements)]);
    payouts numeric[] := array_fill(NULL::numeric, ARRAY[cardinality(in_settlements)]);
    realized numeric[] := array_fill(NULL::numeric, ARRAY[cardinality(in_settlements)]);
BEGIN
    PERFORM FROM portfolio_state s
        WHERE s.id IN (SELECT p.portfolio_id FROM portfolio_positions p WHERE p.trade_id = ANY (in_trades))
        ORDER BY s.id FOR UPDATE;

    FOR item IN
        SELECT i.*, t.content_hash AS known, t.cash_change AS known_payout, t.realized_pnl AS known_realized,
            p.portfolio_id, p.status, p.shares, p.cost, p.current_pnl
        FROM unnest(in_settlements, in_trades, in_results, in_times, in_hashes) WITH ORDINALITY
            i (settlement_id, trade_id, result, at, hash, n)
        LEFT JOIN ledger_transactions t ON t.transaction_id = 'settlement:' || i.settlement_id
        LEFT JOIN portfolio_positions p ON p.trade_id = i.trade_id
        ORDER BY i.n
    LOOP
        code := CASE
            WHEN item.known = item.hash THEN 'repeated'
            WHEN item.known IS NOT NULL THEN 'CONTENT_DIFFERS'
            WHEN item.status IS NULL THEN 'TRADE_NOT_FOUND'
            WHEN item.status <> 'open' THEN 'POSITION_NOT_OPEN'
            ELSE 'booked' END;
        codes[item.n] := code;
        IF code = 'repeated' THEN
            payouts[item.n] := item.known_payout;
            realized[item.n] := item.known_realized;
        ELSIF code = 'booked' THEN
            share_value := CASE item.result WHEN 'won' THEN 1 WHEN 'lost' THEN 0 ELSE 0.5 END;
            payout := round(item.shares * share_value, 6);
            gain := payout - item.cost;
            payouts[item.n] := payout;
            realized[item.n] := gain;
            bookings := bookings || ROW('settlement:' || item.settlement_id, item.portfolio_id, 'settlement', item.hash,
                item.at, item.trade_id, payout, -item.cost, 0, -gain, 0, 0, 0, 1, gain, -item.current_pnl)::booking;
            ends := ends || ROW(item.trade_id, item.portfolio_id, item.shares, item.cost, 0, share_value, item.at, gain, 0,
                'settled', item.result)::position_change;
        END IF;
    END LOOP;

    IF cardinality(bookings) > 0 THEN
        PERFORM post_bookings(bookings, in_now);
        PERFORM reduce_positions(ends);
    END IF;

    RETURN QUERY SELECT CASE WHEN i.code IN ('booked', 'repeated') THEN i.code ELSE 'refused' END,
            CASE WHEN i.code IN ('booked', 'repeated') THEN NULL ELSE i.code END, i.payout, i.realized
        FROM unnest(codes, payouts, realized) WITH ORDINALITY i (code, payout, realized, n) ORDER BY i.n;
END
$$;

-- Values the open positions of a portfolio at the prices of their own side. An older price than the known one and a
-- missing one change nothing. The old program's figures come with it: those of the trades that got a price, and the
-- total. Answers how many open positions got no price.
CREATE FUNCTION value_positions(
    in_portfolio integer, in_markets text[], in_yes numeric[], in_no numeric[], in_times timestamptz[],
    in_trades text[], in_gains double precision[], in_profit double precision, in_now timestamptz)
RETURNS integer
LANGUAGE plpgsql
AS $$
DECLARE
    unpriced integer;
BEGIN
    PERFORM FROM portfolio_state s WHERE s.id = in_portfolio FOR UPDATE;

    UPDATE portfolio_positions p
    SET last_price = q.price, last_price_at = q.at, current_pnl = round(p.shares * q.price, 6) - p.cost
    FROM (SELECT i.market_id, a.action, a.price, i.at
          FROM unnest(in_markets, in_yes, in_no, in_times) i (market_id, yes, no, at)
          CROSS JOIN LATERAL (VALUES ('buy_yes', i.yes), ('buy_no', i.no)) a (action, price)
          WHERE a.price IS NOT NULL) q
    WHERE p.portfolio_id = in_portfolio AND p.status = 'open' AND p.market_id = q.market_id AND p.action = q.action
        AND (p.last_price_at IS NULL OR p.last_price_at <= q.at)
        AND (p.last_price, p.last_price_at) IS DISTINCT FROM (q.price, q.at);

    SELECT count(*) INTO unpriced
    FROM portfolio_positions p
    WHERE p.portfolio_id = in_portfolio AND p.status = 'open' AND NOT EXISTS (
        SELECT FROM unnest(in_markets, in_yes, in_no) i (market_id, yes, no)
        WHERE i.market_id = p.market_id AND CASE p.action WHEN 'buy_yes' THEN i.yes ELSE i.no END IS NOT NULL);

    UPDATE portfolio_positions p SET legacy_current_pnl = i.gain
    FROM unnest(in_trades, in_gains) i (trade_id, gain)
    WHERE p.trade_id = i.trade_id AND p.portfolio_id = in_portfolio AND p.status = 'open'
        AND p.legacy_current_pnl IS DISTINCT FROM i.gain;

    UPDATE portfolio_state s SET last_price_update = in_now, last_updated = in_now,
        legacy_total_profit_loss = in_profit, unrealized_pnl = (SELECT coalesce(sum(p.current_pnl), 0) FROM portfolio_positions p
                          WHERE p.portfolio_id = in_portfolio AND p.status = 'open')
    WHERE s.id = in_portfolio;
    RETURN unpriced;
END
$$;

-- Computes a portfolio's state anew from the ledger, the open reservations and the prices of the open positions.
-- Answers false if there is no such portfolio.
CREATE FUNCTION rebuild_state(in_portfolio integer, in_now timestamptz) RETURNS boolean
LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM FROM portfolio_state s WHERE s.id = in_portfolio FOR UPDATE;
    IF NOT FOUND THEN
        RETURN false;
    END IF;

    UPDATE portfolio_state s
    SET balance = l.cash, realized_pnl = -l.gain, total_invested = l.invested, trade_count = l.trades,
        positions_cost = l.positions, reserved = r.amount, unrealized_pnl = p.pnl, open_positions = p.positions,
        last_updated = in_now
    FROM (SELECT coalesce(sum(e.amount) FILTER (WHERE e.account = 'cash'), 0) AS cash,
              coalesce(sum(e.amount) FILTER (WHERE e.account = 'realized_pnl'), 0) AS gain,
              coalesce(sum(e.amount) FILTER (WHERE e.account LIKE 'position:%'), 0) AS positions,
              coalesce(sum(e.amount) FILTER (WHERE e.account LIKE 'position:%' AND t.kind = 'open'), 0) AS invested,
              count(DISTINCT e.account) FILTER (WHERE e.account LIKE 'position:%' AND t.kind = 'open') AS trades
          FROM ledger_entries e JOIN ledger_transactions t ON t.transaction_id = e.transaction_id
          WHERE e.portfolio_id = in_portfolio) l,
        (SELECT coalesce(sum(amount), 0) AS amount FROM reservations
         WHERE portfolio_id = in_portfolio AND status = 'reserved') r,
        (SELECT coalesce(sum(current_pnl), 0) AS pnl, count(*) AS positions FROM portfolio_positions
         WHERE portfolio_id = in_portfolio AND status = 'open') p
    WHERE s.id = in_portfolio;
    RETURN true;
END
$$;
