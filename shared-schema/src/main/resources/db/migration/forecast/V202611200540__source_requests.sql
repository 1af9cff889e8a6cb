-- How many requests were sent to each service outside that takes only so many in an hour, a day or a month. Kept here
-- so that neither a restart nor another replica begins anew.

CREATE TABLE source_requests (
    source text NOT NULL CHECK (source <> ''),
    period text NOT NULL CHECK (period IN ('hour', 'day', 'month')),
    began timestamptz NOT NULL,
    requests integer NOT NULL CHECK (requests >= 0),
    PRIMARY KEY (source, period, began)
);
COMMENT ON COLUMN source_requests.began IS 'first instant of the hour, day or month of UTC';
COMMENT ON COLUMN source_requests.requests IS 'sent, or set aside for one that is being sent and its repetitions';
