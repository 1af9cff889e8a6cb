-- One price for a second, a symbol and an environment, with the exchange's own time beside it, and the times about which
-- nothing is known.

ALTER TABLE price_log
    ADD COLUMN source_at timestamptz,
    ADD COLUMN source_zone text,
    ADD COLUMN sequence bigint;
COMMENT ON COLUMN price_log."timestamp" IS 'The second of the exchange''s own time in which the trade happened.';
COMMENT ON COLUMN price_log.source_at IS 'The exchange''s own time as it gave it; null for a row of an old log.';
COMMENT ON COLUMN price_log.source_zone IS 'Zone in which the source gave its time; null for a row of an old log.';
COMMENT ON COLUMN price_log.sequence IS 'The exchange''s number of the trade; null for a row of an old log.';

-- An id that nothing refers to is no key; the second is.
ALTER TABLE price_log DROP CONSTRAINT price_log_pkey;
ALTER TABLE price_log ADD PRIMARY KEY (symbol, environment, "timestamp");

CREATE TABLE price_gaps (
    symbol text NOT NULL,
    environment text NOT NULL,
    from_at timestamptz NOT NULL,
    to_at timestamptz NOT NULL,
    reason text NOT NULL
        CHECK (reason IN ('not-running', 'disconnected', 'missed', 'overflow')),
    noticed_at timestamptz NOT NULL,
    PRIMARY KEY (symbol, environment, from_at, reason),
    CHECK (to_at >= from_at)
);
COMMENT ON TABLE price_gaps IS 'Times within which trades may have happened that price_log does not have; seconds without a row outside of them had no trade.';
COMMENT ON COLUMN price_gaps.from_at IS 'The exchange''s time up to which everything is known.';
COMMENT ON COLUMN price_gaps.to_at IS 'The exchange''s time from which on everything is known again.';
