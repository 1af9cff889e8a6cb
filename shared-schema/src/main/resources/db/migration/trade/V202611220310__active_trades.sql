-- The trades that are watched every second: what they hold, what was last seen of their price, book and probability and
-- when, and how far a stop has come. Rows come and go with messages of the trade manager.

CREATE TABLE active_trades (
    trade_id text PRIMARY KEY REFERENCES desk_trades,
    environment text NOT NULL,
    account text NOT NULL,
    ticket_id text NOT NULL,
    trace_id text NOT NULL,
    status text NOT NULL CHECK (status IN ('active', 'closing')),
    ticker text NOT NULL,
    symbol text,
    strike numeric,
    side text NOT NULL CHECK (side IN ('YES', 'NO')),
    held numeric NOT NULL CHECK (held > 0),
    held_cost numeric NOT NULL,
    booked numeric NOT NULL DEFAULT 0,
    entry_price numeric NOT NULL,
    opened_at timestamptz NOT NULL,
    market_close_time timestamptz NOT NULL,
    symbol_price numeric,
    symbol_price_at timestamptz,
    momentum numeric,
    close_price numeric,
    book_at timestamptz,
    probability numeric,
    probability_at timestamptz,
    buffer numeric,
    close_seconds integer,
    pnl numeric,
    evaluated_at timestamptz,
    stop_rule text CHECK (stop_rule IN ('probability', 'momentum_spike')),
    breached_at timestamptz,
    stop_attempts integer NOT NULL DEFAULT 0,
    next_stop_at timestamptz
);
COMMENT ON COLUMN active_trades.held IS 'contracts still held';
COMMENT ON COLUMN active_trades.held_cost IS 'what they cost, fees apart, dollars';
COMMENT ON COLUMN active_trades.booked IS 'what the trade has already gained (negative: lost), all fees taken off, dollars';
COMMENT ON COLUMN active_trades.symbol_price IS 'last known, dollars; symbol_price_at says how old it is. Likewise book and probability';
COMMENT ON COLUMN active_trades.close_price IS 'what a contract of the other side costs: the best ask, dollars';
COMMENT ON COLUMN active_trades.probability IS 'that the held side wins, percent';
COMMENT ON COLUMN active_trades.buffer IS 'dollars between price and strike, positive while the held side is ahead';
COMMENT ON COLUMN active_trades.close_seconds IS 'until the market closes by its own close time';
COMMENT ON COLUMN active_trades.pnl IS 'of the whole position if closed at close_price, after the fees paid so far, dollars';
COMMENT ON COLUMN active_trades.breached_at IS 'since when the probability is below the threshold; null while it is not';
CREATE INDEX active_trades_by_time ON active_trades (opened_at, trade_id);

CREATE TABLE active_settings (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    version integer NOT NULL,
    probability_stop boolean NOT NULL,
    probability_threshold numeric NOT NULL CHECK (probability_threshold BETWEEN 0 AND 100),
    verification_seconds integer NOT NULL CHECK (verification_seconds BETWEEN 0 AND 600),
    min_close_seconds integer NOT NULL CHECK (min_close_seconds BETWEEN 0 AND 3600),
    spike_stop boolean NOT NULL,
    spike_threshold numeric NOT NULL CHECK (spike_threshold > 0 AND spike_threshold <= 10),
    changed_by text NOT NULL,
    changed_at timestamptz NOT NULL
);
COMMENT ON COLUMN active_settings.verification_seconds IS 'how long the probability must stay below; 0 stops at once';
COMMENT ON COLUMN active_settings.min_close_seconds IS 'nearer to the close than this the probability rule no longer stops';
COMMENT ON COLUMN active_settings.spike_stop IS 'its own switch: probability_stop does not turn it on or off';

-- Every version of the settings, with who made it; written with the change and never changed.
CREATE TABLE active_settings_audit (
    version integer PRIMARY KEY,
    settings jsonb NOT NULL,
    changed_by text NOT NULL,
    changed_at timestamptz NOT NULL
);
CREATE FUNCTION active_settings_remember() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO active_settings_audit (version, settings, changed_by, changed_at)
    VALUES (NEW.version, to_jsonb(NEW) - 'only_row' - 'version' - 'changed_by' - 'changed_at', NEW.changed_by, NEW.changed_at);
    RETURN NULL;
END
$$;
CREATE TRIGGER remembered AFTER INSERT OR UPDATE ON active_settings
    FOR EACH ROW EXECUTE FUNCTION active_settings_remember();
INSERT INTO active_settings (version, probability_stop, probability_threshold, verification_seconds, min_close_seconds,
    spike_stop, spike_threshold, changed_by, changed_at)
VALUES (1, true, 40, 0, 60, true, 0.36, 'installation', now());
REVOKE UPDATE, DELETE, TRUNCATE ON active_settings_audit FROM prescient_trade;
REVOKE DELETE ON active_settings FROM prescient_trade;
