-- Replays read the snapshots of all markets in the order of time, page by page.
CREATE INDEX market_snapshots_by_time ON market_snapshots ("timestamp", id);
