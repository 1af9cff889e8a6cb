-- For the analytics of what became of an order: what was believed and quoted when it was decided.
ALTER TABLE forecast_orders
    ADD COLUMN fair_price numeric CHECK (fair_price BETWEEN 0 AND 1),
    ADD COLUMN mid_price numeric CHECK (mid_price BETWEEN 0 AND 1);
COMMENT ON COLUMN forecast_orders.fair_price IS 'the model''s probability of the bucket, in dollars a contract';
COMMENT ON COLUMN forecast_orders.mid_price IS 'the middle of bid and ask in dollars a contract; null without both';
