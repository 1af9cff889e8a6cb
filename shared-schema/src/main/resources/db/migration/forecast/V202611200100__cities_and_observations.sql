-- Cities with the station their markets settle on, and temperatures observed there.

CREATE TABLE cities (
    code text PRIMARY KEY CHECK (code ~ '^[a-z][a-z0-9_-]{1,19}$'),
    name text NOT NULL,
    station text NOT NULL,
    time_zone text NOT NULL,
    latitude numeric NOT NULL CHECK (latitude BETWEEN -90 AND 90),
    longitude numeric NOT NULL CHECK (longitude BETWEEN -180 AND 180),
    settlement_venue text,
    settlement_station text,
    valid_from date,
    valid_to date,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT settlement_is_whole CHECK ((settlement_venue IS NULL) = (settlement_station IS NULL)),
    CONSTRAINT validity_runs_forward CHECK (valid_to > valid_from)
);

-- The four cities of the weather markets: where forecasts are asked for, and the station the venue settles on.
INSERT INTO cities (code, name, station, time_zone, latitude, longitude, settlement_venue, settlement_station) VALUES
    ('ny', 'New York', 'KNYC', 'America/New_York', 40.79736, -73.97785, 'kalshi', 'KNYC'),
    ('il', 'Chicago', 'KMDW', 'America/Chicago', 41.78701, -87.77166, 'kalshi', 'KMDW'),
    ('tx', 'Austin', 'KAUS', 'America/Chicago', 30.1444, -97.66876, 'kalshi', 'KAUS'),
    ('fl', 'Miami', 'KMIA', 'America/New_York', 25.7738, -80.1936, 'kalshi', 'KMIA');

CREATE TABLE observations (
    city_code text NOT NULL REFERENCES cities (code),
    observed_at timestamptz NOT NULL,
    source text NOT NULL,
    temperature_f numeric NOT NULL CHECK (temperature_f BETWEEN -200 AND 200),
    station text,
    observed_high_today numeric,
    projected_high numeric,
    trend_10m numeric,
    trend_30m numeric,
    trend_1h numeric,
    acceleration numeric,
    time_temp_will_max timestamptz,
    received_at timestamptz NOT NULL,
    PRIMARY KEY (city_code, observed_at, source)
) PARTITION BY RANGE (observed_at);
CREATE INDEX observations_time ON observations USING brin (observed_at);
CREATE TABLE observations_default PARTITION OF observations DEFAULT;

-- Makes the monthly partitions for the month of from_time and months_ahead more; rows of the month that already are in
-- the default partition move. Runs with the owner's rights, since the run-time role may not create tables; one at a
-- time. Returns how many it made.
CREATE FUNCTION create_month_partitions(from_time timestamptz, months_ahead integer) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = forecast, pg_temp SET timezone = 'UTC'
AS $function$
DECLARE
    month_start timestamptz;
    month_end timestamptz;
    part text;
    made integer := 0;
BEGIN
    IF months_ahead NOT BETWEEN 0 AND 24 THEN
        RAISE EXCEPTION 'months_ahead lies in 0..24' USING ERRCODE = '22023';
    END IF;
    PERFORM pg_advisory_xact_lock(hashtext('forecast.create_month_partitions'));
    FOR step IN 0..months_ahead LOOP
        month_start := date_trunc('month', from_time) + make_interval(months => step);
        month_end := month_start + interval '1 month';
        part := 'observations_' || to_char(month_start, 'YYYY_MM');
        CONTINUE WHEN to_regclass('forecast.' || quote_ident(part)) IS NOT NULL;
        EXECUTE format('CREATE TABLE %I (LIKE observations INCLUDING ALL)', part);
        EXECUTE format(
            'WITH moved AS (DELETE FROM observations_default WHERE observed_at >= %2$L AND observed_at < %3$L'
            || ' RETURNING *) INSERT INTO %1$I SELECT * FROM moved',
            part, month_start, month_end);
        EXECUTE format('ALTER TABLE observations ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
            part, month_start, month_end);
        made := made + 1;
    END LOOP;
    RETURN made;
END
$function$;
REVOKE ALL ON FUNCTION create_month_partitions(timestamptz, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION create_month_partitions(timestamptz, integer) TO prescient_forecast;

SELECT create_month_partitions(now() - interval '1 month', 4);
