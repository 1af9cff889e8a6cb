-- The venues' catalogue: events, their markets, and what is known about the runs that fetched them.
-- Names and columns follow the migration plan's schema; types are widened so that no digit a venue sends is lost.

CREATE TABLE events (
    id bigint GENERATED ALWAYS AS IDENTITY,
    event_id text PRIMARY KEY,
    title text NOT NULL,
    slug text,
    liquidity numeric,
    volume numeric,
    volume24hr numeric,
    -- How the venue gave the three figures above: v a number, m left out, b null or no number. The filters treat
    -- a figure that was left out as 0 and drop what carries a broken one, and both are NULL above.
    figures text NOT NULL DEFAULT 'vvv' CHECK (figures ~ '^[vmb]{3}$'),
    start_date timestamptz,
    end_date timestamptz,
    -- The end date as sent. The filter's day count reads this text, because it ignores the offset.
    end_date_text text,
    days_until_end integer,
    event_data jsonb NOT NULL,
    is_filtered boolean NOT NULL DEFAULT false,
    active boolean,
    closed boolean NOT NULL DEFAULT false,
    -- False once a complete run did not see the event any more; an incomplete run proves nothing about absence.
    listed boolean NOT NULL DEFAULT true,
    catalogue_position integer NOT NULL DEFAULT 0,
    venue text NOT NULL DEFAULT 'polymarket',
    last_seen_run text,
    observed_at timestamptz NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
) WITH (fillfactor = 80, toast_tuple_target = 512);
COMMENT ON COLUMN events.event_data IS 'The event as the venue sent it, without its nested markets.';
CREATE INDEX events_filtered ON events (event_id) WHERE is_filtered;

-- No index on columns that change with every run: their absence keeps a run's updates inside the heap page.
CREATE TABLE markets (
    id bigint GENERATED ALWAYS AS IDENTITY,
    market_id text PRIMARY KEY,
    question text NOT NULL,
    event_id text,
    event_title text,
    event_end_date timestamptz,
    end_date timestamptz,
    end_date_text text,
    condition_id text,
    liquidity numeric,
    volume numeric,
    volume24hr numeric,
    figures text NOT NULL DEFAULT 'vvv' CHECK (figures ~ '^[vmb]{3}$'),
    yes_price numeric CHECK (yes_price BETWEEN 0 AND 1),
    no_price numeric CHECK (no_price BETWEEN 0 AND 1),
    market_conviction numeric CHECK (market_conviction BETWEEN 0 AND 1),
    market_data jsonb NOT NULL,
    is_filtered boolean NOT NULL DEFAULT false,
    active boolean,
    closed boolean NOT NULL DEFAULT false,
    accepting_orders boolean NOT NULL DEFAULT true,
    resolution text CHECK (resolution IN ('yes', 'no', 'void')),
    listed boolean NOT NULL DEFAULT true,
    catalogue_position integer NOT NULL DEFAULT 0,
    venue text NOT NULL DEFAULT 'polymarket',
    last_seen_run text,
    observed_at timestamptz NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CHECK ((yes_price IS NULL) = (no_price IS NULL)),
    CHECK (resolution IS NULL OR closed)
) WITH (fillfactor = 80, toast_tuple_target = 512);
COMMENT ON COLUMN markets.market_data IS 'The market as the venue sent it.';
CREATE INDEX markets_by_event ON markets (event_id, market_id);
CREATE INDEX markets_filtered ON markets (market_id) WHERE is_filtered;

-- One row per run over a venue's catalogue. complete: every page was read and every event and market taken in.
CREATE TABLE ingest_runs (
    run_id text PRIMARY KEY,
    venue text NOT NULL,
    status text NOT NULL CHECK (status IN ('running', 'complete', 'incomplete')),
    started_at timestamptz NOT NULL,
    finished_at timestamptz,
    events integer NOT NULL DEFAULT 0,
    markets integer NOT NULL DEFAULT 0,
    snapshots integer NOT NULL DEFAULT 0,
    quarantined integer NOT NULL DEFAULT 0,
    pages integer NOT NULL DEFAULT 0,
    retries integer NOT NULL DEFAULT 0,
    duplicates integer NOT NULL DEFAULT 0,
    reason text,
    duration_ms bigint,
    fetch_ms bigint,
    write_ms bigint,
    CHECK ((status = 'running') = (finished_at IS NULL)),
    CHECK ((status = 'incomplete') = (reason IS NOT NULL))
);
CREATE INDEX ingest_runs_by_time ON ingest_runs (started_at DESC, run_id DESC);

-- How fresh each feed is: when it was last tried, when it last brought everything, and what stopped it.
CREATE TABLE feeds (
    feed text PRIMARY KEY,
    venue text NOT NULL,
    last_attempt_at timestamptz,
    last_success_at timestamptz,
    last_run_id text,
    last_problem text,
    rows bigint NOT NULL DEFAULT 0
);
INSERT INTO feeds (feed, venue) VALUES ('catalogue', 'polymarket'), ('prices', 'polymarket');

CREATE INDEX quarantine_by_position ON quarantine (source, position);
