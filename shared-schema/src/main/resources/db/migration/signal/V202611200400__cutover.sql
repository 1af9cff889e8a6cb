-- Signals and archives can live in the legacy files, too.

-- The legacy file holds one run: the last that was generated for portfolio 1, or imported. Its id; empty for none.
INSERT INTO system_metadata (key, value) VALUES ('current_signal_run', coalesce(
    (SELECT run_id FROM signal_runs WHERE portfolio_id = 1 ORDER BY generated_at DESC, run_id DESC LIMIT 1), ''));

-- Keys that an imported object left out, separated by commas. The place in the file is run_position.
ALTER TABLE trading_signals ADD COLUMN legacy_absent text NOT NULL DEFAULT '';

-- legacy_signals is the text of the file, which jsonb does not keep: key order, number text. Null for what was archived
-- in the database; its text follows from signals_data.
ALTER TABLE signal_archives
    ADD COLUMN legacy_position bigint CHECK (legacy_position >= 0),
    ADD COLUMN legacy_signals text;
CREATE INDEX idx_signal_archives_file ON signal_archives (legacy_position NULLS LAST, id);

CREATE TRIGGER shadow AFTER INSERT OR UPDATE OR DELETE ON trading_signals
    FOR EACH STATEMENT EXECUTE FUNCTION shadow_note('signals');
CREATE TRIGGER shadow AFTER INSERT OR UPDATE OR DELETE ON signal_archives
    FOR EACH STATEMENT EXECUTE FUNCTION shadow_note('signal_archives');
