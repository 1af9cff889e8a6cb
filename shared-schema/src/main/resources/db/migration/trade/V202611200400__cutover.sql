-- Trades that come from the legacy files, or go there.

ALTER TABLE trades
    ADD COLUMN legacy_position bigint CHECK (legacy_position >= 0),
    ADD COLUMN legacy_current_pnl numeric DEFAULT 0,
    ADD COLUMN legacy_event_end_date text;
COMMENT ON COLUMN trades.legacy_position IS 'place in paper_trades.json, from 0; null for a trade no file has held yet';
COMMENT ON COLUMN trades.legacy_current_pnl IS 'the figure the old program wrote when it bought and never changed';
COMMENT ON COLUMN trades.legacy_event_end_date IS 'the end date as the file has it; null for a trade made here';

-- A trade that was made while the files were trusted names an order that only the journal beside them knows.
ALTER TABLE trades DROP CONSTRAINT trades_order_id_fkey;

-- The files do not say when a trade ended.
ALTER TABLE trades DROP CONSTRAINT trades_check1;
ALTER TABLE trades
    ADD CHECK (CASE WHEN status = 'open' THEN exit_timestamp IS NULL
        ELSE exit_timestamp IS NOT NULL OR legacy_position IS NOT NULL END);

CREATE TRIGGER shadow AFTER INSERT OR UPDATE OR DELETE ON trades
    FOR EACH STATEMENT EXECUTE FUNCTION shadow_note('trades');
