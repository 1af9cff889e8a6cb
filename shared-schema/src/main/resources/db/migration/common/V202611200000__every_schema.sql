-- What every service's schema has. Flyway runs this for each owner, with that owner's search path.

-- Small facts about this schema's data, for instance when something last ran. Values are text, empty when unknown.
CREATE TABLE system_metadata (
    key text PRIMARY KEY,
    value text NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now()
);
INSERT INTO system_metadata (key, value) VALUES
    ('schema_version', '1.0.0'),
    ('last_event_export', ''),
    ('last_market_filter', ''),
    ('last_signal_generation', ''),
    ('last_trade_execution', '');

-- Which store is trusted, per feature.
CREATE TABLE cutover_state (
    feature text PRIMARY KEY,
    mode text NOT NULL DEFAULT 'database-only'
        CHECK (mode IN ('file-only', 'dual-write', 'database-read', 'database-only')),
    changed_at timestamptz NOT NULL DEFAULT now(),
    reason text
);

-- What could not be taken in: kept whole, with where it came from and why, never dropped.
CREATE TABLE quarantine (
    quarantine_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    source text NOT NULL,
    position text NOT NULL,
    reason text NOT NULL,
    payload text NOT NULL,
    run_id text,
    quarantined_at timestamptz NOT NULL
);
CREATE INDEX quarantine_by_time ON quarantine (quarantined_at DESC);

-- One row per job that may run once at a time across all replicas. The token fences off a holder that lost its lease.
CREATE TABLE job_lease (
    job text PRIMARY KEY,
    holder text NOT NULL,
    token bigint NOT NULL DEFAULT 1,
    expires_at timestamptz NOT NULL
);
