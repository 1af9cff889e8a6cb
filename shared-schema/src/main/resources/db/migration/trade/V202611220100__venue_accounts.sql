-- What a venue says of an account: our copy of its orders, fills, settlements, positions and balances. One environment is
-- one account; no row of one is ever seen as another's. Money and prices are dollars, counts are contracts and may have
-- decimals. Columns the venue (or an old database) left out are null: a missing figure is never a zero.

CREATE TABLE account_orders (
    environment text NOT NULL CHECK (environment IN ('simulation', 'demo', 'prod')),
    order_id text NOT NULL,
    client_order_id text,
    ticker text,
    status text,
    action text CHECK (action IN ('buy', 'sell')),
    side text CHECK (side IN ('YES', 'NO')),
    type text,
    yes_price numeric,
    no_price numeric,
    initial_count numeric,
    remaining_count numeric,
    fill_count numeric,
    maker_fees numeric,
    taker_fees numeric,
    maker_fill_cost numeric,
    taker_fill_cost numeric,
    queue_position numeric,
    order_group_id text,
    self_trade_prevention_type text,
    created_at timestamptz,
    updated_at timestamptz,
    expires_at timestamptz,
    raw text,
    legacy jsonb,
    flags text[] NOT NULL DEFAULT '{}',
    PRIMARY KEY (environment, order_id)
);
COMMENT ON TABLE account_orders IS 'Orders as the venue tells them; the newest by updated_at prevails.';
COMMENT ON COLUMN account_orders.status IS 'The venue''s word: resting, executed, canceled.';
COMMENT ON COLUMN account_orders.yes_price IS 'Limit in dollars; of a market order the worst price it would take, not what it paid.';
COMMENT ON COLUMN account_orders.updated_at IS 'last_update_time of the venue.';
COMMENT ON COLUMN account_orders.raw IS 'The payload as received; null when there is none.';
COMMENT ON COLUMN account_orders.legacy IS 'Stored SQLite values by column name; null when it did not come from there.';
COMMENT ON COLUMN account_orders.flags IS 'What is odd about the row, in words of docs/MIGRATION.md; empty when nothing is.';
CREATE INDEX account_orders_by_client ON account_orders (environment, client_order_id) WHERE client_order_id IS NOT NULL;
CREATE INDEX account_orders_by_ticker ON account_orders (environment, ticker);
CREATE INDEX account_orders_by_time ON account_orders (environment, created_at);

CREATE TABLE account_fills (
    environment text NOT NULL CHECK (environment IN ('simulation', 'demo', 'prod')),
    fill_id text NOT NULL,
    order_id text,
    ticker text,
    side text CHECK (side IN ('YES', 'NO')),
    action text CHECK (action IN ('buy', 'sell')),
    count numeric,
    yes_price numeric,
    no_price numeric,
    fee numeric,
    is_taker boolean,
    filled_at timestamptz,
    raw text,
    legacy jsonb,
    flags text[] NOT NULL DEFAULT '{}',
    PRIMARY KEY (environment, fill_id)
);
COMMENT ON TABLE account_fills IS 'Fills as the venue tells them, each once.';
COMMENT ON COLUMN account_fills.fill_id IS 'trade_id of the venue''s answer.';
COMMENT ON COLUMN account_fills.side IS 'The side acquired, also of a sell.';
COMMENT ON COLUMN account_fills.fee IS 'Dollars, where the venue tells it with the fill; null otherwise.';
COMMENT ON COLUMN account_fills.raw IS 'The payload as received; null when there is none.';
COMMENT ON COLUMN account_fills.legacy IS 'Stored SQLite values by column name; null when it did not come from there.';
COMMENT ON COLUMN account_fills.flags IS 'What is odd about the row, in words of docs/MIGRATION.md; empty when nothing is.';
CREATE INDEX account_fills_by_order ON account_fills (environment, order_id);
CREATE INDEX account_fills_by_time ON account_fills (environment, filled_at);

CREATE TABLE account_settlements (
    environment text NOT NULL CHECK (environment IN ('simulation', 'demo', 'prod')),
    ticker text NOT NULL,
    settled_at timestamptz NOT NULL,
    market_result text,
    yes_count numeric,
    yes_total_cost numeric,
    no_count numeric,
    no_total_cost numeric,
    revenue numeric,
    fee numeric,
    raw text,
    legacy jsonb,
    flags text[] NOT NULL DEFAULT '{}',
    PRIMARY KEY (environment, ticker, settled_at)
);
COMMENT ON TABLE account_settlements IS 'How markets ended for the account: gross counts and costs per side, dollars.';
COMMENT ON COLUMN account_settlements.market_result IS 'YES, NO or VOID; another word of the venue is kept as it came.';
COMMENT ON COLUMN account_settlements.raw IS 'The payload as received; null when there is none.';
COMMENT ON COLUMN account_settlements.legacy IS 'Stored SQLite values by column name; null when it did not come from there.';
COMMENT ON COLUMN account_settlements.flags IS 'What is odd about the row, in words of docs/MIGRATION.md; empty when nothing is.';
CREATE INDEX account_settlements_by_time ON account_settlements (environment, settled_at);

CREATE TABLE account_positions (
    environment text NOT NULL CHECK (environment IN ('simulation', 'demo', 'prod')),
    ticker text NOT NULL,
    position numeric,
    market_exposure numeric,
    total_traded numeric,
    realized_pnl numeric,
    fees_paid numeric,
    resting_orders_count numeric,
    updated_at timestamptz,
    raw text,
    legacy jsonb,
    flags text[] NOT NULL DEFAULT '{}',
    PRIMARY KEY (environment, ticker)
);
COMMENT ON TABLE account_positions IS 'Positions as the venue last told them; ours follow from the fills.';
COMMENT ON COLUMN account_positions.position IS 'Contracts, YES above zero, NO below.';
COMMENT ON COLUMN account_positions.market_exposure IS 'Dollars: cost of what is still open.';
COMMENT ON COLUMN account_positions.total_traded IS 'Dollars: sum of count times price over all fills.';
COMMENT ON COLUMN account_positions.fees_paid IS 'Dollars, cumulative for the market.';
COMMENT ON COLUMN account_positions.raw IS 'The payload as received; null when there is none.';
COMMENT ON COLUMN account_positions.legacy IS 'Stored SQLite values by column name; null when it did not come from there.';
COMMENT ON COLUMN account_positions.flags IS 'What is odd about the row, in words of docs/MIGRATION.md; empty when nothing is.';

CREATE TABLE account_balances (
    environment text NOT NULL CHECK (environment IN ('simulation', 'demo', 'prod')),
    balance_at timestamptz NOT NULL,
    balance numeric NOT NULL,
    raw text,
    legacy jsonb,
    flags text[] NOT NULL DEFAULT '{}',
    PRIMARY KEY (environment, balance_at)
);
COMMENT ON TABLE account_balances IS 'Cash of the account in dollars, one row per time it was told.';
COMMENT ON COLUMN account_balances.raw IS 'The payload as received; null when there is none.';
COMMENT ON COLUMN account_balances.legacy IS 'Stored SQLite values by column name; null when it did not come from there.';
COMMENT ON COLUMN account_balances.flags IS 'What is odd about the row, in words of docs/MIGRATION.md; empty when nothing is.';
