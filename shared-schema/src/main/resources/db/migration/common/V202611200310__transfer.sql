-- Imports, comparisons and exports of a feature's records, and what they found.

CREATE TABLE cutover_job (
    job_id text PRIMARY KEY,
    feature text NOT NULL,
    kind text NOT NULL CHECK (kind IN ('import', 'verify', 'export')),
    status text NOT NULL CHECK (status IN ('running', 'complete', 'failed', 'interrupted')),
    folder text,
    zone text NOT NULL,
    dry_run boolean NOT NULL DEFAULT false,
    records_read bigint NOT NULL DEFAULT 0,
    records_written bigint NOT NULL DEFAULT 0,
    records_unchanged bigint NOT NULL DEFAULT 0,
    records_quarantined bigint NOT NULL DEFAULT 0,
    bytes_read bigint NOT NULL DEFAULT 0,
    bytes_total bigint NOT NULL DEFAULT 0,
    started_at timestamptz NOT NULL,
    finished_at timestamptz,
    error text,
    report json NOT NULL DEFAULT '{}'
);
COMMENT ON TABLE cutover_job IS 'Imports, verifications and exports: progress, result, and what a kill left unfinished.';
COMMENT ON COLUMN cutover_job.folder IS 'Where the files are; null for the live legacy folder.';
COMMENT ON COLUMN cutover_job.report IS 'The whole answer as the API gives it: files with their sha256, rejects, verification.';
CREATE INDEX cutover_job_by_feature ON cutover_job (feature, started_at DESC);

CREATE TABLE cutover_parity (
    parity_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    feature text NOT NULL,
    collection text NOT NULL,
    state text NOT NULL CHECK (state IN ('clean', 'different', 'error')),
    folder text,
    trusted text NOT NULL CHECK (trusted IN ('file', 'database')),
    file_count bigint NOT NULL,
    database_count bigint NOT NULL,
    equal_count bigint NOT NULL,
    different_count bigint NOT NULL,
    missing_count bigint NOT NULL,
    extra_count bigint NOT NULL,
    accepted_count bigint NOT NULL,
    quarantined_count bigint NOT NULL,
    file_checksum text NOT NULL,
    database_checksum text NOT NULL,
    started_at timestamptz NOT NULL,
    finished_at timestamptz NOT NULL,
    duration_ms bigint NOT NULL,
    evidence json NOT NULL DEFAULT '[]'
);
COMMENT ON TABLE cutover_parity IS 'One row per comparison of both stores and collection.';
COMMENT ON COLUMN cutover_parity.missing_count IS 'Records of the trusted store that the other one lacks.';
COMMENT ON COLUMN cutover_parity.evidence IS 'Up to 100 differences with key, field and both values; for an error the reason.';
CREATE INDEX cutover_parity_by_feature ON cutover_parity (feature, parity_id DESC);

CREATE TABLE cutover_difference (
    feature text NOT NULL,
    collection text NOT NULL,
    record_key text NOT NULL,
    field text NOT NULL,
    kind text NOT NULL CHECK (kind IN ('different', 'missing', 'extra')),
    file_value text,
    database_value text,
    found_at timestamptz NOT NULL,
    PRIMARY KEY (feature, collection, record_key, field)
);
COMMENT ON TABLE cutover_difference IS 'What differs now, as the last comparison of the live stores found it.';

CREATE TABLE cutover_accepted (
    accepted_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    feature text NOT NULL,
    collection text NOT NULL,
    record_key text NOT NULL,
    field text NOT NULL,
    reason text NOT NULL,
    accepted_by text NOT NULL,
    accepted_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    CHECK (expires_at > accepted_at AND expires_at <= accepted_at + interval '90 days')
);
COMMENT ON TABLE cutover_accepted IS 'Differences somebody understood: counted, never silent, and differences again once expired.';
COMMENT ON COLUMN cutover_accepted.record_key IS '* for every record; field likewise.';
CREATE INDEX cutover_accepted_by_feature ON cutover_accepted (feature, expires_at);

CREATE TABLE cutover_inexact (
    feature text NOT NULL,
    sha256 text NOT NULL,
    element bigint NOT NULL,
    file text NOT NULL,
    reason text NOT NULL,
    PRIMARY KEY (feature, sha256, element)
);
COMMENT ON TABLE cutover_inexact IS 'Elements of imported files that an export cannot give back byte for byte, and why.';
COMMENT ON COLUMN cutover_inexact.element IS 'Place in the file, from 0; -1 for the layout of the file as a whole.';

ALTER TABLE quarantine
    ADD COLUMN feature text,
    ADD COLUMN collection text,
    ADD COLUMN record_key text;
COMMENT ON COLUMN quarantine.feature IS 'Set for records of a feature that can be cut over; null for others.';
CREATE INDEX quarantine_by_record ON quarantine (feature, collection, record_key) WHERE feature IS NOT NULL;
