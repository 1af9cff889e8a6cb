-- The catalogue has one feature; it was two before anything could be cut over.
DELETE FROM cutover_state WHERE feature = 'markets';

-- Every event's text exactly as the venue sent it, markets included: jsonb keeps neither the order of keys nor the text of
-- numbers, and the legacy files keep both.
CREATE TABLE event_texts (
    event_id text PRIMARY KEY,
    raw text NOT NULL
);

-- What the filters chose last, in the order of the choice.
CREATE TABLE filter_choices (
    collection text NOT NULL CHECK (collection IN ('filtered_events', 'filtered_markets')),
    key text NOT NULL,
    place integer NOT NULL,
    days_until_end integer,
    -- The object of the legacy file, when the choice was taken over from one; otherwise the event's text says it.
    raw text,
    PRIMARY KEY (collection, key)
);

-- While the files follow the database, each change of what they hold asks for their export.
CREATE TRIGGER shadow AFTER INSERT OR UPDATE OR DELETE ON events
    FOR EACH STATEMENT EXECUTE FUNCTION shadow_note('events');
CREATE TRIGGER shadow AFTER INSERT OR UPDATE OR DELETE ON event_texts
    FOR EACH STATEMENT EXECUTE FUNCTION shadow_note('events');
CREATE TRIGGER shadow AFTER INSERT OR UPDATE OR DELETE ON filter_choices
    FOR EACH STATEMENT EXECUTE FUNCTION shadow_note('events');
