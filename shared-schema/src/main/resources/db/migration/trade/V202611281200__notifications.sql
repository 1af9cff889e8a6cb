-- What a person is told. One row for each key: while the same thing lasts it is counted here, and told again only after
-- a while. Rows are written in the transaction of what they tell of, where there is one.
CREATE TABLE notifications (
    dedup_key text PRIMARY KEY CHECK (length(dedup_key) BETWEEN 1 AND 300),
    kind text NOT NULL,
    severity text NOT NULL CHECK (severity IN ('info', 'warning', 'critical')),
    title text NOT NULL,
    body text NOT NULL,
    link text NOT NULL,
    lasting boolean NOT NULL,
    told integer NOT NULL CHECK (told > 0),
    seen bigint NOT NULL CHECK (seen > 0),
    first_at timestamptz NOT NULL,
    told_at timestamptz NOT NULL,
    last_at timestamptz NOT NULL
);
COMMENT ON COLUMN notifications.dedup_key IS 'what is told of; the same key is the same thing';
COMMENT ON COLUMN notifications.link IS 'route of the API where to look next';
COMMENT ON COLUMN notifications.lasting IS 'told again after a while if it still is; false for what happened once';
COMMENT ON COLUMN notifications.told IS 'how often it was told';
COMMENT ON COLUMN notifications.seen IS 'how often it was found';
COMMENT ON COLUMN notifications.told_at IS 'when it was last made a message';

CREATE INDEX notifications_newest ON notifications (told_at DESC, dedup_key DESC);

-- One row for each telling and channel, so that a channel that is down holds up no other.
CREATE TABLE notification_deliveries (
    dedup_key text NOT NULL REFERENCES notifications ON DELETE CASCADE,
    told integer NOT NULL,
    channel text NOT NULL CHECK (channel IN ('webhook', 'mail')),
    state text NOT NULL CHECK (state IN ('waiting', 'delivered', 'undelivered')),
    message_id text,
    attempts integer NOT NULL DEFAULT 0,
    next_at timestamptz NOT NULL,
    error text,
    ended_at timestamptz,
    PRIMARY KEY (dedup_key, told, channel),
    CHECK ((state = 'waiting') = (ended_at IS NULL))
);
COMMENT ON COLUMN notification_deliveries.state IS 'undelivered: given up after too many attempts, and kept';
COMMENT ON COLUMN notification_deliveries.message_id IS
    'of the message it goes with, stored before that is sent for the first time, so that a repeat has the same';
COMMENT ON COLUMN notification_deliveries.error IS 'of the last attempt that failed';

CREATE INDEX notification_deliveries_open ON notification_deliveries (channel, state, next_at)
    WHERE state <> 'delivered';
CREATE INDEX notification_deliveries_message ON notification_deliveries (message_id) WHERE message_id IS NOT NULL;
