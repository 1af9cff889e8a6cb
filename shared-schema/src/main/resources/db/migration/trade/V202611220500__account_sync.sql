-- How far our copy of each venue account goes, what does not agree in it, and orders that a person has to confirm.

-- The order in which rows came to us: who reads behind a place in it misses none, whatever time a late row has.
ALTER TABLE account_fills ADD COLUMN arrival bigint GENERATED ALWAYS AS IDENTITY;
ALTER TABLE account_settlements ADD COLUMN arrival bigint GENERATED ALWAYS AS IDENTITY;
CREATE UNIQUE INDEX account_fills_by_arrival ON account_fills (environment, arrival);
CREATE UNIQUE INDEX account_settlements_by_arrival ON account_settlements (environment, arrival);
-- Settled markets vanish from the venue's positions; the row stays and says since when.
ALTER TABLE account_positions ADD COLUMN gone_at timestamptz;
COMMENT ON COLUMN account_positions.gone_at IS 'Since when the venue no longer tells it; null while it does.';

CREATE INDEX account_orders_newest ON account_orders
    (environment, coalesce(created_at, 'epoch'::timestamptz) DESC, order_id DESC);
CREATE INDEX account_fills_newest ON account_fills
    (environment, coalesce(filled_at, 'epoch'::timestamptz) DESC, fill_id DESC);
CREATE INDEX account_settlements_newest ON account_settlements (environment, settled_at DESC, ticker DESC);
CREATE INDEX account_orders_open ON account_orders (environment, order_id) WHERE status NOT IN ('executed', 'canceled');

CREATE TABLE account_sync (
    environment text NOT NULL CHECK (environment IN ('simulation', 'demo', 'prod')),
    list text NOT NULL CHECK (list IN ('balance', 'positions', 'fills', 'orders', 'settlements')),
    watermark timestamptz,
    synced_at timestamptz,
    failed_at timestamptz,
    problem text,
    PRIMARY KEY (environment, list)
);
COMMENT ON COLUMN account_sync.watermark IS
    'The newest row of the last walk that reached everything before it; the next walk goes back to here. Null before the first.';
COMMENT ON COLUMN account_sync.synced_at IS 'When the last complete walk began.';
COMMENT ON COLUMN account_sync.problem IS 'Why the last walk did not end; null after a complete one.';

CREATE TABLE account_history (
    environment text NOT NULL CHECK (environment IN ('simulation', 'demo', 'prod')),
    list text NOT NULL CHECK (list IN ('fills', 'orders')),
    cursor text,
    rows bigint NOT NULL DEFAULT 0,
    started_at timestamptz NOT NULL,
    finished_at timestamptz,
    PRIMARY KEY (environment, list)
);
COMMENT ON TABLE account_history IS 'Where reading the venue''s archive goes on; a page and its cursor are stored together.';

CREATE TABLE account_differences (
    environment text NOT NULL CHECK (environment IN ('simulation', 'demo', 'prod')),
    ticker text NOT NULL,
    field text NOT NULL,
    derived numeric NOT NULL,
    reported numeric NOT NULL,
    first_seen_at timestamptz NOT NULL,
    seen_at timestamptz NOT NULL,
    PRIMARY KEY (environment, ticker, field)
);
COMMENT ON TABLE account_differences IS
    'Where positions that follow from our fills differ from those the venue told last. One that is seen once may be a fill under way.';

CREATE TABLE live_orders (
    environment text NOT NULL CHECK (environment IN ('demo', 'prod')),
    client_order_id text NOT NULL CHECK (client_order_id ~ '^[A-Za-z0-9._:-]{1,100}$'),
    ticker text NOT NULL,
    side text NOT NULL CHECK (side IN ('YES', 'NO')),
    count numeric NOT NULL CHECK (count > 0),
    limit_price numeric NOT NULL CHECK (limit_price > 0 AND limit_price < 1),
    time_in_force text NOT NULL,
    status text NOT NULL CHECK (status IN ('asked', 'sending', 'taken', 'refused')),
    code text,
    reason text,
    asked_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    confirmed_by text,
    sent_at timestamptz,
    venue_order_id text,
    PRIMARY KEY (environment, client_order_id),
    CHECK ((status = 'refused') = (code IS NOT NULL)),
    CHECK (status NOT IN ('sending', 'taken') OR (confirmed_by IS NOT NULL AND sent_at IS NOT NULL)),
    CHECK ((status = 'taken') = (venue_order_id IS NOT NULL))
);
COMMENT ON TABLE live_orders IS 'Orders for a real venue. Each is sent at most once, after a person confirmed exactly it in time.';
COMMENT ON COLUMN live_orders.status IS
    'asked: waits for a person until expires_at. sending: confirmed, may have been sent, outcome not known. taken: the venue has it. refused: nothing was or will be done.';
CREATE INDEX live_orders_newest ON live_orders (asked_at DESC, client_order_id DESC);
