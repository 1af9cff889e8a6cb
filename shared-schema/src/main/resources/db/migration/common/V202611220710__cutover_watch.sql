-- The four weeks after a feature's move to the database: one row a day, added to while the day lasts and then closed.
-- When a watch begins and ends follows from cutover_audit.
CREATE TABLE cutover_watch (
    feature text NOT NULL,
    day date NOT NULL,
    mode text NOT NULL,
    looks integer NOT NULL DEFAULT 0 CHECK (looks >= 0),
    differences bigint,
    slower boolean NOT NULL DEFAULT false,
    latency jsonb,
    fallbacks bigint NOT NULL DEFAULT 0 CHECK (fallbacks >= 0),
    lag_seconds double precision NOT NULL DEFAULT 0,
    rules text[] NOT NULL DEFAULT '{}',
    incidents text[] NOT NULL DEFAULT '{}',
    closed_at timestamptz,
    PRIMARY KEY (feature, day)
);
COMMENT ON COLUMN cutover_watch.day IS 'in UTC';
COMMENT ON COLUMN cutover_watch.looks IS '0 for a day on which nobody looked';
COMMENT ON COLUMN cutover_watch.differences IS 'the most that a comparison found; null without one';
COMMENT ON COLUMN cutover_watch.lag_seconds IS 'the longest that the files were behind';
COMMENT ON COLUMN cutover_watch.closed_at IS 'nothing is changed after that';
