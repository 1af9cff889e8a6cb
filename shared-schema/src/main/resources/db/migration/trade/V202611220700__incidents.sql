-- What trade-service remembers of failures: how each part of the suite is, what is open, what was, and how often which
-- restart was advised. One document, since it is read and written as one; of two the higher revision counts.
CREATE TABLE incident_memory (
    id smallint PRIMARY KEY CHECK (id = 1),
    revision bigint NOT NULL CHECK (revision > 0),
    memory jsonb NOT NULL,
    saved_at timestamptz NOT NULL
);
