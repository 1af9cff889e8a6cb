-- The features of this schema whose records may live in another store; where the truth is, is told in the status.
INSERT INTO cutover_state (feature) VALUES ('signals'), ('signal_archives');
