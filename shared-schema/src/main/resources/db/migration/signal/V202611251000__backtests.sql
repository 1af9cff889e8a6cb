-- Backtests: what was asked for, how far it has come, and what each of its variants brought.

CREATE TABLE backtests (
    backtest_id text PRIMARY KEY,
    request_hash text NOT NULL,
    request jsonb NOT NULL,
    strategy text NOT NULL,
    strategy_version text NOT NULL,
    status text NOT NULL DEFAULT 'queued'
        CHECK (status IN ('queued', 'running', 'interrupted', 'done', 'failed', 'cancelled')),
    cancel_requested boolean NOT NULL DEFAULT false,
    code text,
    detail text,
    variants integer NOT NULL CHECK (variants > 0),
    snapshots bigint NOT NULL DEFAULT 0,
    markets integer NOT NULL DEFAULT 0,
    first_at timestamptz,
    last_at timestamptz,
    input_hash text,
    snapshots_done bigint NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL,
    started_at timestamptz,
    ended_at timestamptz,
    CONSTRAINT an_end_has_a_time CHECK ((status IN ('done', 'failed', 'cancelled')) = (ended_at IS NOT NULL)),
    CONSTRAINT a_failure_says_why CHECK (status <> 'failed' OR code IS NOT NULL)
);
COMMENT ON COLUMN backtests.input_hash IS 'SHA-256 of everything that was replayed; the same input has the same hash';
COMMENT ON COLUMN backtests.snapshots_done IS 'replayed so far, over all variants, of snapshots x variants';
CREATE INDEX backtests_unfinished ON backtests (created_at, backtest_id)
    WHERE status IN ('queued', 'running', 'interrupted');
CREATE INDEX backtests_by_time ON backtests (created_at DESC, backtest_id DESC);

-- Stored whole when a variant is through, so that a restart goes on with the variants that are missing.
CREATE TABLE backtest_variants (
    backtest_id text NOT NULL REFERENCES backtests ON DELETE CASCADE,
    variant integer NOT NULL CHECK (variant >= 0),
    parameters jsonb NOT NULL,
    figures jsonb NOT NULL,
    equity jsonb NOT NULL,
    PRIMARY KEY (backtest_id, variant)
);

CREATE TABLE backtest_trades (
    backtest_id text NOT NULL,
    variant integer NOT NULL,
    number integer NOT NULL CHECK (number >= 0),
    market_id text NOT NULL,
    market_question text NOT NULL,
    action text NOT NULL CHECK (action IN ('buy_yes', 'buy_no')),
    opened_at timestamptz NOT NULL,
    price numeric NOT NULL CHECK (price > 0 AND price <= 1),
    shares numeric NOT NULL CHECK (shares > 0),
    amount numeric NOT NULL CHECK (amount > 0),
    fee numeric NOT NULL CHECK (fee >= 0),
    confidence numeric NOT NULL,
    reason text NOT NULL,
    settled_at timestamptz,
    result text CHECK (result IN ('won', 'lost', 'void')),
    payout numeric,
    realized_pnl numeric,
    PRIMARY KEY (backtest_id, variant, number),
    FOREIGN KEY (backtest_id, variant) REFERENCES backtest_variants ON DELETE CASCADE,
    CONSTRAINT an_end_is_whole CHECK ((settled_at IS NULL) = (result IS NULL) AND (settled_at IS NULL) = (payout IS NULL)
        AND (settled_at IS NULL) = (realized_pnl IS NULL))
);
