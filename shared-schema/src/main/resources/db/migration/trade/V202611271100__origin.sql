-- What whoever placed an order tells of it for the analytics: venue, city, prices then. The books get it with the fill.
ALTER TABLE orders ADD COLUMN origin jsonb CHECK (jsonb_typeof(origin) = 'object');
COMMENT ON COLUMN orders.origin IS 'venue, city, mid_price and fair_price of the bought side when it was decided; what is unknown is left out or null';
