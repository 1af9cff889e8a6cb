-- Orders of forecast cycles, from the decision until somebody has answered: what is pending is still to be sent, or was
-- sent and not answered. The id follows from environment, day, city and market, so sending again is no second order.

CREATE TABLE forecast_orders (
    order_id text PRIMARY KEY CHECK (order_id ~ '^[A-Za-z0-9._:-]{1,150}$'),
    cycle_id text NOT NULL,
    run_ts timestamptz NOT NULL,
    env text NOT NULL,
    live boolean NOT NULL,
    trade_date date NOT NULL,
    city_code text NOT NULL,
    event_ticker text NOT NULL,
    market_ticker text NOT NULL,
    question text NOT NULL,
    contracts integer NOT NULL CHECK (contracts > 0),
    limit_cents integer NOT NULL CHECK (limit_cents BETWEEN 1 AND 99),
    evaluation_reason text NOT NULL,
    decision_reason text NOT NULL,
    portfolio_id integer,
    status text NOT NULL CHECK (status IN ('pending', 'filled', 'refused')),
    code text,
    detail text,
    price numeric CHECK (price BETWEEN 0 AND 1),
    shares numeric CHECK (shares > 0),
    updated_at timestamptz NOT NULL,
    CONSTRAINT only_a_refusal_has_a_code CHECK ((status = 'refused') = (code IS NOT NULL)),
    CONSTRAINT only_a_fill_has_a_price CHECK ((status = 'filled') = (price IS NOT NULL AND shares IS NOT NULL))
);
COMMENT ON COLUMN forecast_orders.run_ts IS 'of the decision and all its records';
COMMENT ON COLUMN forecast_orders.portfolio_id IS 'set before it is first sent; from then on nothing of it changes';
COMMENT ON COLUMN forecast_orders.decision_reason IS 'what the decision will say once it is filled';

-- A city's day is bought once in an environment, whoever decides.
CREATE UNIQUE INDEX forecast_orders_one_a_day ON forecast_orders (env, live, trade_date, city_code)
    WHERE status <> 'refused';
CREATE INDEX forecast_orders_pending ON forecast_orders (cycle_id) WHERE status = 'pending';
CREATE INDEX forecast_orders_by_cycle ON forecast_orders (cycle_id);
