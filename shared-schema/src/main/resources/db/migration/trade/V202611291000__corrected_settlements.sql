-- A settled trade is looked at again only where the venue has corrected its word. Such markets are few; settled trades
-- are all that ever ended so.
ALTER TABLE desk_settlements ADD COLUMN corrects boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN desk_settlements.corrects IS 'the venue had said something else of this market before';
UPDATE desk_settlements s SET corrects = true WHERE EXISTS (SELECT FROM desk_settlements e
    WHERE e.environment = s.environment AND e.ticker = s.ticker AND e.result <> s.result);
CREATE INDEX desk_settlements_correcting ON desk_settlements (environment, ticker) WHERE corrects;

-- By the database, so that a replica of an earlier release marks it, too, while this one takes over.
CREATE FUNCTION desk_settlements_mark_correction() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.corrects := EXISTS (SELECT FROM desk_settlements e
        WHERE e.environment = NEW.environment AND e.ticker = NEW.ticker AND e.result <> NEW.result);
    RETURN NEW;
END
$$;
CREATE TRIGGER corrects BEFORE INSERT ON desk_settlements
    FOR EACH ROW EXECUTE FUNCTION desk_settlements_mark_correction();
