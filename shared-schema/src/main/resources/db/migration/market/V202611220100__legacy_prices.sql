-- Prices that came from an old SQLite price log keep what was stored beside the instant it stands for.

ALTER TABLE price_log
    ADD COLUMN legacy_timestamp text,
    ADD COLUMN legacy jsonb,
    ADD COLUMN flags text[];
COMMENT ON COLUMN price_log.legacy_timestamp IS 'The wall-clock text of the old row, without zone; null for a tick taken in here.';
COMMENT ON COLUMN price_log.legacy IS
    'Its further columns by name, stored values; null when there were none (2-column logs).';
COMMENT ON COLUMN price_log.flags IS 'What is odd about the row, in words of docs/MIGRATION.md; null when nothing is.';
