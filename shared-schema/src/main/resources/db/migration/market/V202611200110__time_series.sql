-- Time series, partitioned by month. Rows outside the partitions made so far land in the default partition and are moved
-- when their month gets its own.

CREATE SEQUENCE market_snapshots_id_seq;
CREATE TABLE market_snapshots (
    id bigint NOT NULL DEFAULT nextval('market_snapshots_id_seq'),
    market_id text NOT NULL,
    "timestamp" timestamptz NOT NULL DEFAULT now(),
    yes_price numeric CHECK (yes_price BETWEEN 0 AND 1),
    no_price numeric CHECK (no_price BETWEEN 0 AND 1),
    liquidity numeric,
    volume numeric,
    volume24hr numeric,
    market_conviction numeric CHECK (market_conviction BETWEEN 0 AND 1),
    source text NOT NULL DEFAULT 'catalogue',
    run_id text,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (market_id, "timestamp", id)
) PARTITION BY RANGE ("timestamp");
CREATE INDEX market_snapshots_time ON market_snapshots USING brin ("timestamp");
CREATE TABLE market_snapshots_default PARTITION OF market_snapshots DEFAULT;

CREATE SEQUENCE price_log_id_seq;
CREATE TABLE price_log (
    id bigint NOT NULL DEFAULT nextval('price_log_id_seq'),
    symbol text NOT NULL,
    "timestamp" timestamptz NOT NULL,
    price numeric NOT NULL CHECK (price >= 0),
    volume numeric CHECK (volume >= 0),
    venue text NOT NULL,
    environment text NOT NULL DEFAULT 'prod',
    PRIMARY KEY (symbol, "timestamp", id)
) PARTITION BY RANGE ("timestamp");
CREATE INDEX price_log_time ON price_log USING brin ("timestamp");
CREATE TABLE price_log_default PARTITION OF price_log DEFAULT;

CREATE SEQUENCE order_books_id_seq;
CREATE TABLE order_books (
    id bigint NOT NULL DEFAULT nextval('order_books_id_seq'),
    market_id text NOT NULL,
    outcome text NOT NULL CHECK (outcome IN ('yes', 'no')),
    "timestamp" timestamptz NOT NULL,
    bids jsonb NOT NULL,
    asks jsonb NOT NULL,
    venue text NOT NULL,
    environment text NOT NULL DEFAULT 'prod',
    PRIMARY KEY (market_id, "timestamp", id)
) PARTITION BY RANGE ("timestamp");
CREATE INDEX order_books_time ON order_books USING brin ("timestamp");
CREATE TABLE order_books_default PARTITION OF order_books DEFAULT;

-- Makes the monthly partitions of all three series for the month of `from_time` and `months_ahead` more; those that exist
-- stay as they are. Runs with the owner's rights, since the run-time role may not create tables. Returns how many it made.
CREATE FUNCTION create_month_partitions(from_time timestamptz, months_ahead integer) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = market, pg_temp SET timezone = 'UTC'
AS $function$
DECLARE
    series text;
    month_start timestamptz;
    month_end timestamptz;
    part text;
    made integer := 0;
BEGIN
    IF months_ahead NOT BETWEEN 0 AND 24 THEN
        RAISE EXCEPTION 'months_ahead lies in 0..24' USING ERRCODE = '22023';
    END IF;
    FOREACH series IN ARRAY ARRAY['market_snapshots', 'price_log', 'order_books'] LOOP
        FOR step IN 0..months_ahead LOOP
            month_start := date_trunc('month', from_time) + make_interval(months => step);
            month_end := month_start + interval '1 month';
            part := series || '_' || to_char(month_start, 'YYYY_MM');
            CONTINUE WHEN to_regclass('market.' || quote_ident(part)) IS NOT NULL;
            EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING ALL)', part, series);
            EXECUTE format(
                'WITH moved AS (DELETE FROM %1$I WHERE "timestamp" >= %3$L AND "timestamp" < %4$L RETURNING *)'
                || ' INSERT INTO %2$I SELECT * FROM moved',
                series || '_default', part, month_start, month_end);
            EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
                series, part, month_start, month_end);
            made := made + 1;
        END LOOP;
    END LOOP;
    RETURN made;
END
$function$;
REVOKE ALL ON FUNCTION create_month_partitions(timestamptz, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION create_month_partitions(timestamptz, integer) TO prescient_market;

SELECT create_month_partitions(now() - interval '1 month', 4);
