-- Strategies, the signals they made, the runs that made them, and the monthly archives.

-- What this release knows about each strategy, refreshed at start; enabled is the operator's and survives a release.
CREATE TABLE strategies (
    name text PRIMARY KEY,
    version text NOT NULL,
    description text NOT NULL,
    default_parameters jsonb NOT NULL,
    enabled boolean NOT NULL DEFAULT true,
    updated_at timestamptz NOT NULL
);

-- One row per generation. A repeat of the same request is answered from result; another request is told by its hash.
CREATE TABLE signal_runs (
    run_id text NOT NULL,
    portfolio_id integer NOT NULL CHECK (portfolio_id > 0),
    strategy text NOT NULL,
    request_hash text NOT NULL,
    result jsonb NOT NULL,
    generated_at timestamptz NOT NULL,
    PRIMARY KEY (run_id, portfolio_id)
);

-- trade_id has no foreign key: trades belong to another service.
CREATE TABLE trading_signals (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    signal_id text NOT NULL UNIQUE,
    run_id text NOT NULL,
    portfolio_id integer NOT NULL CHECK (portfolio_id > 0),
    strategy text NOT NULL,
    run_position integer NOT NULL,
    timestamp timestamptz NOT NULL,
    market_id text NOT NULL,
    market_question text NOT NULL,
    action text NOT NULL CHECK (action IN ('buy_yes', 'buy_no')),
    target_price numeric NOT NULL CHECK (target_price BETWEEN 0 AND 1),
    amount numeric NOT NULL CHECK (amount > 0),
    confidence numeric NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    reason text,
    yes_price numeric NOT NULL CHECK (yes_price BETWEEN 0 AND 1),
    no_price numeric NOT NULL CHECK (no_price BETWEEN 0 AND 1),
    market_liquidity numeric,
    market_volume numeric,
    event_id text,
    event_title text,
    event_end_date timestamptz,
    market_end_date timestamptz,
    snapshot_at timestamptz,
    status text NOT NULL DEFAULT 'generated'
        CHECK (status IN ('generated', 'claimed', 'executed', 'denied', 'expired')),
    claimed_by text,
    claimed_until timestamptz,
    outcome_reason text,
    outcome_at timestamptz,
    executed boolean NOT NULL DEFAULT false,
    executed_at timestamptz,
    trade_id text,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT executed_follows_status CHECK (executed = (status = 'executed')),
    CONSTRAINT executed_names_its_trade
        CHECK (executed = (executed_at IS NOT NULL) AND executed = (trade_id IS NOT NULL)),
    CONSTRAINT claimed_names_its_claimant
        CHECK (status <> 'claimed' OR (claimed_by IS NOT NULL AND claimed_until IS NOT NULL))
);
CREATE INDEX idx_signals_market_id ON trading_signals (market_id);
CREATE INDEX idx_signals_timestamp ON trading_signals (timestamp DESC);
CREATE INDEX idx_signals_executed ON trading_signals (executed);
CREATE INDEX idx_signals_run ON trading_signals (run_id, run_position);
-- The claim reads only what is still open, in the order it hands out.
CREATE INDEX idx_signals_open ON trading_signals (portfolio_id, timestamp, run_id, confidence DESC, run_position)
    WHERE status IN ('generated', 'claimed');

CREATE TABLE signal_archives (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    archive_id text NOT NULL UNIQUE,
    archived_at timestamptz NOT NULL,
    archive_month text NOT NULL CHECK (archive_month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
    signals_count integer NOT NULL,
    signals_data jsonb NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT count_follows_data CHECK (signals_count = jsonb_array_length(signals_data))
);
CREATE INDEX idx_signal_archives_month ON signal_archives (archive_month);
CREATE INDEX idx_signal_archives_time ON signal_archives (archived_at DESC);
