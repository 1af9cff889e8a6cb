-- What the records of the legacy files need: their order, the figures that the old program computed in its own way, and
-- books for what only a file tells. Old figures are binary floats, the sign of a zero included; as such they are kept.

-- An adjustment is cash that a legacy file has and no booking explains; its other side is the account of that name.
ALTER TABLE ledger_transactions DROP CONSTRAINT ledger_transactions_kind_check;
ALTER TABLE ledger_transactions
    ADD CONSTRAINT ledger_transactions_kind_check
        CHECK (kind IN ('capital', 'open', 'close', 'settlement', 'adjustment')),
    ADD COLUMN trade_id text;
COMMENT ON COLUMN ledger_transactions.trade_id IS
    'the position; null for capital and adjustments';
ALTER TABLE ledger_entries DROP CONSTRAINT ledger_entries_account_check;
ALTER TABLE ledger_entries
    ADD CONSTRAINT ledger_entries_account_check CHECK (
        account IN ('capital', 'cash', 'fees', 'realized_pnl', 'adjustment') OR account LIKE 'position:%');

ALTER TABLE portfolio_positions
    ADD COLUMN legacy_position bigint,
    ADD COLUMN legacy_current_pnl double precision NOT NULL DEFAULT 0;
COMMENT ON COLUMN portfolio_positions.legacy_position IS 'place in portfolio.json, null for what was booked here';
COMMENT ON COLUMN portfolio_positions.legacy_current_pnl IS
    '(price - entry price) * dollars at the last valuation, as the old program has it; not what the position gained';
-- A legacy file may say that a position is settled and not how.
ALTER TABLE portfolio_positions DROP CONSTRAINT only_settled_have_a_result;
ALTER TABLE portfolio_positions
    ADD CONSTRAINT only_settled_have_a_result CHECK (status = 'settled' OR settlement_result IS NULL);

ALTER TABLE portfolio_state
    ADD COLUMN legacy_total_profit_loss double precision NOT NULL DEFAULT 0,
    ADD COLUMN balance_offset numeric NOT NULL DEFAULT 0,
    ADD COLUMN invested_offset numeric NOT NULL DEFAULT 0,
    ADD COLUMN trades_offset integer NOT NULL DEFAULT 0,
    ADD COLUMN in_file boolean NOT NULL DEFAULT false,
    ADD COLUMN behind boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN portfolio_state.balance_offset IS
    'what the balance of portfolio.json differs by: the binary fraction of an old sum, below a millionth';
COMMENT ON COLUMN portfolio_state.invested_offset IS 'what total_invested of portfolio.json differs by';
COMMENT ON COLUMN portfolio_state.trades_offset IS 'what trade_count of portfolio.json differs by';
COMMENT ON COLUMN portfolio_state.in_file IS 'the portfolio came from portfolio.json';
COMMENT ON COLUMN portfolio_state.behind IS
    'records of the files are still missing here, so that for now more is spent than there is; only while files are trusted';
ALTER TABLE portfolio_state DROP CONSTRAINT portfolio_state_balance_check, DROP CONSTRAINT cash_covers_reservations;
ALTER TABLE portfolio_state
    ADD CONSTRAINT portfolio_state_balance_check CHECK (balance >= 0 OR behind),
    ADD CONSTRAINT cash_covers_reservations CHECK (balance >= reserved OR behind);

ALTER TABLE portfolio_snapshots
    ADD COLUMN legacy_position bigint,
    ADD COLUMN legacy_balance numeric,
    ADD COLUMN legacy_total_invested numeric,
    ADD COLUMN legacy_total_profit_loss double precision,
    ADD COLUMN legacy_total_value double precision,
    ADD COLUMN figures text NOT NULL DEFAULT 'exact' CHECK (figures IN ('exact', 'legacy'));
COMMENT ON COLUMN portfolio_snapshots.legacy_position IS 'place in portfolio_history.json, null for those taken here';
COMMENT ON COLUMN portfolio_snapshots.legacy_balance IS 'as the file has it, where that is not the balance itself';
COMMENT ON COLUMN portfolio_snapshots.legacy_total_invested IS 'likewise';
COMMENT ON COLUMN portfolio_snapshots.figures IS
    'legacy: profit, loss and total value are the old program''s, the exact ones cannot be known';
ALTER TABLE portfolio_history
    ADD COLUMN figures text NOT NULL DEFAULT 'exact' CHECK (figures IN ('exact', 'legacy'));

CREATE TRIGGER shadow AFTER INSERT OR UPDATE OR DELETE ON portfolio_state
    FOR EACH STATEMENT EXECUTE FUNCTION shadow_note('portfolio');
CREATE TRIGGER shadow AFTER INSERT OR UPDATE OR DELETE ON portfolio_positions
    FOR EACH STATEMENT EXECUTE FUNCTION shadow_note('portfolio');
CREATE TRIGGER shadow AFTER INSERT OR UPDATE OR DELETE ON portfolio_snapshots
    FOR EACH STATEMENT EXECUTE FUNCTION shadow_note('portfolio_history');

-- What was booked before has its trade in the account's name.
ALTER TABLE ledger_transactions DISABLE TRIGGER append_only;
UPDATE ledger_transactions t SET trade_id = substr(e.account, 10)
FROM ledger_entries e WHERE e.transaction_id = t.transaction_id AND e.account LIKE 'position:%';
ALTER TABLE ledger_transactions ENABLE TRIGGER append_only;
CREATE INDEX ledger_transactions_by_trade ON ledger_transactions (trade_id) WHERE trade_id IS NOT NULL;
