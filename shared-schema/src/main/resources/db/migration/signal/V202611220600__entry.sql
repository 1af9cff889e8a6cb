-- Entering markets by itself: its settings with every change, what it decided and why, what it asked trade-service for.

CREATE TABLE entry_settings (
    symbol text PRIMARY KEY CHECK (symbol ~ '^[A-Z0-9]{2,10}$'),
    settings jsonb NOT NULL,
    enabled boolean NOT NULL GENERATED ALWAYS AS (coalesce((settings ->> 'enabled')::boolean, false)) STORED,
    version integer NOT NULL,
    updated_at timestamptz NOT NULL
);
COMMENT ON TABLE entry_settings IS 'a symbol without a row has the default settings, in which entering is off';

CREATE TABLE entry_settings_changes (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    symbol text NOT NULL,
    version integer NOT NULL,
    changed_at timestamptz NOT NULL,
    changed_by text NOT NULL,
    origin text NOT NULL CHECK (origin IN ('put', 'import')),
    before jsonb,
    after jsonb NOT NULL,
    CONSTRAINT each_version_once UNIQUE (symbol, version)
);

CREATE TABLE entry_state (
    symbol text PRIMARY KEY,
    status text NOT NULL CHECK (status IN ('DISABLED', 'PAUSED', 'ACTIVE', 'INACTIVE')),
    reason text,
    ttc_seconds bigint,
    momentum_score numeric,
    alert boolean NOT NULL,
    calm_at timestamptz,
    ticked_at timestamptz NOT NULL,
    CONSTRAINT only_an_alert_ends CHECK (alert = (calm_at IS NOT NULL))
);
COMMENT ON COLUMN entry_state.calm_at IS 'when the alert ends unless the momentum rises again; it outlives a restart';

-- What trade-service was asked for, stored before it was asked. trade_id has no foreign key: trades are another service's.
CREATE TABLE entry_intents (
    trade_id text PRIMARY KEY,
    symbol text NOT NULL,
    ticker text NOT NULL,
    side text NOT NULL CHECK (side IN ('YES', 'NO')),
    request jsonb NOT NULL,
    status text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'accepted', 'denied', 'unanswered')),
    code text,
    detail text,
    closes_at timestamptz NOT NULL,
    submitted_at timestamptz NOT NULL,
    answered_at timestamptz,
    CONSTRAINT open_has_no_answer CHECK ((status = 'open') = (answered_at IS NULL))
);
COMMENT ON COLUMN entry_intents.closes_at IS 'when the market closes; until then the intent counts against another entry';
CREATE UNIQUE INDEX entry_intents_one_open ON entry_intents (ticker, side) WHERE status = 'open';
CREATE INDEX entry_intents_living ON entry_intents (symbol, closes_at);

CREATE TABLE entry_decisions (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    symbol text NOT NULL,
    decided_at timestamptz NOT NULL,
    ticker text,
    side text CHECK (side IN ('YES', 'NO')),
    outcome text NOT NULL CHECK (outcome IN ('enter', 'skip')),
    reasons text[] NOT NULL,
    trade_id text,
    figures jsonb NOT NULL,
    settings_version integer NOT NULL,
    CONSTRAINT an_entry_names_its_trade CHECK (outcome <> 'enter' OR trade_id IS NOT NULL),
    CONSTRAINT a_skip_says_why CHECK (outcome <> 'skip' OR cardinality(reasons) > 0)
);
COMMENT ON COLUMN entry_decisions.ticker IS 'null when no market was looked at';
COMMENT ON COLUMN entry_decisions.decided_at IS 'a decision holds until the next one about its market and side';
CREATE INDEX entry_decisions_by_time ON entry_decisions (symbol, decided_at);
