-- What the cut-over needs in every schema.

-- Of two copies of a feature's state, here and beside the legacy files, the one with the higher revision counts;
-- 0 means that nobody has decided yet. Halts are raised rules and their reasons.
ALTER TABLE cutover_state
    ADD COLUMN revision bigint NOT NULL DEFAULT 0 CHECK (revision >= 0),
    ADD COLUMN changed_by text,
    ADD COLUMN frozen boolean NOT NULL DEFAULT false,
    ADD COLUMN frozen_reason text,
    ADD COLUMN halts jsonb NOT NULL DEFAULT '{}';

-- The catalogue is one feature: its markets are part of its events.
DELETE FROM cutover_state WHERE feature = 'markets';

-- Every decision and what it rested on. Nothing is ever changed here.
CREATE TABLE cutover_audit (
    audit_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at timestamptz NOT NULL,
    feature text NOT NULL,
    action text NOT NULL,
    from_mode text,
    to_mode text,
    changed_by text,
    reason text,
    decision text NOT NULL,
    evidence jsonb NOT NULL DEFAULT '{}',
    UNIQUE (feature, at, action)
);

CREATE FUNCTION cutover_audit_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit of the cut-over only grows' USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON cutover_audit
    FOR EACH STATEMENT EXECUTE FUNCTION cutover_audit_only_grows();

DO $$
DECLARE
    runner text := 'prescient_' || current_schema();
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = runner) THEN
        EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON cutover_audit FROM %I', runner);
    END IF;
END
$$;

-- One row for each transaction that changed a feature's records while its files follow the database. The rows that an
-- export has seen are deleted after it.
CREATE TABLE shadow_outbox (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    feature text NOT NULL,
    noted_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX shadow_outbox_by_feature ON shadow_outbox (feature, noted_at);

-- For a trigger on each table of a feature: CREATE TRIGGER shadow AFTER INSERT OR UPDATE OR DELETE ON trades
-- FOR EACH STATEMENT EXECUTE FUNCTION shadow_note('trades'). Once a transaction, and only in database-read.
-- The shared lock makes a change of the mode wait for the transactions that still go by the old one.
CREATE FUNCTION shadow_note() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
    seen text := 'prescient.shadow_' || TG_ARGV[0];
BEGIN
    IF current_setting(seen, true) = 'yes' THEN
        RETURN NULL;
    END IF;
    PERFORM pg_advisory_xact_lock_shared(hashtextextended('prescient.cutover.' || TG_ARGV[0], 0));
    INSERT INTO shadow_outbox (feature)
        SELECT feature FROM cutover_state WHERE feature = TG_ARGV[0] AND mode = 'database-read';
    PERFORM set_config(seen, 'yes', true);
    RETURN NULL;
END
$$;

-- How long operations took while the files were trusted; nanoseconds.
CREATE TABLE latency_baseline (
    feature text NOT NULL,
    operation text NOT NULL,
    write boolean NOT NULL,
    samples integer NOT NULL CHECK (samples > 0),
    p50_nanos bigint NOT NULL CHECK (p50_nanos >= 0),
    p99_nanos bigint NOT NULL CHECK (p99_nanos >= 0),
    mode text NOT NULL,
    recorded_at timestamptz NOT NULL,
    PRIMARY KEY (feature, operation, write)
);

-- Backups that were restored and compared, as the one who made them says.
CREATE TABLE cutover_backup (
    backup_id text PRIMARY KEY,
    verified_at timestamptz NOT NULL,
    checks jsonb NOT NULL DEFAULT '{}',
    told_at timestamptz NOT NULL
);
