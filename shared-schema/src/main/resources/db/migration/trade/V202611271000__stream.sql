-- What changed, for those who watch: each statement that made or changed trades, cycles or desk trades leaves one row here,
-- in the same transaction. Readers go by the transaction that wrote a row, not by its number or time: a transaction
-- that commits late is new to whoever has not seen it.
CREATE TABLE stream_changes (
    change_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    transaction_id xid8 NOT NULL DEFAULT pg_current_xact_id(),
    kind text NOT NULL CHECK (kind IN ('trade', 'cycle', 'desk', 'reload')),
    told jsonb NOT NULL CHECK (jsonb_typeof(told) = 'array'),
    noted_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
COMMENT ON COLUMN stream_changes.told IS
    'one object for each changed row, as it was after the statement; for reload what is to be read again as a whole';
CREATE INDEX stream_changes_by_transaction ON stream_changes (transaction_id);
CREATE INDEX stream_changes_by_time ON stream_changes (noted_at);

-- More rows than this at once are an import: naming each would cost more than reading the list again.
CREATE FUNCTION stream_most() RETURNS bigint LANGUAGE sql IMMUTABLE RETURN 256;

CREATE FUNCTION stream_note_trades() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
    rows bigint := (SELECT count(*) FROM changed);
BEGIN
    IF rows > stream_most() THEN
        INSERT INTO stream_changes (kind, told) VALUES ('reload', '[{"what": "trade"}]');
    ELSIF rows > 0 THEN
        INSERT INTO stream_changes (kind, told)
        SELECT 'trade', jsonb_agg(jsonb_build_object('trade_id', c.trade_id, 'portfolio_id', c.portfolio_id,
            'market_id', c.market_id, 'signal_id', c.signal_id, 'action', c.action, 'status', c.status,
            'at', coalesce(c.exit_timestamp, c.timestamp)) ORDER BY c.id)
        FROM changed c;
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER stream_inserted AFTER INSERT ON trades
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION stream_note_trades();
CREATE TRIGGER stream_updated AFTER UPDATE ON trades
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION stream_note_trades();

CREATE FUNCTION stream_note_cycles() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
    rows bigint := (SELECT count(*) FROM changed);
BEGIN
    IF rows > stream_most() THEN
        INSERT INTO stream_changes (kind, told) VALUES ('reload', '[{"what": "cycle"}]');
    ELSIF rows > 0 THEN
        INSERT INTO stream_changes (kind, told)
        SELECT 'cycle', jsonb_agg(jsonb_build_object('cycle_id', c.cycle_id, 'portfolio_id', c.portfolio_id,
            'step', c.steps -> -1 ->> 'name', 'step_status', c.steps -> -1 ->> 'status', 'status', c.status,
            'at', coalesce(c.finished_at, clock_timestamp())) ORDER BY c.started_at)
        FROM changed c;
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER stream_inserted AFTER INSERT ON trading_cycles
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION stream_note_cycles();
CREATE TRIGGER stream_updated AFTER UPDATE ON trading_cycles
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION stream_note_cycles();

CREATE FUNCTION stream_note_desk() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
    rows bigint := (SELECT count(*) FROM changed);
BEGIN
    IF rows > stream_most() THEN
        INSERT INTO stream_changes (kind, told) VALUES ('reload', '[{"what": "desk"}]');
    ELSIF rows > 0 THEN
        INSERT INTO stream_changes (kind, told)
        SELECT 'desk', jsonb_agg(jsonb_build_object('trade_id', c.trade_id, 'environment', c.environment,
            'ticker', c.ticker, 'side', c.side, 'status', c.status, 'version', c.version,
            'at', c.updated_at) ORDER BY c.id)
        FROM changed c;
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER stream_inserted AFTER INSERT ON desk_trades
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION stream_note_desk();
CREATE TRIGGER stream_updated AFTER UPDATE ON desk_trades
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION stream_note_desk();
