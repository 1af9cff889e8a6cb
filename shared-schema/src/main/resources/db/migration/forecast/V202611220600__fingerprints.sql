-- How often a price moved so far in so many minutes, by momentum. A set never changes, it only gets tables it lacked:
-- what a probability was computed from can be looked up later.

CREATE TABLE fingerprint_sets (
    symbol text NOT NULL CHECK (symbol ~ '^[A-Z0-9]{2,10}$'),
    set_name text NOT NULL CHECK (set_name ~ '^[A-Za-z0-9._-]{1,100}$'),
    origin text NOT NULL CHECK (origin IN ('imported', 'generated')),
    revision integer NOT NULL DEFAULT 1,
    stored_at timestamptz NOT NULL,
    PRIMARY KEY (symbol, set_name)
);
COMMENT ON COLUMN fingerprint_sets.revision IS 'grows when the set gets tables it lacked';

CREATE TABLE fingerprints (
    symbol text NOT NULL,
    set_name text NOT NULL,
    bucket smallint CHECK (bucket BETWEEN -30 AND 30),
    thresholds double precision[] NOT NULL,
    up double precision[] NOT NULL,
    down double precision[],
    FOREIGN KEY (symbol, set_name) REFERENCES fingerprint_sets (symbol, set_name),
    CONSTRAINT fingerprints_once UNIQUE NULLS NOT DISTINCT (symbol, set_name, bucket),
    CONSTRAINT rows_are_whole CHECK (cardinality(thresholds) > 0 AND cardinality(up) > 0
        AND cardinality(up) % cardinality(thresholds) = 0 AND (down IS NULL OR cardinality(down) = cardinality(up)))
);
COMMENT ON COLUMN fingerprints.bucket IS 'momentum in hundredths of a percent; null is all minutes, whatever their momentum';
COMMENT ON COLUMN fingerprints.thresholds IS 'moves in percent, ascending';
COMMENT ON COLUMN fingerprints.up IS 'percent, row by row: a row per minute from 1, a column per threshold';
COMMENT ON COLUMN fingerprints.down IS 'likewise; null when up is of moves in either direction';

-- Which set answers for a symbol.
CREATE TABLE fingerprint_choice (
    symbol text PRIMARY KEY,
    set_name text NOT NULL,
    chosen_at timestamptz NOT NULL,
    FOREIGN KEY (symbol, set_name) REFERENCES fingerprint_sets (symbol, set_name)
);
