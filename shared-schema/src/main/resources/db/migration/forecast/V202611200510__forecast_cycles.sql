-- Cycles of forecasting, deciding and grading, and how far each has come.

CREATE TABLE forecast_cycles (
    cycle_id text PRIMARY KEY CHECK (cycle_id ~ '^[A-Za-z0-9._:-]{1,100}$'),
    parameters json NOT NULL,
    status text NOT NULL CHECK (status IN ('running', 'completed', 'failed')),
    steps json NOT NULL DEFAULT '[]',
    started_at timestamptz NOT NULL,
    finished_at timestamptz,
    CONSTRAINT only_what_runs_has_no_end CHECK ((status = 'running') = (finished_at IS NULL))
);
COMMENT ON COLUMN forecast_cycles.started_at IS 'the run_ts of all records of the cycle';
CREATE INDEX forecast_cycles_by_time ON forecast_cycles (started_at DESC);
CREATE INDEX forecast_cycles_running ON forecast_cycles (started_at) WHERE status = 'running';
