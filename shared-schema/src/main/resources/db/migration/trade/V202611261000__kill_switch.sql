-- Orders to the kill switch: who stopped or released trading, when and why, and what was done for it. Orders given while
-- PostgreSQL was away come here from the file beside the legacy files.
CREATE TABLE kill_switch_orders (
    order_id text PRIMARY KEY CHECK (order_id ~ '^[A-Za-z0-9._-]{1,64}$'),
    actions jsonb NOT NULL CHECK (jsonb_array_length(actions) > 0),
    asked_by text NOT NULL,
    reason text NOT NULL,
    asked_at timestamptz NOT NULL,
    results jsonb NOT NULL DEFAULT '[]',
    dropped boolean NOT NULL DEFAULT false
);
COMMENT ON COLUMN kill_switch_orders.actions IS 'stop_entries, cancel_orders, flatten, or release alone';
COMMENT ON COLUMN kill_switch_orders.results IS
    'one for each part it was carried out in: orders cancelled, positions closed, and what could not be closed';
COMMENT ON COLUMN kill_switch_orders.dropped IS 'a release came before it was carried out everywhere';

CREATE INDEX kill_switch_orders_newest ON kill_switch_orders (asked_at DESC);

-- An audit only grows: nobody deletes an order, and only what was done for it is added.
CREATE FUNCTION kill_switch_order_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR (OLD.order_id, OLD.actions, OLD.asked_by, OLD.reason, OLD.asked_at)
            IS DISTINCT FROM (NEW.order_id, NEW.actions, NEW.asked_by, NEW.reason, NEW.asked_at)
            OR jsonb_array_length(NEW.results) < jsonb_array_length(OLD.results) OR (OLD.dropped AND NOT NEW.dropped) THEN
        RAISE EXCEPTION 'orders to the kill switch stay as they are';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER kill_switch_order_stays BEFORE UPDATE OR DELETE ON kill_switch_orders
    FOR EACH ROW EXECUTE FUNCTION kill_switch_order_stays();
