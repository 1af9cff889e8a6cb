-- What a trade was meant to bring, and the figures of each day by which analytics are read without reading the ledger.

-- Told with the opening fill; null where it was not told, which analytics show as 'unknown'.
ALTER TABLE portfolio_positions
    ADD COLUMN strategy text,
    ADD COLUMN venue text,
    ADD COLUMN event_id text,
    ADD COLUMN city text,
    ADD COLUMN quoted_price numeric CHECK (quoted_price BETWEEN 0 AND 1),
    ADD COLUMN mid_price numeric CHECK (mid_price BETWEEN 0 AND 1),
    ADD COLUMN fair_price numeric CHECK (fair_price BETWEEN 0 AND 1);
COMMENT ON COLUMN portfolio_positions.strategy IS 'that made the signal, as the opening fill told it; null if it did not';
COMMENT ON COLUMN portfolio_positions.quoted_price IS 'dollars a share of the held side at which it could be bought when the order was decided';
COMMENT ON COLUMN portfolio_positions.mid_price IS 'middle of bid and ask of the held side at that moment';
COMMENT ON COLUMN portfolio_positions.fair_price IS 'what the strategy believed a share of the held side to be worth';

-- How far the days below follow the ledger. Bookings of one portfolio follow each other under the lock of its state, so all
-- of its entries up to one that is seen are seen. Those of other portfolios have numbers of the same sequence: next_entry_id
-- is the highest of all that was seen, and nothing of this portfolio can appear below it any more as soon as every
-- transaction before next_after has ended.
CREATE TABLE analytics_marks (
    portfolio_id integer PRIMARY KEY,
    entry_id bigint NOT NULL,
    next_entry_id bigint NOT NULL,
    next_after xid8 NOT NULL,
    state_version text NOT NULL
);
COMMENT ON COLUMN analytics_marks.entry_id IS 'up to here the days of all entries are computed or stand in analytics_stale';
COMMENT ON COLUMN analytics_marks.state_version IS
    'xmin of the row of portfolio_state with which every day was computed: while it stays, nothing was booked';

-- Days that were booked into since their figures were computed.
CREATE TABLE analytics_stale (
    portfolio_id integer NOT NULL,
    day date NOT NULL,
    PRIMARY KEY (portfolio_id, day)
);

-- Figures of a day (UTC) of all trades of a portfolio, and of those of one strategy, venue, city, event or market. Computed
-- from the ledger by refresh_analytics and nothing else; a day that is booked into is computed anew.
CREATE TABLE analytics_days (
    portfolio_id integer NOT NULL,
    dimension text NOT NULL CHECK (dimension IN ('all', 'strategy', 'venue', 'city', 'event', 'market')),
    value text NOT NULL,
    day date NOT NULL,
    capital numeric NOT NULL,
    bought numeric NOT NULL,
    sold numeric NOT NULL,
    opening_fees numeric NOT NULL,
    realized numeric NOT NULL,
    cost_change numeric NOT NULL,
    trades integer NOT NULL,
    wins integer NOT NULL,
    losses integer NOT NULL,
    won numeric NOT NULL,
    lost numeric NOT NULL,
    squares numeric NOT NULL,
    fees numeric NOT NULL,
    seconds numeric NOT NULL,
    best numeric,
    worst numeric,
    edge numeric NOT NULL,
    spread numeric NOT NULL,
    slippage numeric NOT NULL,
    settled numeric NOT NULL,
    unexplained numeric NOT NULL,
    unexplained_trades integer NOT NULL,
    outcomes text NOT NULL,
    PRIMARY KEY (portfolio_id, dimension, value, day)
);
CREATE INDEX analytics_days_by_day ON analytics_days (portfolio_id, day);
COMMENT ON COLUMN analytics_days.capital IS 'cash from outside the trades: capital and adjustments; only of all trades';
COMMENT ON COLUMN analytics_days.realized IS 'minus the entries of the account realized_pnl that were booked on this day';
COMMENT ON COLUMN analytics_days.trades IS 'that ended on this day; the columns from here on are of them, over their whole life';
COMMENT ON COLUMN analytics_days.won IS 'sum of the net results above zero; lost: of those below';
COMMENT ON COLUMN analytics_days.squares IS 'sum of the squared net results';
COMMENT ON COLUMN analytics_days.outcomes IS
    'a W, L or E (even) for each trade, in the order of end and trade_id; empty for markets';

-- The trades that ended in a quarter of an hour, which every zone's hours consist of.
CREATE TABLE analytics_slots (
    portfolio_id integer NOT NULL,
    dimension text NOT NULL,
    value text NOT NULL,
    slot timestamptz NOT NULL,
    trades integer NOT NULL,
    wins integer NOT NULL,
    losses integer NOT NULL,
    net numeric NOT NULL,
    fees numeric NOT NULL,
    PRIMARY KEY (portfolio_id, dimension, value, slot)
);
CREATE INDEX analytics_slots_by_slot ON analytics_slots (portfolio_id, slot);
