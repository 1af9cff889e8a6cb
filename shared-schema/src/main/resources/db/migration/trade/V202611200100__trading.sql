-- Orders, fills, trades and their settlement, the outbox that tells the other services, and the trading cycles.
-- environment is part of every key that has one: paper today, simulation, demo and prod later.

CREATE TABLE orders (
    order_id text PRIMARY KEY CHECK (order_id ~ '^[A-Za-z0-9._:-]{1,200}$'),
    trade_id text NOT NULL,
    environment text NOT NULL CHECK (environment IN ('paper', 'simulation', 'demo', 'prod')),
    side text NOT NULL CHECK (side IN ('open', 'close')),
    portfolio_id integer NOT NULL,
    signal_id text,
    cycle_id text,
    market_id text NOT NULL,
    market_question text NOT NULL,
    action text NOT NULL CHECK (action IN ('buy_yes', 'buy_no')),
    amount numeric NOT NULL CHECK (amount > 0),
    limit_price numeric NOT NULL CHECK (limit_price BETWEEN 0 AND 1),
    quoted_price numeric CHECK (quoted_price BETWEEN 0 AND 1),
    confidence numeric NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    reason text,
    event_id text,
    event_title text,
    event_end_date timestamptz,
    status text NOT NULL CHECK (status IN ('pending', 'filled', 'denied', 'rejected', 'closed')),
    status_code text,
    status_reason text,
    shares numeric CHECK (shares > 0),
    content text NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CHECK ((status IN ('denied', 'rejected')) = (status_code IS NOT NULL)),
    CHECK (status IN ('denied', 'rejected') OR quoted_price IS NOT NULL)
);
COMMENT ON COLUMN orders.status IS
    'pending: intent stored, outcome open. filled: a trade lives. closed: that trade has ended. denied: refused by us. rejected: refused by the exchange.';
COMMENT ON COLUMN orders.quoted_price IS 'price of the bought side when the order was checked';

-- At most one living exposure per market, decided by the database, not by whoever looked first.
CREATE UNIQUE INDEX orders_one_exposure ON orders (portfolio_id, environment, market_id)
    WHERE side = 'open' AND status IN ('pending', 'filled');
-- A trade is closed once, whoever asks.
CREATE UNIQUE INDEX orders_one_closing ON orders (trade_id) WHERE side = 'close' AND status IN ('pending', 'filled');
CREATE INDEX orders_by_cycle ON orders (cycle_id, status) WHERE cycle_id IS NOT NULL;
CREATE INDEX orders_pending ON orders (updated_at) WHERE status = 'pending';
CREATE INDEX orders_by_signal ON orders (signal_id) WHERE signal_id IS NOT NULL;

CREATE TABLE fills (
    fill_id text PRIMARY KEY,
    order_id text NOT NULL REFERENCES orders,
    trade_id text NOT NULL,
    price numeric NOT NULL CHECK (price BETWEEN 0 AND 1),
    shares numeric NOT NULL CHECK (shares > 0),
    amount numeric NOT NULL CHECK (amount >= 0),
    fee numeric NOT NULL CHECK (fee >= 0),
    filled_at timestamptz NOT NULL
);
CREATE INDEX fills_by_order ON fills (order_id);

CREATE TABLE trades (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    trade_id text NOT NULL UNIQUE,
    portfolio_id integer NOT NULL,
    environment text NOT NULL CHECK (environment IN ('paper', 'simulation', 'demo', 'prod')),
    order_id text REFERENCES orders,
    signal_id text,
    timestamp timestamptz NOT NULL,
    market_id text NOT NULL,
    market_question text NOT NULL,
    action text NOT NULL CHECK (action IN ('buy_yes', 'buy_no')),
    amount numeric NOT NULL CHECK (amount > 0),
    shares numeric NOT NULL CHECK (shares > 0),
    entry_price numeric NOT NULL CHECK (entry_price BETWEEN 0 AND 1),
    fee numeric NOT NULL DEFAULT 0 CHECK (fee >= 0),
    confidence numeric NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    reason text,
    status text NOT NULL CHECK (status IN ('open', 'closed', 'settled')),
    event_id text,
    event_title text,
    event_end_date timestamptz,
    current_pnl numeric,
    realized_pnl numeric,
    exit_price numeric CHECK (exit_price BETWEEN 0 AND 1),
    exit_timestamp timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    CHECK ((status = 'open') = (realized_pnl IS NULL)),
    CHECK ((status = 'open') = (exit_timestamp IS NULL))
);
COMMENT ON COLUMN trades.fee IS 'opening fee in dollars, not part of amount';
COMMENT ON COLUMN trades.realized_pnl IS 'what came back, less the closing fee and amount; the opening fee stands apart';
CREATE INDEX trades_by_time ON trades (portfolio_id, timestamp DESC, id DESC);
CREATE INDEX trades_open ON trades (market_id) WHERE status = 'open';
CREATE UNIQUE INDEX trades_one_per_signal ON trades (signal_id) WHERE signal_id IS NOT NULL;

CREATE TABLE settlements (
    settlement_id text PRIMARY KEY,
    trade_id text NOT NULL UNIQUE REFERENCES trades (trade_id),
    market_id text NOT NULL,
    result text NOT NULL CHECK (result IN ('won', 'lost', 'void')),
    payout numeric NOT NULL CHECK (payout >= 0),
    realized_pnl numeric NOT NULL,
    settled_at timestamptz NOT NULL
);

-- What another service still has to be told. A row is written with the change it tells of, and deleted once taken in.
CREATE TABLE outbox (
    outbox_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    topic text NOT NULL CHECK (topic IN ('fill', 'settlement', 'signal-outcome', 'release')),
    message_id text NOT NULL,
    payload jsonb NOT NULL,
    attempts integer NOT NULL DEFAULT 0,
    last_error text,
    created_at timestamptz NOT NULL,
    next_attempt_at timestamptz NOT NULL,
    UNIQUE (topic, message_id)
);
CREATE INDEX outbox_due ON outbox (next_attempt_at);

CREATE TABLE trading_cycles (
    cycle_id text PRIMARY KEY CHECK (cycle_id ~ '^[A-Za-z0-9._:-]{1,100}$'),
    portfolio_id integer NOT NULL,
    parameters jsonb NOT NULL,
    status text NOT NULL CHECK (status IN ('running', 'completed', 'failed')),
    steps jsonb NOT NULL DEFAULT '[]',
    summary jsonb,
    started_at timestamptz NOT NULL,
    finished_at timestamptz,
    CHECK ((status = 'running') = (finished_at IS NULL))
);
CREATE INDEX trading_cycles_by_time ON trading_cycles (started_at DESC);
CREATE INDEX trading_cycles_running ON trading_cycles (started_at) WHERE status = 'running';

INSERT INTO cutover_state (feature) VALUES ('trades');
