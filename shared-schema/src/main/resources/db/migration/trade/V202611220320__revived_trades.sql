-- A venue may tell of a fill after it had said that there is none. Its word is taken even where another trade lives on
-- the same market and side by now, so what comes back to life stands outside of the rule of one living trade.
ALTER TABLE desk_trades ADD COLUMN revived boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN desk_trades.revived IS 'had ended, and was brought back by a fill';
DROP INDEX desk_trades_one_position;
CREATE UNIQUE INDEX desk_trades_one_position ON desk_trades (environment, account, ticker, side)
    WHERE legacy IS NULL AND NOT revived AND status NOT IN ('closed', 'settled', 'rejected');
