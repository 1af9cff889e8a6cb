-- What was forecast, how right it was, and what was decided on it: the records of the legacy CSV files, once each.
--
-- Numbers of the files are numeric: it keeps their digits, zeros at the end included, so that an export gives them
-- back. Empty text is '' and never null. A time has the minutes of its offset from UTC beside it. legacy_position is a
-- record's place in its file, null for what was made here.

-- Where the markets of a venue settle, and how. Of several that hold on a day the one that began last counts.
CREATE TABLE settlement_stations (
    city_code text NOT NULL REFERENCES cities (code),
    venue text NOT NULL CHECK (venue <> ''),
    series text NOT NULL CHECK (series <> ''),
    station text NOT NULL CHECK (station <> ''),
    source text NOT NULL CHECK (source IN ('nws-cli', 'wunderground', 'ncei')),
    report_office text NOT NULL DEFAULT '',
    report_station text NOT NULL DEFAULT '',
    time_zone text NOT NULL,
    climate_day text NOT NULL CHECK (climate_day IN ('standard-time', 'local-time')),
    rounding text NOT NULL CHECK (rounding IN ('as-reported', 'half-up', 'half-even')),
    valid_from date,
    valid_to date,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT settlement_stations_once UNIQUE NULLS NOT DISTINCT (city_code, venue, series, valid_from),
    CONSTRAINT validity_runs_forward CHECK (valid_to > valid_from)
);
COMMENT ON COLUMN settlement_stations.climate_day IS
    'standard-time: from midnight to midnight without daylight saving, as the climate reports count';
COMMENT ON COLUMN settlement_stations.rounding IS 'how a temperature becomes whole degrees Fahrenheit';
COMMENT ON COLUMN settlement_stations.valid_from IS 'first day this holds, null since ever';
COMMENT ON COLUMN settlement_stations.valid_to IS 'first day it no longer holds, null until further notice';

INSERT INTO settlement_stations (city_code, venue, series, station, source, report_office, report_station, time_zone,
    climate_day, rounding) VALUES
    ('ny', 'kalshi', 'KXHIGHNY', 'KNYC', 'nws-cli', 'OKX', 'NYC', 'America/New_York', 'standard-time', 'as-reported'),
    ('il', 'kalshi', 'KXHIGHCHI', 'KMDW', 'nws-cli', 'LOT', 'MDW', 'America/Chicago', 'standard-time', 'as-reported'),
    ('tx', 'kalshi', 'KXHIGHAUS', 'KAUS', 'nws-cli', 'EWX', 'AUS', 'America/Chicago', 'standard-time', 'as-reported'),
    ('fl', 'kalshi', 'KXHIGHMIA', 'KMIA', 'nws-cli', 'MFL', 'MIA', 'America/New_York', 'standard-time', 'as-reported');

-- A column for each provider: a name of a provider cannot be mistaken for another's, and a value is a number.
CREATE TABLE predictions (
    city_code text NOT NULL REFERENCES cities (code),
    trade_date date NOT NULL,
    run_ts timestamptz NOT NULL,
    run_ts_offset smallint NOT NULL,
    env text NOT NULL DEFAULT '',
    tmax_predicted numeric CHECK (tmax_predicted BETWEEN -50 AND 150),
    tmax_lstm numeric CHECK (tmax_lstm BETWEEN -50 AND 150),
    tmax_forecast numeric CHECK (tmax_forecast BETWEEN -50 AND 150),
    forecast_sources text NOT NULL DEFAULT '',
    tmax_open_meteo numeric CHECK (tmax_open_meteo BETWEEN -50 AND 150),
    tmax_visual_crossing numeric CHECK (tmax_visual_crossing BETWEEN -50 AND 150),
    tmax_tomorrow numeric CHECK (tmax_tomorrow BETWEEN -50 AND 150),
    tmax_weatherapi numeric CHECK (tmax_weatherapi BETWEEN -50 AND 150),
    tmax_google_weather numeric CHECK (tmax_google_weather BETWEEN -50 AND 150),
    tmax_openweathermap numeric CHECK (tmax_openweathermap BETWEEN -50 AND 150),
    tmax_pirateweather numeric CHECK (tmax_pirateweather BETWEEN -50 AND 150),
    tmax_weather_gov numeric CHECK (tmax_weather_gov BETWEEN -50 AND 150),
    spread_f numeric CHECK (spread_f BETWEEN 0 AND 200),
    confidence_score numeric CHECK (confidence_score BETWEEN 0 AND 1),
    conviction_score numeric CHECK (conviction_score BETWEEN 0 AND 1),
    sources_used text NOT NULL DEFAULT '',
    weights_used text NOT NULL DEFAULT '',
    prediction_mode text NOT NULL DEFAULT '',
    blend_forecast_weight numeric CHECK (blend_forecast_weight BETWEEN 0 AND 1),
    refresh_history boolean,
    retrain_lstm boolean,
    legacy_position bigint,
    PRIMARY KEY (city_code, trade_date, run_ts, env)
);
COMMENT ON COLUMN predictions.conviction_score IS 'how steady the forecast is; no legacy file has it';
CREATE INDEX predictions_by_day ON predictions (trade_date, city_code, run_ts);

CREATE TABLE intraday_snapshots (
    city_code text NOT NULL REFERENCES cities (code),
    trade_date date NOT NULL,
    snapshot_ts timestamptz NOT NULL,
    snapshot_ts_offset smallint NOT NULL,
    mean_forecast numeric CHECK (mean_forecast BETWEEN -50 AND 150),
    current_sigma numeric CHECK (current_sigma BETWEEN 0 AND 200),
    tmax_open_meteo numeric CHECK (tmax_open_meteo BETWEEN -50 AND 150),
    tmax_visual_crossing numeric CHECK (tmax_visual_crossing BETWEEN -50 AND 150),
    tmax_tomorrow numeric CHECK (tmax_tomorrow BETWEEN -50 AND 150),
    tmax_weatherapi numeric CHECK (tmax_weatherapi BETWEEN -50 AND 150),
    tmax_google_weather numeric CHECK (tmax_google_weather BETWEEN -50 AND 150),
    tmax_openweathermap numeric CHECK (tmax_openweathermap BETWEEN -50 AND 150),
    tmax_pirateweather numeric CHECK (tmax_pirateweather BETWEEN -50 AND 150),
    tmax_weather_gov numeric CHECK (tmax_weather_gov BETWEEN -50 AND 150),
    sources_used text NOT NULL DEFAULT '',
    weights_used text NOT NULL DEFAULT '',
    legacy_position bigint,
    PRIMARY KEY (city_code, trade_date, snapshot_ts)
);
CREATE INDEX intraday_snapshots_by_day ON intraday_snapshots (trade_date);

-- What an earlier program kept in hourly_forecasts.csv; nothing is added any more.
CREATE TABLE hourly_snapshots (LIKE intraday_snapshots INCLUDING ALL EXCLUDING INDEXES);
ALTER TABLE hourly_snapshots
    ADD PRIMARY KEY (city_code, trade_date, snapshot_ts),
    ADD FOREIGN KEY (city_code) REFERENCES cities (code);

CREATE TABLE source_performance (
    city_code text NOT NULL REFERENCES cities (code),
    source_name text NOT NULL,
    date date NOT NULL,
    predicted_tmax numeric CHECK (predicted_tmax BETWEEN -50 AND 150),
    actual_tmax numeric CHECK (actual_tmax BETWEEN -50 AND 150),
    absolute_error numeric CHECK (absolute_error BETWEEN 0 AND 200),
    doubt text,
    legacy_position bigint,
    PRIMARY KEY (city_code, source_name, date)
);
COMMENT ON COLUMN source_performance.doubt IS 'why the row is known to be wrong, null when it is not';
CREATE INDEX source_performance_by_day ON source_performance (date);

CREATE TABLE source_weights (
    city_code text NOT NULL REFERENCES cities (code),
    as_of date NOT NULL,
    window_days integer NOT NULL CHECK (window_days >= 0),
    run_ts timestamptz NOT NULL,
    run_ts_offset smallint NOT NULL,
    weights json NOT NULL CHECK (json_typeof(weights) = 'object'),
    legacy_position bigint,
    PRIMARY KEY (city_code, as_of, window_days)
);
COMMENT ON COLUMN source_weights.weights IS 'json, not jsonb: its text is kept with all digits';

CREATE TABLE eval_events (
    env text NOT NULL,
    trade_date date NOT NULL,
    city_code text NOT NULL REFERENCES cities (code),
    series_ticker text NOT NULL DEFAULT '',
    event_ticker text NOT NULL DEFAULT '',
    run_ts timestamptz NOT NULL,
    run_ts_offset smallint NOT NULL,
    decision text NOT NULL DEFAULT '',
    reason text NOT NULL DEFAULT '',
    mu_tmax_f numeric CHECK (mu_tmax_f BETWEEN -50 AND 150),
    sigma_f numeric CHECK (sigma_f BETWEEN 0 AND 200),
    spread_f numeric CHECK (spread_f BETWEEN 0 AND 200),
    confidence_score numeric CHECK (confidence_score BETWEEN 0 AND 1),
    tmax_open_meteo numeric CHECK (tmax_open_meteo BETWEEN -50 AND 150),
    tmax_visual_crossing numeric CHECK (tmax_visual_crossing BETWEEN -50 AND 150),
    tmax_tomorrow numeric CHECK (tmax_tomorrow BETWEEN -50 AND 150),
    tmax_weatherapi numeric CHECK (tmax_weatherapi BETWEEN -50 AND 150),
    tmax_lstm numeric CHECK (tmax_lstm BETWEEN -50 AND 150),
    sources_used text NOT NULL DEFAULT '',
    weights_used text NOT NULL DEFAULT '',
    chosen_market_ticker text NOT NULL DEFAULT '',
    chosen_market_subtitle text NOT NULL DEFAULT '',
    bucket_lo numeric CHECK (bucket_lo BETWEEN -50 AND 150),
    bucket_hi numeric CHECK (bucket_hi BETWEEN -50 AND 150),
    model_prob_yes numeric CHECK (model_prob_yes BETWEEN 0 AND 1),
    yes_ask integer CHECK (yes_ask BETWEEN 0 AND 100),
    yes_bid integer CHECK (yes_bid BETWEEN 0 AND 100),
    yes_spread integer,
    ask_qty integer,
    market_prob_yes numeric CHECK (market_prob_yes BETWEEN 0 AND 1),
    edge_prob numeric CHECK (edge_prob BETWEEN -1 AND 1),
    ev_cents numeric CHECK (ev_cents BETWEEN -100 AND 100),
    count integer,
    send_orders boolean,
    live boolean GENERATED ALWAYS AS (coalesce(send_orders, false)) STORED NOT NULL,
    settlement_tmax_f numeric CHECK (settlement_tmax_f BETWEEN -50 AND 150),
    settlement_source_url text NOT NULL DEFAULT '',
    bucket_hit boolean,
    realized_pnl_cents integer,
    realized_pnl_dollars numeric,
    settled_at timestamptz,
    settled_at_offset smallint,
    legacy_position bigint,
    PRIMARY KEY (env, trade_date, city_code, event_ticker, run_ts, live)
);
CREATE INDEX eval_events_settled ON eval_events (trade_date, run_ts) WHERE settlement_tmax_f IS NOT NULL;
CREATE INDEX eval_events_by_day ON eval_events (trade_date);

-- Figures of all decisions alike, as the file has them, have no environment; others are of one environment, and of its
-- live or its dry runs.
CREATE TABLE eval_metrics (
    city_code text NOT NULL REFERENCES cities (code),
    trade_date date NOT NULL,
    metric_type text NOT NULL,
    source_name text NOT NULL,
    env text NOT NULL DEFAULT '',
    live boolean NOT NULL DEFAULT false,
    run_ts timestamptz NOT NULL,
    run_ts_offset smallint NOT NULL,
    value numeric NOT NULL CHECK (value BETWEEN -1000000000 AND 1000000000),
    legacy_position bigint,
    PRIMARY KEY (city_code, trade_date, metric_type, source_name, env, live),
    CONSTRAINT live_runs_have_an_environment CHECK (env <> '' OR NOT live)
);
CREATE INDEX eval_metrics_of_scores ON eval_metrics (env, live, trade_date, city_code) INCLUDE (metric_type, value)
    WHERE (metric_type = 'mae_f' AND source_name = 'consensus')
        OR (metric_type = 'bucket_hit_rate' AND source_name = 'trade');

CREATE TABLE decisions (
    env text NOT NULL,
    trade_date date NOT NULL,
    city_code text NOT NULL REFERENCES cities (code),
    series_ticker text NOT NULL DEFAULT '',
    event_ticker text NOT NULL DEFAULT '',
    run_ts timestamptz NOT NULL,
    run_ts_offset smallint NOT NULL,
    pred_tmax_f numeric CHECK (pred_tmax_f BETWEEN -50 AND 150),
    spread_f numeric CHECK (spread_f BETWEEN 0 AND 200),
    confidence_score numeric CHECK (confidence_score BETWEEN 0 AND 1),
    decision text NOT NULL CHECK (decision <> ''),
    reason text NOT NULL DEFAULT '',
    legacy_position bigint,
    PRIMARY KEY (env, trade_date, city_code, series_ticker, event_ticker, run_ts)
);

-- Orders that were sent, and those of dry runs. Whether one was sent is part of its key: a dry run never stands in for
-- an order.
CREATE TABLE forecast_trades (
    env text NOT NULL CHECK (env <> ''),
    trade_date date NOT NULL,
    city_code text NOT NULL REFERENCES cities (code),
    send_orders boolean NOT NULL,
    series_ticker text NOT NULL DEFAULT '',
    event_ticker text NOT NULL DEFAULT '',
    market_ticker text NOT NULL CHECK (market_ticker <> ''),
    run_ts timestamptz NOT NULL,
    run_ts_offset smallint NOT NULL,
    market_subtitle text NOT NULL DEFAULT '',
    pred_tmax_f numeric CHECK (pred_tmax_f BETWEEN -50 AND 150),
    side text NOT NULL DEFAULT '',
    count integer NOT NULL,
    yes_price integer CHECK (yes_price BETWEEN 0 AND 100),
    no_price integer CHECK (no_price BETWEEN 0 AND 100),
    legacy_position bigint,
    PRIMARY KEY (env, trade_date, city_code, send_orders, series_ticker, event_ticker, market_ticker, run_ts)
);
COMMENT ON TABLE forecast_trades IS 'trades_history.csv; the orders themselves are those of trade-service';

ALTER TABLE observations
    ADD COLUMN observed_at_offset smallint NOT NULL DEFAULT 0,
    ADD COLUMN time_temp_will_max_offset smallint,
    ADD COLUMN legacy_position bigint,
    ALTER COLUMN received_at SET DEFAULT now();
COMMENT ON COLUMN observations.source IS 'those of nws are the rows of observations_history.csv';

INSERT INTO cutover_state (feature) VALUES ('forecasts'), ('calibration'), ('decisions');

DO $triggers$
DECLARE
    follows record;
BEGIN
    FOR follows IN
        SELECT * FROM (VALUES
            ('predictions', 'forecasts'),
            ('intraday_snapshots', 'forecasts'),
            ('hourly_snapshots', 'forecasts'),
            ('source_performance', 'calibration'),
            ('source_weights', 'calibration'),
            ('eval_events', 'decisions'),
            ('eval_metrics', 'decisions'),
            ('decisions', 'decisions'),
            ('forecast_trades', 'decisions'),
            ('observations', 'observations')) AS given (made, feature)
    LOOP
        EXECUTE format('CREATE TRIGGER shadow AFTER INSERT OR UPDATE OR DELETE ON %I FOR EACH STATEMENT'
            || ' EXECUTE FUNCTION shadow_note(%L)', follows.made, follows.feature);
    END LOOP;
END
$triggers$;
