-- The SQLite databases that were imported into this schema, and the market logs they held.

CREATE TABLE legacy_source (
    source_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    path text NOT NULL UNIQUE,
    layout smallint NOT NULL CHECK (layout BETWEEN 0 AND 3),
    environment text NOT NULL,
    zone text NOT NULL,
    bytes bigint NOT NULL,
    sha256 text NOT NULL,
    tables jsonb NOT NULL,
    imported_at timestamptz NOT NULL
);
COMMENT ON TABLE legacy_source IS 'SQLite files that were imported; of two with the same record the higher (layout, path) prevails.';
COMMENT ON COLUMN legacy_source.path IS 'Real path when it was read.';
COMMENT ON COLUMN legacy_source.layout IS '1 to 3: historic folder layouts, oldest first; 0: any other folder.';
COMMENT ON COLUMN legacy_source.tables IS 'Per table: shape, columns in their order, row count, sequence, and columns nobody knows.';

CREATE TABLE legacy_row (
    source_id bigint NOT NULL REFERENCES legacy_source,
    table_name text NOT NULL,
    row_no bigint NOT NULL,
    target text NOT NULL,
    record_key text,
    stored jsonb NOT NULL,
    extra jsonb,
    flags text[] NOT NULL DEFAULT '{}',
    PRIMARY KEY (source_id, table_name, row_no)
);
COMMENT ON TABLE legacy_row IS 'Every imported row as it was stored, so that nothing of it can be lost; of price logs only the rows without a place in price_log.';
COMMENT ON COLUMN legacy_row.row_no IS 'Place from 1 in the order of the table''s first column.';
COMMENT ON COLUMN legacy_row.target IS 'The table its record is in.';
COMMENT ON COLUMN legacy_row.record_key IS 'Key of the record there; null for a row that has none and is only kept here.';
COMMENT ON COLUMN legacy_row.stored IS 'Values by column name. A real has a fraction, an integer has none; what JSON cannot say is an object.';
COMMENT ON COLUMN legacy_row.extra IS 'Those of the columns nobody knows; null when there are none.';
CREATE INDEX legacy_row_by_record ON legacy_row (target, record_key);

CREATE TABLE legacy_archive (
    archive_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    target text NOT NULL,
    before timestamptz NOT NULL,
    kept text[] NOT NULL DEFAULT '{}',
    row_count bigint NOT NULL,
    file text NOT NULL,
    sha256 text NOT NULL,
    archived_at timestamptz NOT NULL
);
COMMENT ON TABLE legacy_archive IS 'What was written to a file and left the tables, and is left out by later imports.';
COMMENT ON COLUMN legacy_archive.before IS 'Rows older than this went.';
COMMENT ON COLUMN legacy_archive.kept IS 'Ids and tickers that stay however old they are.';

CREATE TABLE legacy_market_quotes (
    source text NOT NULL CHECK (source IN ('rest', 'websocket')),
    legacy_id bigint NOT NULL,
    quoted_at timestamptz,
    event_ticker text,
    ticker text,
    strike numeric,
    yes_bid numeric,
    yes_ask numeric,
    no_bid numeric,
    no_ask numeric,
    last_price numeric,
    volume numeric,
    volume_delta numeric,
    open_interest_delta numeric,
    dollar_volume_delta numeric,
    dollar_open_interest_delta numeric,
    venue_time timestamptz,
    legacy jsonb,
    flags text[] NOT NULL DEFAULT '{}',
    PRIMARY KEY (source, legacy_id)
);
COMMENT ON TABLE legacy_market_quotes IS 'What the old market logs recorded: prices in dollars, volumes in contracts.';
COMMENT ON COLUMN legacy_market_quotes.quoted_at IS 'Wall clock of the recording program in the files'' zone.';
COMMENT ON COLUMN legacy_market_quotes.venue_time IS 'ts of the venue''s message.';
COMMENT ON COLUMN legacy_market_quotes.legacy IS 'Stored SQLite values by column name.';
COMMENT ON COLUMN legacy_market_quotes.flags IS 'What is odd about the row, in words of docs/MIGRATION.md; empty when nothing is.';
